"""What is due: records whose review is near or over, and evidence past its day."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.imports.collection import Collection
from questionnaires.care.models import SOON
from questionnaires.evidence.models import Evidence
from questionnaires.evidence.service import SUBJECTS

EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Watched:
    """A collection whose rows have owners and reviews."""

    collection: Collection[Any, Any]
    title: Callable[[Any], str]
    """How a mail names a row, as in `AC-01 Leavers`."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody should look at."""

    kind: str
    """The collection's code, or `evidence`."""
    subject_id: uuid.UUID
    day: date
    """By which it should be reviewed, or the last on which the evidence held."""
    owner: str | None
    title: str
    path: str
    """Of its page, as `/controls/…`."""


def due_things(session: Session, watched: Iterable[Watched], today: date) -> list[Due]:
    """List what is due in the session's organisation, the longest overdue first."""
    found: list[Due] = []
    for one in watched:
        found += _reviews(session, one, today)
        found += _evidence(session, one, today)
    return sorted(found, key=lambda due: (due.day, due.title))


def organisations_with_due_things(session: Session, watched: Iterable[Watched], today: date) -> Sequence[uuid.UUID]:
    """Name the organisations in which something is due; the session must see every organisation."""
    rows = [one.collection.row for one in watched]
    parts = [sa.select(row.organisation_id).where(row.next_review_on <= today + SOON) for row in rows]
    parts.append(sa.select(Evidence.organisation_id).where(Evidence.valid_until < today))
    return session.scalars(sa.union(*parts)).all()


def _reviews(session: Session, watched: Watched, today: date) -> list[Due]:
    row = watched.collection.row
    near = session.scalars(sa.select(row).where(row.next_review_on <= today + SOON)).all()
    code = watched.collection.code
    return [Due(code, one.id, one.next_review_on, one.owner, watched.title(one), _path(watched, one)) for one in near]


def _evidence(session: Session, watched: Watched, today: date) -> list[Due]:
    row = watched.collection.row
    shown = sa.select(Evidence, row).join(row, SUBJECTS[watched.collection.code] == row.id)
    return [
        Due(
            EVIDENCE,
            piece.id,
            piece.valid_until,
            one.owner,
            f"{piece.title} ({watched.title(one)})",
            _path(watched, one),
        )
        for piece, one in session.execute(shown.where(Evidence.valid_until < today))
    ]


def _path(watched: Watched, row: Any) -> str:
    return f"/{watched.collection.code}/{row.id}"
