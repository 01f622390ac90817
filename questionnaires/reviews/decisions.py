"""What people decide about answers: worded anew, approved, in need of input. Each decision leaves its history."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict, Forbidden
from questionnaires.answering.answer import Verdict
from questionnaires.answering.cells import cell_value_of
from questionnaires.library.entering import enter, keep, withdraw
from questionnaires.reviews.dependents import follow_ups_of, parent_of, waiting_dependents
from questionnaires.reviews.life import require_moving
from questionnaires.reviews.models import AnswerChange, AnswerState, DraftAnswer
from questionnaires.reviews.queries import AnswerFilter, approvable, fetch_questionnaire
from questionnaires.reviews.rows import question_value
from questionnaires.reviews.shown import AnyAnswer

NOT_APPLICABLE = "Not applicable"
"""What is written where the answer has only one cell and the buyer gave no words for it."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and whether approval is theirs to give and to take back."""

    actor: Actor
    may_approve: bool
    four_eyes: bool = False
    """Whether nobody may approve what they worded themselves."""

    def worded(self, answer: AnyAnswer) -> bool:
        """Whether these are this person's own words, which somebody else must approve."""
        return self.four_eyes and answer.edited_by_id is not None and answer.edited_by_id == self.actor.user_id


@dataclass(frozen=True, slots=True)
class Revision:
    """An answer as a person words it; `version` is the one that they saw."""

    verdict: Verdict
    answer_text: str
    cell_value: str | None
    version: int


def revise(session: Session, answer: DraftAnswer, revision: Revision, reviewer: Reviewer) -> None:
    """Word an answer anew; it is a draft again. Only those who may approve may touch an approved one."""
    _require_open(session, answer, revision.version, reviewer)
    state = AnswerState.NEEDS_INPUT if revision.verdict is Verdict.NEEDS_INPUT else AnswerState.DRAFTED
    _change(
        session,
        answer,
        reviewer.actor,
        "edited",
        verdict=revision.verdict,
        answer_text=revision.answer_text,
        cell_value=revision.cell_value,
        state=state,
    )
    answer.edited_by, answer.edited_by_id = reviewer.actor.name, reviewer.actor.user_id
    reopen_dependents(session, answer, reviewer.actor)
    _save(session)


def not_applicable(session: Session, answer: DraftAnswer, *, version: int, reviewer: Reviewer) -> None:
    """Say that a question does not concern the organisation, in the buyer's own word; raises Conflict without one."""
    question = question_value(answer.question)
    value = cell_value_of(question, Verdict.NOT_APPLICABLE, NOT_APPLICABLE)
    if value is None:
        raise Conflict("The buyer's list has no word for “not applicable”. Edit the answer and choose another word.")
    text = NOT_APPLICABLE if value == NOT_APPLICABLE and not question.comment_cell else ""
    revise(session, answer, Revision(Verdict.NOT_APPLICABLE, text, value, version), reviewer)


def approve(session: Session, answer: DraftAnswer, *, version: int, reviewer: Reviewer) -> None:
    """Let an answer leave the house; raises Conflict when it says nothing yet."""
    _require_open(session, answer, version, reviewer)
    if not reviewer.may_approve:
        raise Forbidden("Answers are approved by an owner or the security team.")
    if reviewer.worded(answer):
        raise Forbidden(
            "You worded this answer yourself, and your organisation has settled that somebody else approves it."
        )
    parent = parent_of(session, answer.question)
    if parent is not None and parent.answer is not None and parent.answer.state is not AnswerState.APPROVED:
        raise Conflict(f"This is a follow-up to another question ({parent.ref or parent.row}). Approve that one first.")
    if answer.verdict is Verdict.NEEDS_INPUT:
        raise Conflict("This question has no answer yet. Edit it and say what the answer is, then approve it.")
    _approve(session, answer, reviewer.actor)
    _save(session)
    enter(session, [answer], reviewer.actor)


def ask_for_input(session: Session, answer: DraftAnswer, *, version: int, reviewer: Reviewer) -> None:
    """Say that somebody must look into it; what was drafted stays to be seen, and its cells stay as they were."""
    _require_open(session, answer, version, reviewer)
    _change(session, answer, reviewer.actor, "needs_input", state=AnswerState.NEEDS_INPUT)
    reopen_dependents(session, answer, reviewer.actor)
    _save(session)


def keep_in_library(session: Session, answer: DraftAnswer, *, version: int, reviewer: Reviewer) -> None:
    """Take an approved answer into the library, as this person says so; raises Conflict when nothing can be taken."""
    if answer.version != version:
        raise Conflict("Somebody else has changed this answer since you opened it.")
    if not reviewer.may_approve:
        raise Forbidden("Answers enter the library by an owner or the security team.")
    keep(session, answer, reviewer.actor)


def approve_all(
    session: Session, questionnaire_id: uuid.UUID, wanted: AnswerFilter, *, expected: int, reviewer: Reviewer
) -> int:
    """Approve every draft that a filter shows; raises Conflict when they are no longer as many as were said."""
    if not reviewer.may_approve:
        raise Forbidden("Answers are approved by an owner or the security team.")
    questionnaire = fetch_questionnaire(session, questionnaire_id)
    require_moving(questionnaire)
    answers = approvable_by(session, questionnaire_id, wanted, reviewer)
    if len(answers) != expected:
        raise Conflict(f"There were {expected} answers to approve, now there are {len(answers)}.")
    for answer in answers:
        _approve(session, answer, reviewer.actor)
    record(
        session,
        reviewer.actor,
        "questionnaire.approved_in_bulk",
        thing="questionnaire",
        thing_id=questionnaire.id,
        summary=f"Approved {len(answers)} answers of {questionnaire.filename} at once",
        filter=wanted.as_arguments(),
    )
    _save(session)
    enter(session, answers, reviewer.actor)
    return len(answers)


def approvable_by(
    session: Session, questionnaire_id: uuid.UUID, wanted: AnswerFilter, reviewer: Reviewer
) -> list[DraftAnswer]:
    """List the drafts that a filter shows and this person may approve, follow-ups only with their parents approved."""
    answers = session.scalars(approvable(questionnaire_id, wanted)).all()
    mine = [answer for answer in answers if not reviewer.worded(answer)]
    waiting = waiting_dependents(session, questionnaire_id, {answer.question_id for answer in mine})
    return [answer for answer in mine if answer.question_id not in waiting]


def _require_open(session: Session, answer: DraftAnswer, version: int, reviewer: Reviewer) -> None:
    require_moving(fetch_questionnaire(session, answer.question.questionnaire_id))
    if answer.version != version:
        raise Conflict("Somebody else has changed this answer since you opened it.")
    if answer.state is AnswerState.APPROVED and not reviewer.may_approve:
        raise Forbidden("This answer is approved. Ask an owner or the security team to change it.")


def _approve(session: Session, answer: DraftAnswer, actor: Actor) -> None:
    _change(session, answer, actor, "approved", state=AnswerState.APPROVED)
    answer.approved_by_id, answer.approved_by, answer.approved_at = actor.user_id, actor.name, now()


def reopen_dependents(session: Session, answer: DraftAnswer, actor: Actor) -> None:
    """Take the approval of its follow-ups back, as what they answer may have changed."""
    for question in follow_ups_of(session, answer.question):
        if question.answer is not None and question.answer.state is AnswerState.APPROVED:
            _change(session, question.answer, actor, "reopened", state=AnswerState.DRAFTED)


def _change(session: Session, answer: DraftAnswer, actor: Actor, deed: str, **values: Any) -> None:
    """Set what differs, keep old and new beside each other, and take an approval back."""
    if answer.state is AnswerState.APPROVED:
        withdraw(session, answer, actor)
    old = {name: getattr(answer, name) for name, value in values.items() if getattr(answer, name) != value}
    new = {name: values[name] for name in old}
    if old:
        answer.changes.append(AnswerChange(actor_id=actor.user_id, actor_name=actor.name, old=old, new=new))
    for name, value in new.items():
        setattr(answer, name, value)
    answer.approved_by_id = answer.approved_by = answer.approved_at = None
    record(session, actor, f"answer.{deed}", thing="answer", thing_id=answer.id, summary=f"Answer {deed}", **new)


def _save(session: Session) -> None:
    try:
        session.flush()
    except StaleDataError:
        raise Conflict("Somebody else has changed this answer since you opened it.") from None
