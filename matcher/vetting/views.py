"""Pages of the ledger that admins keep: the queue, a firm's checks, where a firm stands."""

import io

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput, NotFound
from foundation.storage import FolderStorage
from foundation.web.session import session
from matcher.firms.rows import profile_of
from matcher.firms.service import fetch_firm
from matcher.firms.wording import in_words, link_of, spelt
from matcher.firms.words import VettingStatus
from matcher.vetting import queries
from matcher.vetting.facts import TITLES, Fact
from matcher.vetting.forms import FORMS, known
from matcher.vetting.grading import RULE
from matcher.vetting.hints import HINTS, WHERE
from matcher.vetting.ledger_page import chart, ledger_of
from matcher.vetting.service import confirm_check, record_check, withdraw_check
from matcher.vetting.standing import missing, move_firm
from matcher.vetting.standing_forms import QueueForm, StatusForm, WithdrawForm
from matcher.vetting.status import MOVES, standing_of

blueprint = Blueprint("vetting", __name__)


def storage() -> FolderStorage:
    """Where this installation keeps files."""
    return FolderStorage(current_app.extensions["settings"].files)


def two_person() -> bool:
    """Whether this installation asks for a second admin."""
    return bool(current_app.extensions["settings"].two_person_vetting)


@blueprint.get("/admin/vetting")
@requires(Permission.DIRECTORY_MANAGE)
def index():
    """Show where firms stand, and what is to be checked again, the soonest first."""
    form, day = QueueForm(request.args), today()
    counts = queries.status_counts(session)
    return render_template(
        "matcher/vetting/index.html",
        form=form,
        page=queries.find_checks(session, form.to_filter(), day, page=request.args.get("page", 1, type=int)),
        counts=counts,
        chart=chart(counts),
        overdue=queries.count_checks(session, queries.Due.OVERDUE, day),
        unconfirmed=queries.count_checks(session, queries.Due.UNCONFIRMED, day) if two_person() else 0,
        last=queries.last_round(session),
        today=day,
        in_words=in_words,
    )


@blueprint.get("/admin/firms/<uuid:key>/vetting")
@requires(Permission.DIRECTORY_MANAGE)
def show(key):
    """Show the ledger of a firm, and where it stood when and why."""
    firm, day = fetch_firm(session, key), today()
    return render_template(
        "matcher/vetting/show.html",
        firm=firm,
        today=day,
        ledger=ledger_of(profile_of(firm), queries.current_checks(session, firm), day),
        missing=missing(session, firm, two_person=two_person()),
        past=queries.past_checks(session, firm, page=request.args.get("page", 1, type=int)),
        moves=queries.status_history(session, firm, page=request.args.get("moves", 1, type=int)),
        two_person=two_person(),
        in_words=in_words,
        link_of=link_of,
        spelt=spelt,
    )


@blueprint.route("/admin/firms/<uuid:key>/vetting/new/<name>", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def new(key, name):
    """Record a check of one fact."""
    firm, fact = fetch_firm(session, key), _fact(name)
    profile = profile_of(firm)
    form = FORMS[fact](data=known(fact, request.args.get("subject", "")[:80], profile), standing=profile)
    if form.validate_on_submit():
        try:
            check = record_check(session, firm, form.to_request(), storage(), current_user.actor)
        except BadInput as wrong:
            form.form_errors = [str(wrong)]
        else:
            flash(f"Recorded. {check.title}: {check.finding}.", "success")
            return redirect(url_for(".show", key=key), code=303)
    page = render_template(
        "matcher/vetting/new.html",
        form=form,
        firm=firm,
        fact=fact,
        title=TITLES[fact],
        where=WHERE[fact],
        hints=HINTS,
        grading=RULE if fact is Fact.SAMPLE_REPORT else None,
        limit_mb=current_app.extensions["settings"].upload_limit_mb,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/admin/firms/<uuid:key>/vetting/checks/<uuid:check_id>")
@requires(Permission.DIRECTORY_MANAGE)
def check(key, check_id):
    """Show one check with everything that was found."""
    firm = fetch_firm(session, key)
    found = queries.fetch_check(session, firm, check_id)
    own = found.checked_by_id == current_user.user_id
    return render_template(
        "matcher/vetting/check.html", firm=firm, check=found, own=own, today=today(), link_of=link_of
    )


@blueprint.post("/admin/firms/<uuid:key>/vetting/checks/<uuid:check_id>/confirm")
@requires(Permission.DIRECTORY_MANAGE)
def confirm(key, check_id):
    """Stand for another admin's check."""
    firm = fetch_firm(session, key)
    found = queries.fetch_check(session, firm, check_id)
    confirm_check(session, firm, found, current_user.actor)
    flash(f"Confirmed. {found.title}: {found.finding}.", "success")
    return redirect(url_for(".show", key=key), code=303)


@blueprint.route("/admin/firms/<uuid:key>/vetting/checks/<uuid:check_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def withdraw(key, check_id):
    """Take back a check that was a mistake."""
    firm, form = fetch_firm(session, key), WithdrawForm()
    found = queries.fetch_check(session, firm, check_id)
    if form.validate_on_submit():
        withdraw_check(session, firm, found, form.reason.data.strip(), current_user.actor)
        flash(f"Withdrawn: {found.title}.", "success")
        return redirect(url_for(".show", key=key), code=303)
    page = render_template("matcher/vetting/withdraw.html", form=form, firm=firm, check=found)
    return page, 422 if form.errors else 200


@blueprint.get("/admin/firms/<uuid:key>/vetting/checks/<uuid:check_id>/evidence")
@requires(Permission.DIRECTORY_MANAGE)
def evidence(key, check_id):
    """Hand the evidence file out as it came in: always to be saved, never shown, whatever its name says it is."""
    found = queries.fetch_check(session, fetch_firm(session, key), check_id)
    if found.stored_name is None:
        raise NotFound("This check has no file.")
    content = io.BytesIO(storage().fetch(found.stored_name))
    return send_file(content, mimetype="application/octet-stream", as_attachment=True, download_name=found.filename)


def _removes() -> bool:
    """Tell whether the page is to take a firm out of the directory; its other moves are everyday work."""
    wanted = request.form.get("status") if request.method == "POST" else request.args.get("to")
    return wanted == VettingStatus.REMOVED


@blueprint.route("/admin/firms/<uuid:key>/vetting/status", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE, fresh=_removes)
def status(key):
    """Move a firm to another status, with the reason."""
    firm = fetch_firm(session, key)
    moves = offered(firm.vetting_status)
    form = StatusForm(data={"version": firm.version, "status": _wanted(moves)}, moves=moves)
    if form.validate_on_submit():
        try:
            move_firm(session, firm, form.to_request(), current_user.actor, two_person=two_person())
        except BadInput as refused:
            form.status.errors = [refused.problem]
        else:
            flash(f"{firm.name}: {spelt(str(firm.vetting_status)).lower()} from now on.", "success")
            return redirect(url_for(".show", key=key), code=303)
    page = render_template(
        "matcher/vetting/status.html",
        form=form,
        firm=firm,
        missing=missing(session, firm, two_person=two_person()),
        in_words=in_words,
    )
    return page, 422 if form.errors else 200


def offered(status: VettingStatus | None) -> list[VettingStatus]:
    """Give the moves of the status page: suspending and reinstating have pages of their own."""
    if status is VettingStatus.SUSPENDED:
        return [VettingStatus.REMOVED]
    return [move for move in MOVES[standing_of(status)] if move is not VettingStatus.SUSPENDED]


def _wanted(moves: list[VettingStatus]) -> VettingStatus | None:
    asked = request.args.get("to", "")
    return next((move for move in moves if move == asked), None)


def _fact(name: str) -> Fact:
    if name not in list(Fact):
        abort(404)
    return Fact(name)
