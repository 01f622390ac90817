"""Finding questionnaires and their answers, filtered and counted by the database."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, selectinload

from foundation.access.scope import standing
from foundation.errors import NotFound
from questionnaires.answering.answer import Routing, Verdict
from questionnaires.assigning.models import Assignment
from questionnaires.reviews.models import (
    AnswerReason,
    AnswerState,
    AskedQuestion,
    BuyerQuestionnaire,
    DraftAnswer,
    QuestionnaireExport,
)

Member = TypeVar("Member", bound=StrEnum)
Key = TypeVar("Key", bound=str)
Answers = TypeVar("Answers", bound=sa.Select[*tuple[Any, ...]])


class AnswerOrder(StrEnum):
    """In which other order than the file's answers are read."""

    UNSURE = "unsure"
    """The least confident first, those without an answer before them."""
    REASON = "reason"
    """By the first reason to look, so that one thing is thought through at a time."""
    OWNER = "owner"
    """By the person who has them in hand, those in nobody's hands first."""


NOBODY = "nobody"
"""Stands for answers that nobody has in hand."""


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which answers of a questionnaire are wanted; None is any."""

    state: AnswerState | None = None
    routing: Routing | None = None
    reason: str | None = None
    section: str | None = None
    assigned: str | None = None
    """A person's id, or `NOBODY`."""
    order: AnswerOrder | None = None
    """None: as in the file."""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "AnswerFilter":
        """Read a filter out of a page's address; what it cannot mean is left out."""
        return cls(
            state=_member(AnswerState, given.get("state")),
            routing=_member(Routing, given.get("routing")),
            reason=given.get("reason") or None,
            section=given.get("section") or None,
            assigned=_person(given.get("assigned")),
            order=_member(AnswerOrder, given.get("order")),
        )

    @property
    def narrows(self) -> bool:
        """Whether it leaves any answers out."""
        return any((self.state, self.routing, self.reason, self.section, self.assigned))

    def as_arguments(self) -> dict[str, str]:
        """Write it back as arguments of an address."""
        return {name: str(value) for name in self.__slots__ if (value := getattr(self, name)) is not None}


def _person(value: str | None) -> str | None:
    try:
        return value if value == NOBODY else str(uuid.UUID(value or ""))
    except ValueError:
        return None


def _member(members: type[Member], value: str | None) -> Member | None:
    return next((member for member in members if member.value == value), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers of a questionnaire there are, by what they can be filtered by."""

    questions: int = 0
    by_state: Mapping[AnswerState, int] = field(default_factory=dict)
    by_routing: Mapping[Routing, int] = field(default_factory=dict)
    by_reason: Mapping[str, int] = field(default_factory=dict)
    sections: Sequence[str] = ()

    def count(self, state: str) -> int:
        """How many are in a state."""
        return self.by_state.get(AnswerState(state), 0)

    @property
    def answered(self) -> int:
        """How many questions have a draft at all, one that needs input included."""
        return sum(self.by_state.values())

    @property
    def not_approved(self) -> int:
        """How many questions would stay blank if the file left now."""
        return self.questions - self.count("approved")


_REASONS = selectinload(DraftAnswer.reasons)
_IN_HAND = sa.select(Assignment.question_id).where(Assignment.ended_at.is_(None))
_ASSIGNEE = (
    sa.select(sa.func.lower(Assignment.assignee))
    .where(Assignment.question_id == DraftAnswer.question_id, Assignment.ended_at.is_(None))
    .scalar_subquery()
)
_ONE = standing(sa.select(BuyerQuestionnaire).where(BuyerQuestionnaire.id == sa.bindparam("questionnaire_id")))
_OF_IT = AskedQuestion.questionnaire_id == sa.bindparam("questionnaire_id")
_WAYS = (AskedQuestion.section, DraftAnswer.state, DraftAnswer.routing, AnswerReason.code)
_PLACE = sa.func.min(AskedQuestion.position)
_COUNTS = standing(
    sa.select(
        *_WAYS,
        sa.func.sum(sa.case((AnswerReason.position > 1, 0), else_=1)),  # a question counts at its first reason alone
        sa.func.count(sa.distinct(AskedQuestion.position)),  # a reason that stands twice at an answer counts once
        _PLACE,
    )
    .select_from(AskedQuestion)
    .outerjoin(AskedQuestion.answer)
    .outerjoin(DraftAnswer.reasons)
    .where(_OF_IT)
    .group_by(*_WAYS)
    .order_by(_PLACE)
)
_ORDERS: Mapping[AnswerOrder | None, tuple[sa.ColumnElement[Any], ...]] = {
    None: (),
    AnswerOrder.UNSURE: (DraftAnswer.confidence.asc().nulls_first(),),
    AnswerOrder.OWNER: (_ASSIGNEE.asc().nulls_first(),),
}


def fetch_questionnaire(session: Session, questionnaire_id: uuid.UUID) -> BuyerQuestionnaire:
    """Fetch a questionnaire; raises NotFound, also for another organisation's."""
    found = session.scalar(_ONE, {"questionnaire_id": questionnaire_id})
    if found is None:
        raise NotFound("There is no such questionnaire.")
    return found


def fetch_answer(session: Session, questionnaire_id: uuid.UUID, answer_id: uuid.UUID) -> DraftAnswer:
    """Fetch an answer with its question; raises NotFound, also for an answer of another questionnaire."""
    wanted = _answers(questionnaire_id).where(DraftAnswer.id == answer_id)
    found = session.scalar(wanted.options(selectinload(DraftAnswer.changes)))
    if found is None:
        raise NotFound("There is no such answer.")
    return found


def fetch_export(session: Session, questionnaire_id: uuid.UUID, export_id: uuid.UUID) -> QuestionnaireExport:
    """Fetch a record of an export; raises NotFound, also for one of another questionnaire."""
    export = session.get(QuestionnaireExport, export_id)
    if export is None or export.questionnaire_id != questionnaire_id:
        raise NotFound("There is no such file.")
    return export


def exports_of(session: Session, questionnaire_id: uuid.UUID) -> Sequence[QuestionnaireExport]:
    """List what left the house, the newest first."""
    of_it = QuestionnaireExport.questionnaire_id == questionnaire_id
    return session.scalars(sa.select(QuestionnaireExport).where(of_it).order_by(QuestionnaireExport.at.desc())).all()


def questions_of(session: Session, questionnaire_id: uuid.UUID, *, limit: int | None = None) -> Sequence[AskedQuestion]:
    """List the questions in the file's order, the first `limit` of them."""
    of_it = AskedQuestion.questionnaire_id == questionnaire_id
    return session.scalars(sa.select(AskedQuestion).where(of_it).order_by(AskedQuestion.position).limit(limit)).all()


def answers_shown(
    questionnaire_id: uuid.UUID, wanted: AnswerFilter, *, with_reasons: bool = True
) -> sa.Select[DraftAnswer]:
    """Select the answers that a filter lets through, in the file's order, with their questions and reasons."""
    of_it = AskedQuestion.questionnaire_id == questionnaire_id
    return in_order(filtered(_answers(questionnaire_id, with_reasons=with_reasons), wanted), wanted, of_it)


def in_order(answers: Answers, wanted: AnswerFilter, of_it: sa.ColumnElement[bool]) -> Answers:
    """Sort answers as wanted; `of_it` says of which questionnaire their questions are."""
    if wanted.order is AnswerOrder.REASON:
        return _by_first_reason(answers, of_it)
    return answers.order_by(*_ORDERS[wanted.order], AskedQuestion.position)


def _by_first_reason(answers: Answers, of_it: sa.ColumnElement[bool]) -> Answers:
    """Sort by the first reason, which is looked for once for all answers and not once for each."""
    first = (
        sa.select(AnswerReason.answer_id, sa.func.min(AnswerReason.code).label("code"))
        .join(DraftAnswer, DraftAnswer.id == AnswerReason.answer_id)
        .join(DraftAnswer.question)
        .where(of_it, AnswerReason.code != "low_confidence")
        .group_by(AnswerReason.answer_id)
        .subquery("first_reason")
    )
    joined = answers.outerjoin(first, first.c.answer_id == DraftAnswer.id)
    return joined.order_by(first.c.code.asc().nulls_last(), AskedQuestion.position)


def approvable(questionnaire_id: uuid.UUID, wanted: AnswerFilter) -> sa.Select[DraftAnswer]:
    """Select those of them that can be approved at once: drafts that say something; `load_reasons` fetches those."""
    drafts = (DraftAnswer.state == AnswerState.DRAFTED, DraftAnswer.verdict != Verdict.NEEDS_INPUT)
    shown = answers_shown(questionnaire_id, wanted, with_reasons=False).where(*drafts)
    return shown.options(selectinload(DraftAnswer.changes))


def load_reasons(session: Session, answers: Sequence[DraftAnswer]) -> None:
    """Fetch at once the reasons of answers that were fetched without them."""
    ids = [answer.id for answer in answers]
    session.scalars(sa.select(DraftAnswer).where(DraftAnswer.id.in_(ids)).options(_REASONS)).all()


def _answers(questionnaire_id: uuid.UUID, *, with_reasons: bool = True) -> sa.Select[DraftAnswer]:
    answers = (
        sa.select(DraftAnswer)
        .join(DraftAnswer.question)
        .where(AskedQuestion.questionnaire_id == questionnaire_id)
        .options(contains_eager(DraftAnswer.question))
    )
    return answers.options(_REASONS) if with_reasons else answers


def filtered(answers: Answers, wanted: AnswerFilter) -> Answers:
    """Leave out the answers that a filter does not let through."""
    if wanted.state:
        answers = answers.where(DraftAnswer.state == wanted.state)
    if wanted.routing:
        answers = answers.where(DraftAnswer.routing == wanted.routing)
    if wanted.section:
        answers = answers.where(AskedQuestion.section == wanted.section)
    if wanted.reason:
        answers = answers.where(DraftAnswer.reasons.any(AnswerReason.code == wanted.reason))
    if wanted.assigned == NOBODY:
        answers = answers.where(DraftAnswer.question_id.not_in(_IN_HAND))
    elif wanted.assigned:
        mine = _IN_HAND.where(Assignment.assignee_id == uuid.UUID(wanted.assigned))
        answers = answers.where(DraftAnswer.question_id.in_(mine))
    return answers


def tally_of(session: Session, questionnaire_id: uuid.UUID) -> Tally:
    """Count a questionnaire's answers by state, routing and reason, and list its sections in the file's order."""
    counts = session.execute(_COUNTS, {"questionnaire_id": questionnaire_id}).all()
    reasons = _summed((code, count) for _, _, _, code, _, count, _ in counts)
    return Tally(
        questions=sum(count for *_, count, _, _ in counts),
        by_state=_summed((state, count) for _, state, _, _, count, _, _ in counts),
        by_routing=_summed((routing, count) for _, _, routing, _, count, _, _ in counts),
        by_reason=dict(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
        sections=list(dict.fromkeys(section for section, *_ in counts if section)),
    )


def _summed(counts: Iterable[tuple[Key | None, int]]) -> dict[Key, int]:
    """Sum up by key; questions without an answer, and answers without a reason, have none."""
    found: Counter[Key] = Counter()
    for key, count in counts:
        if key is not None:
            found[key] += count
    return dict(found)


def tallies_of(session: Session, questionnaires: Sequence[BuyerQuestionnaire]) -> dict[uuid.UUID, Tally]:
    """Count questions and answers by state of many questionnaires at once, for a list of them."""
    of_it = AskedQuestion.questionnaire_id
    counts = (
        sa.select(of_it, DraftAnswer.state, sa.func.count())
        .outerjoin(AskedQuestion.answer)
        .where(of_it.in_([questionnaire.id for questionnaire in questionnaires]))
        .group_by(of_it, DraftAnswer.state)
    )
    questions: Counter[uuid.UUID] = Counter()
    states: dict[uuid.UUID, dict[AnswerState, int]] = {}
    for questionnaire_id, state, count in session.execute(counts).all():
        questions[questionnaire_id] += count
        if state is not None:
            states.setdefault(questionnaire_id, {})[state] = count
    return {q.id: Tally(questions=questions[q.id], by_state=states.get(q.id, {})) for q in questionnaires}
