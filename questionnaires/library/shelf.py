"""The approved answers that are asked the same as some questions, fetched at once."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import standing
from foundation.imports.collection import record_of
from questionnaires.library.comparing import contradict, folded
from questionnaires.library.models import ApprovedAnswer, DistinctAnswers
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.service import ANSWERS

CHUNK = 300
"""Keys in one statement: a database takes only so many values at once."""


_OF_KEYS = standing(
    sa.select(ApprovedAnswer)
    .where(ApprovedAnswer.claim_key.in_(sa.bindparam("keys", expanding=True)))
    .order_by(ApprovedAnswer.position)
)


class Shelf:
    """Approved answers by what they are asked: the same key, or without one the same words."""

    def __init__(self, session: Session, keys: Iterable[str]) -> None:
        self._rows: dict[str, list[ApprovedAnswer]] = {}
        wanted = sorted(set(keys))
        for at in range(0, len(wanted), CHUNK):
            for row in session.scalars(_OF_KEYS, {"keys": wanted[at : at + CHUNK]}):
                self.add(row)
        ids = [row.id for rows in self._rows.values() for row in rows]
        self._distinct = _distinct_among(session, ids)

    def add(self, row: ApprovedAnswer) -> None:
        """Put one more on the shelf."""
        self._rows.setdefault(row.claim_key or "", []).append(row)

    def beside(self, key: str, question: str) -> list[ApprovedAnswer]:
        """Give those that are asked the same as a question of that key."""
        rows = self._rows.get(key, [])
        return rows if key else [row for row in rows if folded(row.question) == folded(question)]

    def against(self, record: LibraryAnswer, key: str, today: date) -> list[ApprovedAnswer]:
        """Give those in use that cannot hold beside an answer."""
        beside = [row for row in self.beside(key, record.question) if row.held is None]
        others = [(row, record_of(ANSWERS, row)) for row in beside if row.answer_id != record.answer_id]
        return [row for row, other in others if not other.is_stale(today) and contradict(record, other)]

    def against_row(self, row: ApprovedAnswer, today: date) -> list[ApprovedAnswer]:
        """The same for one that is kept: an expired one contradicts nothing, nor two that a person told apart."""
        record = record_of(ANSWERS, row)
        if record.is_stale(today):
            return []
        found = self.against(record, row.claim_key or "", today)
        return [other for other in found if tuple(sorted((row.id, other.id))) not in self._distinct]


def contradictions(
    session: Session, rows: Sequence[ApprovedAnswer], today: date
) -> dict[ApprovedAnswer, list[ApprovedAnswer]]:
    """Give for approved answers which others in use cannot hold beside them; those without one are left out."""
    shelf = Shelf(session, {row.claim_key for row in rows if row.claim_key is not None})
    return {row: against for row in rows if (against := shelf.against_row(row, today))}


def _distinct_among(session: Session, ids: Sequence[object]) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for at in range(0, len(ids), CHUNK):
        pairs = sa.select(DistinctAnswers.first_id, DistinctAnswers.second_id)
        found |= {
            tuple(pair) for pair in session.execute(pairs.where(DistinctAnswers.first_id.in_(ids[at : at + CHUNK])))
        }
    return found
