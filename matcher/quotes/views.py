"""The company's pages: quotes side by side, its notes, its choice, the memo for its file; how honest estimates are."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_login import current_user
from markupsafe import Markup

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.assets import asset
from foundation.clock import today
from foundation.errors import NotFound
from foundation.tables.write_workbook import workbook
from foundation.web.session import session
from matcher.intakes.service import fetch_intake
from matcher.introductions.queries import own_introduction
from matcher.quotes.answers import QUESTIONS
from matcher.quotes.choosing import choosable, choose, save_notes
from matcher.quotes.company_forms import ChoiceForm, NotesForm
from matcher.quotes.comparison import estimate_in_words
from matcher.quotes.gathering import gather
from matcher.quotes.lines import NOT_SAID, lines_of
from matcher.quotes.measuring import measured
from matcher.quotes.memo import NOT_ANSWERED, Decision, Memo, sheets_of
from matcher.quotes.queries import choice_of, fetch_quote, notes_of
from matcher.quotes.terms import terms_of
from matcher.quotes.words import INDEPENDENCE

blueprint = Blueprint("quotes", __name__, url_prefix="/introductions/quotes")
WORDS = {
    "questions": QUESTIONS,
    "not_said": NOT_SAID,
    "not_answered": NOT_ANSWERED,
    "independence": INDEPENDENCE,
    "estimate_of": estimate_in_words,
}


@blueprint.app_context_processor
def honest():
    """Let the page on ranking ask how many quotes lay inside our estimates; by tier for the platform's admins."""
    return {"fee_honesty": lambda: measured(session, by_tier=permits_tiers())}


def permits_tiers():
    """Tell whether the person asking keeps the directory."""
    return current_user.is_authenticated and current_user.may(Permission.DIRECTORY_MANAGE)


@blueprint.get("/<uuid:intake_id>")
@requires(Permission.INTAKE_READ)
def index(intake_id):
    """Lay the quotes for one intake side by side."""
    intake = fetch_intake(session, intake_id)
    compared, choice = gather(session, intake, today()), choice_of(session, intake.id)
    return render_template(
        "matcher/quotes/index.html", intake=intake, compared=compared, decision=_decision(choice), **WORDS
    )


@blueprint.get("/<uuid:intake_id>/versions/<uuid:quote_id>")
@requires(Permission.INTAKE_READ)
def version(intake_id, quote_id):
    """Show one quote as it was sent, also one that was superseded."""
    intake = fetch_intake(session, intake_id)
    quote, introduction = fetch_quote(session, intake.id, quote_id)
    return render_template(
        "matcher/quotes/version.html",
        intake=intake,
        quote=quote,
        firm=introduction.firm,
        lines=lines_of(terms_of(quote)),
        not_said=NOT_SAID,
    )


@blueprint.route("/<uuid:intake_id>/notes/<uuid:introduction_id>", methods=["GET", "POST"])
@requires(Permission.INTAKE_WRITE)
def notes(intake_id, introduction_id):
    """Note what the company thinks of one firm's answers to the four questions."""
    intake, introduction = fetch_intake(session, intake_id), own_introduction(session, introduction_id)
    if introduction.intake_id != intake.id:
        raise NotFound("This intake has no such introduction.")
    form = NotesForm(notes_of(session, [introduction]).get(introduction.id))
    if form.validate_on_submit():
        save_notes(session, introduction, form.to_request(), current_user.actor)
        flash("Your notes are saved. The firm does not see them.", "success")
        return redirect(url_for(".index", intake_id=intake.id, _anchor="questions"), code=303)
    compared = gather(session, intake, today())
    firm = next(one for one in compared.asked if one.key == str(introduction.id))
    page = render_template("matcher/quotes/notes.html", intake=intake, firm=firm, form=form, **WORDS)
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:intake_id>/choice", methods=["GET", "POST"])
@requires(Permission.INTAKE_WRITE)
def choice(intake_id):
    """Say which firm is chosen, and why."""
    intake = fetch_intake(session, intake_id)
    form = ChoiceForm(choosable(session, intake), choice_of(session, intake.id))
    if form.validate_on_submit():
        choose(session, intake, form.to_request(), current_user.actor)
        flash("Your choice is kept and stands in the memo. No firm is told of it by this.", "success")
        return redirect(url_for(".index", intake_id=intake.id), code=303)
    compared = gather(session, intake, today())
    page = render_template("matcher/quotes/choice.html", intake=intake, form=form, compared=compared, **WORDS)
    return page, 422 if form.errors else 200


@blueprint.get("/<uuid:intake_id>/memo")
@requires(Permission.INTAKE_READ)
def memo(intake_id):
    """Show the memo of the selection, ready for print."""
    intake = fetch_intake(session, intake_id)
    return render_template("matcher/quotes/memo.html", memo=_memo(intake), intake=intake, style=None, **WORDS)


@blueprint.get("/<uuid:intake_id>/memo.html")
@requires(Permission.INTAKE_READ)
def memo_page(intake_id):
    """Give the memo as one page that needs nothing else."""
    held = _memo(fetch_intake(session, intake_id))
    style = "".join(asset("static", "css", name).read_text() for name in ("handoff.css", "memo.css"))
    printed = render_template(
        "matcher/quotes/memo.html",
        memo=held,
        style=Markup("<style>{}</style>").format(Markup(style)),  # noqa: S704 - our own file, no word of anybody else's
        **WORDS,
    )
    return _file(printed, "text/html", f"auditor-selection-{held.made_on}.html")


@blueprint.get("/<uuid:intake_id>/memo.xlsx")
@requires(Permission.INTAKE_READ)
def memo_workbook(intake_id):
    """Give the memo as a workbook."""
    held = _memo(fetch_intake(session, intake_id))
    book = workbook(sheets_of(held), held.made_on, title="Selection of an auditor")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(book, kind, f"auditor-selection-{held.made_on}.xlsx")


def _memo(intake):
    compared = gather(session, intake, today())
    return Memo(intake.title, today(), compared, _decision(choice_of(session, intake.id)))


def _decision(choice):
    if choice is None:
        return None
    firm = choice.introduction.firm.name if choice.introduction else None
    return Decision(firm, choice.reason, choice.decided_by, choice.decided_at.date())


def _file(content, kind, name):
    return Response(content, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"})
