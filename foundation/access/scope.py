"""Whose rows exist: every session is bound to one organisation, to none, or (sign-in, command line) to all."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    mapped_column,
    with_loader_criteria,
)

from foundation.access.reading import ReadingSession, reading
from foundation.errors import ScopeError


class Reach(Enum):
    """The two scopes that are no organisation."""

    NOBODY = "nobody"
    EVERY = "every"


NOBODY: Final = Reach.NOBODY
"""A visitor: rows of organisations do not exist."""
EVERY_ORGANISATION: Final = Reach.EVERY
"""Sign-in and the command line only; `grep` lists every place."""

OVERSEES: Final = "oversees"
"""Mark of a session of the platform's admins: what companies and firms share exists for it, their own rows do not."""

READS_ONLY = "a page that is only read must not write; use a POST"
Scope = uuid.UUID | Reach
Statement = TypeVar("Statement", bound=sa.Executable)
_NO_ROWS = uuid.UUID(int=0)


class OwnedByOrganisation:
    """A row that belongs to one organisation and does not exist for any other."""

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("organisation.id", ondelete="CASCADE"), index=True, sort_order=-1
    )


class SharedWithPartner:
    """A row that two organisations share: the one that it belongs to, and its partner once there is one.

    It goes with the first; for anybody else it does not exist. Nothing in it may be private to either of the two.
    """

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("organisation.id", ondelete="CASCADE"), index=True, sort_order=-2
    )
    partner_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("organisation.id", ondelete="SET NULL"), index=True, sort_order=-1
    )


def open_session(engine: Engine, scope: Scope, *, read_only: bool = False, oversees: bool = False) -> Session:
    """Open a session bound to a scope; a read-only one refuses to write, and takes no lock on SQLite."""
    info = {"scope": scope, "read_only": read_only, OVERSEES: oversees}
    return ReadingSession(reading(engine), info=info) if read_only else Session(engine, info=info)


def scope_of(session: Session) -> Scope:
    """Say whose rows exist in a session; raises ScopeError when nobody bound it."""
    try:
        scope: Scope = session.info["scope"]
    except KeyError:
        raise ScopeError("this session was opened without a scope; use open_session") from None
    return scope


def bind(session: Session, scope: Scope, *, oversees: bool = False) -> None:
    """Bind a session to another scope, as sign-in does once it knows who asks; what was loaded is forgotten."""
    session.expunge_all()
    session.info["scope"], session.info[OVERSEES] = scope, oversees


@contextmanager
def across_organisations(session: Session) -> Iterator[Session]:
    """Look across organisations for a moment, as sign-in must before it knows whose session this is."""
    before = scope_of(session)
    session.info["scope"] = EVERY_ORGANISATION
    try:
        yield session
        session.flush()
    finally:
        session.info["scope"] = before


@contextmanager
def in_organisation(session: Session, organisation_id: uuid.UUID) -> Iterator[Session]:
    """Serve another organisation for a moment, as when its trail or its people are to be told of a deed.

    Its rows are forgotten at the end: a session finds what it has loaded by id without asking the database.
    """
    session.flush()
    before = scope_of(session)
    session.info["scope"] = organisation_id
    try:
        yield session
        session.flush()
    finally:
        session.info["scope"] = before
        if before != organisation_id:
            _forget(session, organisation_id)


def _forget(session: Session, organisation_id: uuid.UUID) -> None:
    for row in list(session):
        # what stands loaded, as a session whose flush failed loads nothing more
        if isinstance(row, OwnedByOrganisation) and sa.inspect(row).dict.get("organisation_id") in (
            None,
            organisation_id,
        ):
            session.expunge(row)


@contextmanager
def overseeing(session: Session) -> Iterator[Session]:
    """Reach every shared row for a moment, as when a firm's requests pass to the people who claimed its profile."""
    session.flush()
    before = session.info.get(OVERSEES, False)
    session.info[OVERSEES] = True
    try:
        yield session
        session.flush()
    finally:
        session.info[OVERSEES] = before


@event.listens_for(Session, "do_orm_execute")
def confine(execution: ORMExecuteState) -> None:
    """Confine each ORM statement to the rows of the session's organisation."""
    if execution.is_column_load or execution.is_relationship_load:
        return  # the outer query's criteria already travel with these
    scope = scope_of(execution.session)
    if execution.session.info["read_only"] and not execution.is_select and execution.is_orm_statement:
        raise ScopeError(READS_ONLY)
    if scope is EVERY_ORGANISATION:
        return
    mine = scope if isinstance(scope, uuid.UUID) else _NO_ROWS
    oversees = execution.session.info.get(OVERSEES, False)
    confined = _standing_confined if STANDING in execution.execution_options else _confined
    execution.statement = confined(execution.statement, mine, oversees=oversees)


STANDING: Final = "standing"
"""Mark of a statement that stands in a module: it is confined once for each organisation, and not for each page."""


def standing(statement: Statement) -> Statement:
    """Mark a statement that is made once and asked often; one that is made for a page must not be, as it would be kept.

    What it is asked with comes as parameters.
    """
    return statement.execution_options(**{STANDING: True})


def _confined(statement: sa.Executable, mine: uuid.UUID, *, oversees: bool) -> sa.Executable:
    return statement.options(*_confinement(mine, oversees=oversees))


_standing_confined = lru_cache(maxsize=1024)(_confined)
"""Some kilobytes each. What is kept names whose rows exist, and holds none of them."""


@lru_cache(maxsize=1024)
def _confinement(mine: uuid.UUID, *, oversees: bool) -> tuple[LoaderCriteriaOption, ...]:
    """Give what confines a statement; making it anew takes longer than most statements do."""
    owned = with_loader_criteria(OwnedByOrganisation, lambda owned: owned.organisation_id == mine, include_aliases=True)
    if oversees:
        return (owned,)
    shared = with_loader_criteria(
        SharedWithPartner,
        lambda shared: sa.or_(shared.organisation_id == mine, shared.partner_id == mine),
        include_aliases=True,
    )
    return owned, shared


@event.listens_for(Session, "before_flush")
def stamp_and_refuse(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Stamp new rows with the session's organisation and refuse those of another."""
    scope = scope_of(session)
    touched = [*session.new, *session.dirty, *session.deleted]
    if touched and session.info["read_only"]:
        raise ScopeError(READS_ONLY)
    for row in touched:
        if isinstance(row, OwnedByOrganisation):
            _stamp(row, scope, {row.organisation_id})
        elif isinstance(row, SharedWithPartner) and not session.info.get(OVERSEES):
            _stamp(row, scope, {row.organisation_id, row.partner_id})


def _stamp(row: OwnedByOrganisation | SharedWithPartner, scope: Scope, owners: set[uuid.UUID | None]) -> None:
    if isinstance(scope, uuid.UUID):
        if row.organisation_id is None:
            row.organisation_id = scope
            return
        if scope in owners:
            return
    elif scope is EVERY_ORGANISATION and row.organisation_id is not None:
        return
    raise ScopeError(f"{type(row).__name__} is not a row of the organisation that this session serves")
