"""The panel beside an answer, and what people say there."""

from typing import Any
from uuid import UUID

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.members.service import list_members
from foundation.clock import today
from foundation.web.session import session
from questionnaires.assigning.forms import AssignForm
from questionnaires.assigning.suggest import control_owners, member_named, owner_of
from questionnaires.discussion.forms import CommentForm
from questionnaires.discussion.panel import panel_of, runners_up_of
from questionnaires.discussion.service import comment
from questionnaires.reviews import queries
from questionnaires.reviews.knowledge import cited_sources
from questionnaires.reviews.queries import AnswerFilter
from questionnaires.reviews.views import blueprint


@blueprint.get("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/panel")
@requires(Permission.QUESTIONNAIRE_READ)
def panel(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Show everything about one answer: the whole controls, owner, comments, history."""
    return _panel(questionnaire_id, answer_id, CommentForm())


@blueprint.get("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/near")
@requires(Permission.QUESTIONNAIRE_READ)
def near(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Show what else comes near a question, and what each would have answered by itself."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    return render_template(
        f"questionnaires/discussion/{'_near' if 'HX-Request' in request.headers else 'near'}.html",
        questionnaire=questionnaire,
        answer=row,
        runners_up=runners_up_of(session, current_app.extensions["desk"], questionnaire, row, today()),
        wanted=AnswerFilter.of(request.args),
    )


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/comments")
@requires(Permission.QUESTIONNAIRE_WRITE)
def add_comment(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Say something about a question to one's own people."""
    form = CommentForm()
    if not form.validate_on_submit():
        return _panel(questionnaire_id, answer_id, form), 422
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    base_url = current_app.extensions["settings"].base_url
    comment(session, questionnaire, row, str(form.body.data), current_user.actor, base_url)
    place: dict[str, Any] = {"questionnaire_id": questionnaire_id, "answer_id": answer_id}
    return redirect(url_for(".panel", **place | AnswerFilter.of(request.args).as_arguments()), code=303)


def _panel(questionnaire_id: UUID, answer_id: UUID, comment_form: CommentForm) -> str:
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    members = list_members(session)
    beside = panel_of(session, row)
    assign_form, suggested = AssignForm(members=members, formdata=None), None
    if beside.held:
        assign_form.assignee.data, assign_form.due_on.data = str(beside.held.assignee_id or ""), beside.held.due_on
    elif owner := owner_of(row, control_owners(session)):
        suggested = member_named(owner, members)
        assign_form.assignee.data = str(suggested.user_id) if suggested else ""
    partial = "HX-Request" in request.headers
    return render_template(
        f"questionnaires/discussion/{'_panel' if partial else 'panel'}.html",
        questionnaire=questionnaire,
        answer=row,
        panel=beside,
        sources=cited_sources(session, [row]),
        wanted=AnswerFilter.of(request.args),
        assign_form=assign_form,
        suggested=suggested,
        comment_form=comment_form,
        today=today(),
    )
