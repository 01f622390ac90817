"""The page that shows what was found in a buyer's file, and takes corrections of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import BadInput, Conflict
from foundation.web.session import session
from questionnaires.reviews import queries, service
from questionnaires.reviews.columns import SheetForm, chosen, mapping_of, problems_of, remembered_words, sheet_forms
from questionnaires.reviews.dialect import DialectChoice, dialect_choice
from questionnaires.reviews.forms import VersionForm
from questionnaires.reviews.knowledge import has_knowledge
from questionnaires.reviews.models import BuyerQuestionnaire, Stage
from questionnaires.reviews.views import blueprint

QUESTIONS_SHOWN = 30
"""Questions listed below the columns, enough to see that they were read well."""


@blueprint.route("/<uuid:questionnaire_id>/columns", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def columns(questionnaire_id: UUID) -> ResponseReturnValue:
    """Show what was found in the file; take corrections of it, or the word that it is right."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    form = VersionForm(data={"version": questionnaire.version})
    given = request.form if form.validate_on_submit() else None
    if given is None and questionnaire.stage is Stage.READING:
        return render_template("questionnaires/reviews/reading.html", questionnaire=questionnaire)
    if given is None and questionnaire.stage is Stage.UNREADABLE:
        return redirect(url_for(".show", questionnaire_id=questionnaire_id), code=303)
    sheets = sheet_forms(questionnaire.sheets, questionnaire.preview, given)
    dialect = dialect_choice(questionnaire.encoding, questionnaire.delimiter, given)
    problems = problems_of(sheets) if given is not None and not _is_written_otherwise(questionnaire, dialect) else {}
    if given is None or problems:
        return _page(questionnaire, form, sheets, dialect, problems)
    try:
        return _done(questionnaire, sheets, dialect, form.version.data)
    except BadInput as problem:
        form.form_errors.append(str(problem))
        return _page(questionnaire, form, sheets, dialect)


@blueprint.post("/<uuid:questionnaire_id>/as-found")
@requires(Permission.QUESTIONNAIRE_WRITE)
def read_as_found(questionnaire_id: UUID) -> ResponseReturnValue:
    """Go back to what was found in the file, without what people set."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    version = request.form.get("version", questionnaire.version, int)
    service.read_as_found(session, questionnaire, version=version, actor=current_user.actor)
    return _read_again(questionnaire)


def _done(
    questionnaire: BuyerQuestionnaire, sheets: Sequence[SheetForm], dialect: DialectChoice | None, version: int
) -> ResponseReturnValue:
    """Go on to answering what the page showed; what was changed on it is read again and looked at first."""
    found = sheet_forms(questionnaire.sheets, questionnaire.preview)
    otherwise = _is_written_otherwise(questionnaire, dialect)
    goes_on = request.form.get("then") == "answer"
    if goes_on and not otherwise and chosen(sheets) == chosen(found):
        if questionnaire.version != version:
            raise Conflict("Somebody else has corrected the columns in the meantime. Look at them once more.")
        service.start_answering(session, questionnaire, actor=current_user.actor)
        return redirect(url_for(".show", questionnaire_id=questionnaire.id), code=303)
    service.correct_columns(
        session,
        questionnaire,
        # columns chosen for another way of cutting the lines mean nothing: they are looked for anew
        () if otherwise else mapping_of(sheets),
        version=version,
        actor=current_user.actor,
        encoding=dialect.encoding if dialect else None,
        delimiter=dialect.delimiter if dialect else None,
    )
    if goes_on:
        flash("You changed something, so the file is read again first. Look at it, then start answering.", "success")
    return _read_again(questionnaire)


def _read_again(questionnaire: BuyerQuestionnaire) -> ResponseReturnValue:
    """Lead to the columns, which wait for the reading and then compare with the number of questions before."""
    before = queries.tally_of(session, questionnaire.id).questions
    return redirect(url_for(".columns", questionnaire_id=questionnaire.id, before=before), code=303)


def _is_written_otherwise(questionnaire: BuyerQuestionnaire, dialect: DialectChoice | None) -> bool:
    return dialect != dialect_choice(questionnaire.encoding, questionnaire.delimiter)


def _counted(after: int, before: int) -> str:
    """Say how many questions there are, and what that changed.

    >>> _counted(12, 10), _counted(1, 3)
    ('12 questions, 2 more than before', '1 question, 2 fewer than before')
    """
    questions = "1 question" if after == 1 else f"{after} questions"
    if after == before:
        return f"{questions}, as many as before"
    return f"{questions}, {abs(after - before)} {'more' if after > before else 'fewer'} than before"


def _page(
    questionnaire: BuyerQuestionnaire,
    form: VersionForm,
    sheets: Sequence[SheetForm],
    dialect: DialectChoice | None,
    problems: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    tally = queries.tally_of(session, questionnaire.id)
    before = request.args.get("before", None, int) if request.method == "GET" else None
    shown: dict[str, Any] = {
        "sheets": sheets,
        "dialect": dialect,
        "problems": problems or {},
        "tally": tally,
        "read_again": None if before is None or questionnaire.problem else _counted(tally.questions, before),
        "remembered": remembered_words(questionnaire.remembered),
        "questions": queries.questions_of(session, questionnaire.id, limit=QUESTIONS_SHOWN),
        "has_knowledge": has_knowledge(session),
        "editable": questionnaire.stage is Stage.CHECKING,
    }
    page = render_template("questionnaires/reviews/columns.html", form=form, questionnaire=questionnaire, **shown)
    return page, 422 if problems or form.errors else 200
