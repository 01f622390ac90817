"""Which categories an organisation has settled on, and how its controls cover them."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.criteria import Category
from foundation.errors import Conflict
from questionnaires.controls.readiness import Readiness, readiness
from questionnaires.controls.records import ControlRecord
from questionnaires.controls.service import control_records
from questionnaires.controls.words import CATEGORIES
from questionnaires.coverage.demand import asked_by_buyers
from questionnaires.coverage.models import ReadinessScope


@dataclass(frozen=True, slots=True)
class Scope:
    """The categories in scope; `version` is 0 while nobody has settled them, and then they are all five."""

    categories: tuple[Category, ...] = tuple(Category)
    version: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether somebody has said so."""
        return self.version > 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """A control set beside the criteria that it is held against."""

    records: tuple[ControlRecord, ...]
    held: Readiness


def coverage_of(session: Session, categories: Iterable[Category]) -> Coverage:
    """Hold the organisation's controls against some categories, the gaps ranked by what its buyers ask too."""
    records = control_records(session)
    return Coverage(records, readiness(records, categories, asked_by_buyers(session)))


def scope_of(session: Session) -> Scope:
    """Give the scope that the session's organisation has settled."""
    row = _row(session)
    return Scope(tuple(Category(one) for one in row.categories), row.version) if row else Scope()


def settle_scope(session: Session, scope: Scope, actor: Actor) -> None:
    """Settle what is in scope, Security always; `scope.version` is the one that the person saw, else Conflict."""
    before = scope_of(session)
    if before.version != scope.version:
        raise Conflict("Somebody else has changed the scope in the meantime.")
    wanted = tuple(one for one in Category if one is Category.SECURITY or one in scope.categories)
    if before.is_settled and wanted == before.categories:
        return
    row = _row(session) or ReadinessScope()
    row.categories = [one.value for one in wanted]
    session.add(row)
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as lost:
        raise Conflict("Somebody else has changed the scope in the meantime.") from lost
    named = ", ".join(CATEGORIES[one] for one in wanted)
    record(
        session,
        actor,
        "readiness.scope_settled",
        thing="readiness",
        thing_id="scope",
        summary=f"Settled the scope: {named}",
        before=[one.value for one in before.categories] if before.is_settled else None,
        after=row.categories,
    )


def _row(session: Session) -> ReadinessScope | None:
    return session.scalars(sa.select(ReadinessScope)).one_or_none()
