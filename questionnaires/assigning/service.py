"""Giving questions to people: each deed is one entry in the trail and at most one mail."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.access.scope import standing
from foundation.accounts.members.service import list_members
from foundation.accounts.models import Membership
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.mail.service import post_letter
from questionnaires.assigning.letters import given_letter
from questionnaires.assigning.models import Assignment, has_passed
from questionnaires.reviews.life import require_moving
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.queries import AnswerFilter, answers_shown


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes questions on, and by when; nobody (None) takes them back."""

    member: Membership | None
    due_on: date | None
    base_url: str


_IN_FORCE_OF = standing(
    sa.select(Assignment).where(
        Assignment.question_id.in_(sa.bindparam("ids", expanding=True)), Assignment.ended_at.is_(None)
    )
)
_HANDS_IN = standing(
    sa.select(Assignment.question_id, Assignment.assignee_id, Assignment.assignee, Assignment.due_on).where(
        Assignment.question_id.in_(
            sa.select(AskedQuestion.id).where(AskedQuestion.questionnaire_id == sa.bindparam("questionnaire_id"))
        ),
        Assignment.ended_at.is_(None),
    )
)


class InHand(NamedTuple):
    """What a list shows of an assignment in force; as `Assignment`."""

    question_id: uuid.UUID
    assignee_id: uuid.UUID | None
    assignee: str
    due_on: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether its last day has passed."""
        return has_passed(self.due_on, today)


def hands_in(session: Session, questionnaire_id: uuid.UUID) -> Mapping[uuid.UUID, InHand]:
    """Give what is in force of a questionnaire by its question's id; questions in nobody's hands are missing."""
    rows = session.execute(_HANDS_IN, {"questionnaire_id": questionnaire_id})
    return {row.question_id: row for row in map(InHand._make, rows)}


def people_of(hands: Mapping[uuid.UUID, InHand]) -> dict[uuid.UUID, str]:
    """Name those in whose hands something is, by name; who has left the organisation is not among them."""
    people = {(held.assignee, held.assignee_id) for held in hands.values() if held.assignee_id is not None}
    return {user_id: name for name, user_id in sorted(people)}


def assignments_of(session: Session, question_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Assignment]:
    """Give the assignments in force by their questions' ids; questions in nobody's hands are missing."""
    ids = list(question_ids)
    if not ids:
        return {}
    return {row.question_id: row for row in session.scalars(_IN_FORCE_OF, {"ids": ids})}


def history_of(session: Session, question_id: uuid.UUID) -> Sequence[Assignment]:
    """List whose hands a question was in, the latest first."""
    of_it = sa.select(Assignment).where(Assignment.question_id == question_id)
    return session.scalars(of_it.order_by(Assignment.created_at.desc())).all()


def member_of(session: Session, user_id: str) -> Membership:
    """Find a member by the person's id as a page sends it; raises BadInput for somebody who is none."""
    found = next((one for one in list_members(session) if str(one.user_id) == user_id), None)
    if found is None:
        raise BadInput("Choose one of your organisation's members.")
    return found


def unassigned(session: Session, questionnaire_id: uuid.UUID, wanted: AnswerFilter) -> Sequence[DraftAnswer]:
    """List the answers that a filter shows, that nobody has taken on and that are not approved."""
    taken = sa.select(Assignment.question_id).where(Assignment.ended_at.is_(None))
    shown = answers_shown(questionnaire_id, wanted, with_reasons=False)
    return session.scalars(shown.where(DraftAnswer.approved_at.is_(None), DraftAnswer.question_id.not_in(taken))).all()


def assign(
    session: Session,
    questionnaire: BuyerQuestionnaire,
    questions: Sequence[AskedQuestion],
    handover: Handover,
    actor: Actor,
) -> int:
    """Give questions to a member, or take them back; gives how many changed hands, those who had them already not.

    Raises Conflict when the questionnaire stands still, or somebody else gave them away at the same moment.
    """
    require_moving(questionnaire)
    held = assignments_of(session, (question.id for question in questions))
    moved = [question for question in questions if _hand(session, question, held.get(question.id), handover, actor)]
    if not moved:
        return 0
    member = handover.member
    count = f"{len(moved)} {'question' if len(moved) == 1 else 'questions'}"
    record(
        session,
        actor,
        "questions.assigned" if member else "questions.taken_back",
        thing="questionnaire",
        thing_id=questionnaire.id,
        summary=f"Gave {count} to {member.user.name}" if member else f"Took {count} back",
        questions=[str(question.id) for question in moved],
        due_on=handover.due_on.isoformat() if handover.due_on else None,
    )
    if member and member.user_id != actor.user_id:
        _tell(session, questionnaire, moved, member, handover, actor)
    return len(moved)


def _tell(
    session: Session,
    questionnaire: BuyerQuestionnaire,
    questions: Sequence[AskedQuestion],
    member: Membership,
    handover: Handover,
    actor: Actor,
) -> None:
    """Post one mail to the member, however many questions they were given."""
    page = f"{handover.base_url.rstrip('/')}/questionnaires/{questionnaire.id}/review?assigned={member.user_id}"
    asked = [f"{question.ref or ''} {question.text}" for question in questions]
    letter = given_letter(actor.name, questionnaire.buyer, asked, handover.due_on, page)
    post_letter(session, letter, recipient=member.user.email)


def _hand(session: Session, question: AskedQuestion, held: Assignment | None, handover: Handover, actor: Actor) -> bool:
    """End the assignment in force and begin the new one; False when nothing would differ."""
    member = handover.member
    same_person = (held.assignee_id if held else None) == (member.user_id if member else None)
    if same_person and (held is None or member is None or held.due_on == handover.due_on):
        return False
    if held is not None:
        held.ended_at = now()
        session.flush()  # the one in force must have ended before another may begin
    if member is not None:
        new = Assignment(
            question_id=question.id,
            assignee_id=member.user_id,
            assignee=member.user.name,
            due_on=handover.due_on,
            assigned_by=actor.name,
        )
        session.add(new)
        _flush(session)
    return True


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError:
        raise Conflict("Somebody else gave this question away at the same moment. See who has it now.") from None
