"""Pairs of approved answers that are asked alike, for a person to decide whether they are one."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.web.pages import Page
from questionnaires.library.duplicates import find_alike
from questionnaires.library.models import ApprovedAnswer, DistinctAnswers

SIZE = 20
"""Pairs on one page."""


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
    columns = (ApprovedAnswer.id, ApprovedAnswer.question, ApprovedAnswer.claim_key, ApprovedAnswer.product)
    rows = session.execute(sa.select(*columns).order_by(ApprovedAnswer.position, ApprovedAnswer.id)).all()
    told_apart = {
        tuple(pair) for pair in session.execute(sa.select(DistinctAnswers.first_id, DistinctAnswers.second_id))
    }
    products = [{name.casefold().strip() for name in row.product} for row in rows]
    found = [
        (rows[one.first].id, rows[one.second].id, one.similarity)
        for one in find_alike([row.question for row in rows], [row.claim_key or "" for row in rows])
        if _meet(products[one.first], products[one.second])
        and tuple(sorted((rows[one.first].id, rows[one.second].id))) not in told_apart
    ]
    last = max(1, -(-len(found) // SIZE))
    number = min(max(page, 1), last)
    return Page(_fetch(session, found[(number - 1) * SIZE : number * SIZE]), number, SIZE, len(found))


def _meet(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)


def _fetch(session: Session, wanted: list[tuple[uuid.UUID, uuid.UUID, float]]) -> list[Pair]:
    ids = {one for first, second, _ in wanted for one in (first, second)}
    rows = {row.id: row for row in session.scalars(sa.select(ApprovedAnswer).where(ApprovedAnswer.id.in_(ids)))}
    return [Pair(rows[first], rows[second], similarity) for first, second, similarity in wanted]
