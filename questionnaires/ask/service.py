"""Asking one question: the same answer that a questionnaire would get, without a questionnaire."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import scope_of
from foundation.criteria import all_criteria
from foundation.errors import BadInput
from questionnaires.answering.answer import Answer
from questionnaires.answering.engine import Answerer
from questionnaires.answering.retrieve import Encoder
from questionnaires.ask.answerers import Answerers, Kind, Result
from questionnaires.controls.models import Control
from questionnaires.facts.models import StatedFact
from questionnaires.library.models import ApprovedAnswer
from questionnaires.reviews.knowledge import has_knowledge, knowledge_of
from questionnaires.trust.service import rules_of, trust_of

LONGEST_QUESTION = 2_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question, and for which buyer it is answered."""

    question: str
    product: str | None = None
    under_nda: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering takes beside the database: ready answerers, and dense vectors where they are wanted."""

    answerers: Answerers
    encoder: Encoder | None = None


def ask(session: Session, desk: Desk, asking: Asking, *, today: date) -> Answer:
    """Answer one question from what the session's organisation knows.

    Nothing is written. Raises BadInput for an empty or long question, and when there is nothing to answer from.
    """
    question = asking.question.strip()
    if not 1 <= len(question) <= LONGEST_QUESTION:
        raise BadInput(f"Enter a question of 1 to {LONGEST_QUESTION:,} characters")
    if not has_knowledge(session):
        raise BadInput("There are no controls to answer from yet. Import your controls first.")
    kind = Kind(scope_of(session), asking.product or None, asking.under_nda, today)
    return with_answerer(session, desk, kind, lambda answerer: answerer.answer_one(question))


def with_answerer(session: Session, desk: Desk, kind: Kind, deed: Callable[[Answerer], Result]) -> Result:
    """Do something with the ready answerer of a kind; the first time after a change of knowledge it is built."""
    kept = desk.answerers.place(kind, knowledge_stamp(session))
    return kept.use(deed, lambda: _answerer(session, desk, kind))


def knowledge_stamp(session: Session) -> tuple[Any, ...]:
    """Give a value that differs once any control, approved answer or fact, or the rules of answering, changed."""
    tables = (Control, ApprovedAnswer, StatedFact)
    return (rules_of(session).version, *(tuple(_counted(session, table)) for table in tables))


def _counted(session: Session, table: type[Control] | type[ApprovedAnswer] | type[StatedFact]) -> Iterable[Any]:
    wanted = sa.select(sa.func.count(table.id), sa.func.sum(table.version), sa.func.max(table.changed_at))
    return session.execute(wanted).one()


def _answerer(session: Session, desk: Desk, kind: Kind) -> Answerer:
    return Answerer(
        knowledge_of(session),
        today=kind.today,
        product=kind.product,
        under_nda=kind.under_nda,
        trust=trust_of(session),
        criteria=all_criteria(),
        encoder=desk.encoder,
    )
