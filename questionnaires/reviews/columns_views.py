"""The page that shows what was found in a buyer's file, and takes corrections of it."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import BadInput
from foundation.web.session import session
from questionnaires.reviews import queries, service
from questionnaires.reviews.columns import SheetForm, mapping_of, sheet_forms
from questionnaires.reviews.forms import VersionForm
from questionnaires.reviews.knowledge import has_knowledge
from questionnaires.reviews.models import BuyerQuestionnaire, Stage
from questionnaires.reviews.views import blueprint, storage

QUESTIONS_SHOWN = 30
"""Questions listed below the columns, enough to see that they were read well."""


@blueprint.route("/<uuid:questionnaire_id>/columns", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def columns(questionnaire_id: UUID) -> ResponseReturnValue:
    """Show what was found in the file, and take corrections of it."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    form = VersionForm(data={"version": questionnaire.version})
    given = request.form if request.method == "POST" else None
    sheets = sheet_forms(questionnaire.sheets, questionnaire.preview, given)
    if form.validate_on_submit():
        try:
            _correct(questionnaire, sheets, form.version.data)
        except BadInput as problem:
            form.form_errors.append(str(problem))
        else:
            flash("The file was read again with your columns.", "success")
            return redirect(url_for(".columns", questionnaire_id=questionnaire_id), code=303)
    page = render_template(
        "questionnaires/reviews/columns.html",
        form=form,
        questionnaire=questionnaire,
        sheets=sheets,
        tally=queries.tally_of(session, questionnaire_id),
        questions=queries.questions_of(session, questionnaire_id, limit=QUESTIONS_SHOWN),
        has_knowledge=has_knowledge(session),
        editable=questionnaire.stage is Stage.CHECKING,
    )
    return page, 422 if form.errors else 200


def _correct(questionnaire: BuyerQuestionnaire, sheets: Sequence[SheetForm], version: int) -> None:
    service.correct_columns(
        session,
        questionnaire,
        mapping_of(sheets),
        version=version,
        storage=storage(),
        actor=current_user.actor,
    )
