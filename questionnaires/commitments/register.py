"""The register read: what was said, and where what it rested on stands otherwise today."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.commitments.sources import REMOVED, Key, Standing, standings

CHUNK = 300
"""Changed sources in one statement: a database takes only so many values at once."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with those of its sources that stand otherwise today, each with how it stands."""

    statement: SentStatement
    changed: tuple[tuple[StatementSource, Standing], ...]


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which statements are wanted: those told otherwise only, or all; of buyers, questions or sources by a word."""

    everything: bool = False
    search: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "RegisterFilter":
        """Read a filter out of a page's address."""
        search = " ".join(given.get("search", "").replace("\x00", "").split())[:200]
        return cls(everything=given.get("show") == "all", search=search)

    def as_arguments(self) -> dict[str, str]:
        """Write it back as arguments of an address."""
        return ({"show": "all"} if self.everything else {}) | ({"search": self.search} if self.search else {})


class Register:
    """The organisation's statements beside its sources of a day."""

    def __init__(self, session: Session, today: date) -> None:
        self._session = session
        distinct = sa.select(StatementSource.type, StatementSource.source_id, StatementSource.digest).distinct()
        self._said = session.execute(distinct).all()
        self._now = standings(session, {(one.type.value, one.source_id) for one in self._said}, today)

    def wanted(self, given: RegisterFilter) -> sa.Select[SentStatement]:
        """Select the statements in force that a filter lets through, the latest first."""
        rows = sa.select(SentStatement).where(SentStatement.superseded_at.is_(None))
        if not given.everything:
            rows = rows.where(SentStatement.id.in_(self._of_changed_sources()))
        if given.search:
            rows = rows.where(_mentions(given.search))
        rows = rows.options(selectinload(SentStatement.sources))
        return rows.order_by(SentStatement.sent_at.desc(), SentStatement.buyer, SentStatement.position)

    def told(self, statements: Sequence[SentStatement]) -> list[Told]:
        """Set beside each statement what stands otherwise today."""
        return [
            Told(one, tuple(pair for source in one.sources if (pair := self._otherwise(source)))) for one in statements
        ]

    def standing(self, key: Key) -> Standing:
        """Give how a source stands today."""
        return self._now.get(key, REMOVED)

    def changed_rows(self) -> Sequence[StatementSource]:
        """List what statements in force rest on and what stands otherwise today."""
        found: list[StatementSource] = []
        for some in self._changed_keys():
            rows = sa.select(StatementSource).join(SentStatement, SentStatement.id == StatementSource.statement_id)
            found += self._session.scalars(rows.where(SentStatement.superseded_at.is_(None), _among(some))).all()
        return found

    def _otherwise(self, source: StatementSource) -> tuple[StatementSource, Standing] | None:
        standing = self.standing((source.type, source.source_id))
        return None if standing.digest == source.digest else (source, standing)

    def _of_changed_sources(self) -> sa.Select[uuid.UUID]:
        chosen = [_among(some) for some in self._changed_keys()] or [sa.false()]
        return sa.select(StatementSource.statement_id).where(sa.or_(*chosen))

    def _changed_keys(self) -> list[list[tuple[str, str, str]]]:
        """Give type, id and old digest of what stands otherwise, in chunks."""
        said = [(one.type, one.source_id, one.digest) for one in self._said]
        changed = [one for one in said if self.standing(one[:2]).digest != one[2]]
        return [changed[at : at + CHUNK] for at in range(0, len(changed), CHUNK)]


def _among(keys: Sequence[tuple[str, str, str]]) -> sa.ColumnElement[bool]:
    return sa.tuple_(StatementSource.type, StatementSource.source_id, StatementSource.digest).in_(keys)


def _mentions(word: str) -> sa.ColumnElement[bool]:
    """Tell whether a statement's buyer or question, or the id or title of a source, holds a word."""
    named = (SentStatement.buyer, SentStatement.question)
    of_source = (StatementSource.source_id, StatementSource.title)
    sources = sa.select(StatementSource.statement_id).where(
        sa.or_(*(column.icontains(word, autoescape=True) for column in of_source))
    )
    return sa.or_(*(column.icontains(word, autoescape=True) for column in named), SentStatement.id.in_(sources))
