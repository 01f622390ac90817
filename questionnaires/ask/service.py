"""Asking one question: the same answer that a questionnaire would get, without a questionnaire."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import scope_of, standing
from foundation.criteria import all_criteria
from foundation.errors import BadInput
from questionnaires.answering.answer import Answer
from questionnaires.answering.engine import Answerer
from questionnaires.answering.retrieve import Encoder
from questionnaires.ask.answerers import Answerers, Kind, Result
from questionnaires.controls.models import Control
from questionnaires.facts.models import StatedFact
from questionnaires.library.models import ApprovedAnswer
from questionnaires.reviews.knowledge import CitedSource, knowledge_of, sources_in
from questionnaires.trust.models import AnsweringRules
from questionnaires.trust.service import trust_of

LONGEST_QUESTION = 2_000
"""Characters."""
_COUNTED = [
    sa.select(sa.func.count(), sa.func.sum(table.version), sa.func.max(table.changed_at)).subquery(name)
    for name, table in (("controls", Control), ("answers", ApprovedAnswer), ("facts", StatedFact))
]
_RULES = sa.select(sa.func.max(AnsweringRules.version)).subquery("rules")
_STAMP = standing(
    sa.select(_RULES, *_COUNTED).select_from(
        reduce(lambda joined, one: joined.join(one, sa.true()), _COUNTED, cast("sa.FromClause", _RULES))
    )
)
"""Tables of one row each, side by side, read from indexes alone. One statement, as four take twice as long."""


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
    return _asked(session, desk, asking, today, lambda answerer, question: answerer.answer_one(question))


def ask_with_sources(
    session: Session, desk: Desk, asking: Asking, *, today: date
) -> tuple[Answer, Mapping[tuple[str, str], CitedSource]]:
    """Answer one question as `ask` does, and give what the answer cites under (type, id); criteria are not named.

    The sources need no look in the database: the answerer knows them as they stand, or its stamp were another.
    """
    return _asked(session, desk, asking, today, _with_sources)


def _asked(
    session: Session, desk: Desk, asking: Asking, today: date, deed: Callable[[Answerer, str], Result]
) -> Result:
    question = asking.question.strip()
    if not 1 <= len(question) <= LONGEST_QUESTION:
        raise BadInput(f"Enter a question of 1 to {LONGEST_QUESTION:,} characters")
    stamp = knowledge_stamp(session)
    if not any(stamp[1::3]):
        raise BadInput("There are no controls to answer from yet. Import your controls first.")
    kind = Kind(scope_of(session), asking.product or None, asking.under_nda, today)
    return _use(session, desk, kind, stamp, lambda answerer: deed(answerer, question))


def _with_sources(answerer: Answerer, question: str) -> tuple[Answer, Mapping[tuple[str, str], CitedSource]]:
    answer = answerer.answer_one(question, with_criteria=False)
    return answer, sources_in(answerer.knowledge, answer.citations)


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

    It is the version of the rules (None: the product's), and for each kind of source three things: how many there are,
    their versions' sum and the last change.
    """
    return tuple(session.execute(_STAMP).one())


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
