"""Pairs of approved answers that are asked alike, for a person to decide whether they are one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation.web.pages import Page, cut
from questionnaires.library.duplicates import find_alike
from questionnaires.library.models import ApprovedAnswer, DistinctAnswers

SIZE = 20
"""Pairs on one page."""
EVERY_PRODUCT = "[]"
"""How a list without a product is kept, which most are: it is not worth reading."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two approved answers side by side, the earlier one of the organisation's list first."""

    first: ApprovedAnswer
    second: ApprovedAnswer
    similarity: float
    """Of their questions, in [0, 1]; 1 when they name the same things."""


def find_pairs(session: Session, *, page: int) -> Page[Pair]:
    """Give one page of the pairs that nobody has decided on yet, the most alike first.

    Answers that no product has in common are no pair: both hold, each for its own.
    """
    product = sa.cast(ApprovedAnswer.product, sa.Text).label("product")
    columns = (_text_of(ApprovedAnswer.id).label("id"), ApprovedAnswer.question, ApprovedAnswer.claim_key, product)
    rows = session.execute(sa.select(*columns).order_by(ApprovedAnswer.position, ApprovedAnswer.id)).all()
    alike = find_alike([row.question for row in rows], [row.claim_key or "" for row in rows])
    limited = {at: _folded(row.product) for at, row in enumerate(rows) if row.product != EVERY_PRODUCT}
    told = sa.select(_text_of(DistinctAnswers.first_id), _text_of(DistinctAnswers.second_id))
    apart = {frozenset(pair) for pair in session.execute(told)}
    found = [
        one
        for one in alike
        if _meet(limited.get(one.first), limited.get(one.second))
        and not (apart and frozenset((rows[one.first].id, rows[one.second].id)) in apart)
    ]
    part = cut(found, number=page, size=SIZE)
    wanted = [(UUID(rows[one.first].id), UUID(rows[one.second].id), one.similarity) for one in part.rows]
    return Page(_fetch(session, wanted), part.number, SIZE, part.total)


def _text_of(column: InstrumentedAttribute[UUID]) -> sa.Cast[str]:
    """Ask for an id as a text: to make an id of each of thousands takes longer than all the rest."""
    return sa.cast(column, sa.Text)


def _folded(product: str) -> set[str]:
    return {name.casefold().strip() for name in json.loads(product)}


def _meet(one: set[str] | None, other: set[str] | None) -> bool:
    """Tell whether two answers hold for a product in common; those that name none hold for all."""
    return not one or not other or bool(one & other)


def _fetch(session: Session, wanted: Sequence[tuple[UUID, UUID, float]]) -> list[Pair]:
    ids = {one for first, second, _ in wanted for one in (first, second)}
    rows = {row.id: row for row in session.scalars(sa.select(ApprovedAnswer).where(ApprovedAnswer.id.in_(ids)))}
    return [Pair(rows[first], rows[second], similarity) for first, second, similarity in wanted]
