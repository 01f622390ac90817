"""Pages of introductions for the company: whom to ask, what was disclosed, consent, withdrawal."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now, today
from foundation.errors import BadInput, Conflict
from foundation.web.session import session
from matcher.intakes.service import fetch_intake
from matcher.introductions.asking import ask_firms, company_deed, consent, withdraw
from matcher.introductions.brief import as_pairs, brief_of
from matcher.introductions.forms import AskForm, ConsentForm, WithdrawForm
from matcher.introductions.offering import revealing_of
from matcher.introductions.preview import to_disclose
from matcher.introductions.queries import list_introductions, of_intake, own_introduction
from matcher.introductions.shown import shown
from matcher.introductions.states import STAGES, Party, Stage
from matcher.introductions.steps import refuse_passed, seen
from matcher.matches.queries import fetch_run

blueprint = Blueprint("introductions", __name__)


@blueprint.get("/introductions/")
@requires(Permission.INTAKE_READ)
def index():
    """List the company's introductions, those that wait first."""
    page = list_introductions(session, page=request.args.get("page", 1, type=int))
    return render_template(
        "matcher/introductions/index.html", page=page, rows=[shown(one, now()) for one in page.rows], stages=STAGES
    )


@blueprint.route("/intakes/<uuid:intake_id>/matches/<uuid:run_id>/introductions", methods=["GET", "POST"])
@requires(Permission.INTAKE_WRITE)
def ask(intake_id, run_id):
    """Ask up to three firms of a match, with the brief that they get before one's eyes."""
    intake = fetch_intake(session, intake_id)
    run = fetch_run(session, intake_id, run_id)
    standing = of_intake(session, intake_id)
    taken = {one.firm.firm_id for one in standing if one.is_open}
    offered = [(match["firm"]["firm_id"], match["firm"]["name"]) for match in run.shown]
    free = [(firm_id, name) for firm_id, name in offered if firm_id not in taken]
    form = AskForm(firms=free, chosen=request.args.getlist("firm") or [firm_id for firm_id, _ in free])
    if form.validate_on_submit():
        try:
            ask_firms(session, run, form.to_request(), _deed(), today())
        except (BadInput, Conflict) as refused:
            form.form_errors.append(str(refused))
        else:
            flash("Asked. Each firm has 24 hours from now.", "success")
            return redirect(url_for(".index"), code=303)
    return render_template(
        "matcher/introductions/ask.html",
        form=form,
        intake=intake,
        run=run,
        taken=[one for one in standing if one.is_open],
        free=free,
        brief=as_pairs(brief_of(run.intake, revealing_of(session, run.intake, run.organisation_id))),
    ), 422 if form.errors else 200


@blueprint.get("/introductions/<uuid:key>")
@requires(Permission.INTAKE_READ)
def show(key):
    """Show one introduction: its stage and clock, what the firm knows, what happened."""
    return _page(key, ConsentForm(), WithdrawForm())


@blueprint.post("/introductions/<uuid:key>/consent")
@requires(Permission.INTAKE_WRITE)
def agree(key):
    """Let an accepting firm know who asks."""
    form = ConsentForm()
    if not form.validate_on_submit():
        refuse_passed(own_introduction(session, key), Stage.INTRODUCED, Party.COMPANY)
        return _page(key, form, WithdrawForm(formdata=None)), 422
    introduction = seen(own_introduction(session, key), form.version.data)
    consent(session, introduction, _deed())
    flash(f"{introduction.firm.name} now knows who you are and how to reach you.", "success")
    return redirect(url_for(".show", key=key), code=303)


@blueprint.post("/introductions/<uuid:key>/withdraw")
@requires(Permission.INTAKE_WRITE)
def take_back(key):
    """Take a request back."""
    form = WithdrawForm()
    if form.validate_on_submit():
        introduction = seen(own_introduction(session, key), form.version.data)
        try:
            withdraw(session, introduction, _deed(form.message.data))
        except BadInput as telling:
            form.message.errors = [telling.problem]
        else:
            flash(f"The request to {introduction.firm.name} was taken back.", "success")
            return redirect(url_for(".show", key=key), code=303)
    refuse_passed(own_introduction(session, key), Stage.WITHDRAWN, Party.COMPANY)
    return _page(key, ConsentForm(formdata=None), form), 422


def _page(key, consent_form, withdraw_form):
    introduction = own_introduction(session, key)
    return render_template(
        "matcher/introductions/show.html",
        introduction=introduction,
        shown=shown(introduction, now()),
        to_disclose=to_disclose(session, introduction, current_user.user_id),
        consent_form=consent_form.on(introduction.version),
        withdraw_form=withdraw_form.on(introduction.version),
    )


def _deed(message=None):
    return company_deed(current_user.actor, current_app.extensions["settings"].base_url, message)
