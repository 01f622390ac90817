"""Asking one question: the same answer that a questionnaire would get, without a questionnaire."""

from collections.abc import Callable
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
from questionnaires.reviews.knowledge import knowledge_of
from questionnaires.trust.service import rules_of, trust_of

LONGEST_QUESTION = 2_000
"""Characters."""


_COUNTED = tuple(
    sa.select(sa.func.count(table.id), sa.func.sum(table.version), sa.func.max(table.changed_at))
    for table in (Control, ApprovedAnswer, StatedFact)
)
"""Made once: to make them takes as long as to ask them."""


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
    stamp = knowledge_stamp(session)
    if not any(count for count, *_ in stamp[1:]):
        raise BadInput("There are no controls to answer from yet. Import your controls first.")
    kind = Kind(scope_of(session), asking.product or None, asking.under_nda, today)
    return _use(session, desk, kind, stamp, lambda answerer: answerer.answer_one(question))


def with_answerer(session: Session, desk: Desk, kind: Kind, deed: Callable[[Answerer], Result]) -> Result:
    """Do something with the ready answerer of a kind; the first time after a change of knowledge it is built."""
    return _use(session, desk, kind, knowledge_stamp(session), deed)


def _use(
    session: Session, desk: Desk, kind: Kind, stamp: tuple[Any, ...], deed: Callable[[Answerer], Result]
) -> Result:
    kept = desk.answerers.place(kind, stamp)
    return kept.use(deed, lambda: _answerer(session, desk, kind))


def knowledge_stamp(session: Session) -> tuple[Any, ...]:
    """Give a value that differs once any control, approved answer or fact, or the rules of answering, changed.

    It is the version of the rules, and for each kind of source how many there are, their versions' sum and the last
    change.
    """
    return (rules_of(session).version, *(tuple(session.execute(counted).one()) for counted in _COUNTED))


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
