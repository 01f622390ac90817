"""Pages of giving questions to people: one, and all that a filter shows, by topic."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.members.service import list_members
from foundation.errors import BadInput
from foundation.web.session import session
from questionnaires.assigning import service
from questionnaires.assigning.forms import AssignForm, AssignGroupForm
from questionnaires.assigning.service import Handover
from questionnaires.assigning.suggest import by_topic, control_owners, member_named
from questionnaires.reviews import queries
from questionnaires.reviews.queries import AnswerFilter
from questionnaires.reviews.views import blueprint


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/assign")
@requires(Permission.QUESTIONNAIRE_WRITE)
def assign(questionnaire_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Give one question to a member, or take it back."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    form = AssignForm(members=list_members(session))
    if not form.validate():
        raise BadInput("; ".join(problem for problems in form.errors.values() for problem in problems))
    moved = service.assign(session, questionnaire, [row.question], handover_of(form), current_user.actor)
    if "HX-Request" not in request.headers:  # the panel shows it by itself
        flash("Saved." if moved else "Nothing was different, so nothing changed.", "success")
    place: dict[str, Any] = {"questionnaire_id": questionnaire_id, "answer_id": answer_id}
    return redirect(url_for(".panel", **place | AnswerFilter.of(request.args).as_arguments()), code=303)


def handover_of(form: AssignForm) -> Handover:
    """Read whom a form names; raises BadInput for somebody who is no member any more."""
    member = service.member_of(session, form.assignee.data) if form.assignee.data else None
    return Handover(member, form.due_on.data if member else None, current_app.extensions["settings"].base_url)


@blueprint.route("/<uuid:questionnaire_id>/assign", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def assign_all(questionnaire_id: UUID) -> ResponseReturnValue:
    """Give away what a filter shows and nobody has, by topic: the owner of most cited controls is suggested."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    wanted, members = AnswerFilter.of(request.args), list_members(session)
    answers = service.unassigned(session, questionnaire_id, wanted)
    form = AssignGroupForm(members=members)
    if form.validate_on_submit() and form.assignee.data:
        chosen = [answer.question for answer in answers if str(answer.question_id) in form.asked_ids()]
        moved = service.assign(session, questionnaire, chosen, handover_of(form), current_user.actor)
        flash(f"{moved} {'question' if moved == 1 else 'questions'} given away.", "success")
        place: dict[str, Any] = {"questionnaire_id": questionnaire_id}
        return redirect(url_for(".assign_all", **place | wanted.as_arguments()), code=303)
    if form.is_submitted() and not form.assignee.data:
        form.assignee.errors = ["Select who takes the questions on"]
    groups = [
        (owner, found, (owner and member_named(owner, members)) or None)
        for owner, found in by_topic(answers, control_owners(session)).items()
    ]
    page = render_template(
        "questionnaires/assigning/assign_all.html",
        questionnaire=questionnaire,
        wanted=wanted,
        groups=groups,
        total=len(answers),
        members=members,
        form=form,
    )
    return page, 422 if form.errors else 200
