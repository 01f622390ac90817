"""Keeping a visitor's intake in an account: it is copied under the account's own scope, and the visitor's copy goes."""

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import bind
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict
from matcher.intakes.models import Intake, IntakeLink
from matcher.intakes.queries import find_link
from matcher.intakes.service import fetch_intake
from matcher.matches.models import MatchRun

_NOT_COPIED = frozenset(["id", "organisation_id", "intake_id", "version"])


def claim(session: Session, token: str, organisation_id: uuid.UUID, actor: Actor) -> Intake:
    """Move the intake behind a private link into an organisation and point the link there.

    Leaves the session bound to that organisation. Raises NotFound for a wrong link, Conflict for one claimed before.
    """
    link = find_link(session, token)
    if link.claimed_at is not None:
        raise Conflict("This intake is kept in an account already.")
    visitor_id, old_id = link.organisation_id, link.intake_id
    bind(session, visitor_id)
    answers, runs = _values(fetch_intake(session, old_id)), _runs(session, old_id)
    bind(session, organisation_id)
    kept_id = _keep(session, answers, runs, actor)
    _repoint(session, token, organisation_id, kept_id)
    _delete_visitors_copy(session, visitor_id, old_id, actor)
    bind(session, organisation_id)
    return fetch_intake(session, kept_id)


def _values(row: Intake | MatchRun) -> dict[str, Any]:
    names = (column.key for column in type(row).__mapper__.column_attrs)
    return {name: getattr(row, name) for name in names if name not in _NOT_COPIED}


def _runs(session: Session, intake_id: uuid.UUID) -> list[dict[str, Any]]:
    found = session.scalars(sa.select(MatchRun).where(MatchRun.intake_id == intake_id).order_by(MatchRun.created_at))
    return [_values(run) for run in found]


def _keep(session: Session, answers: dict[str, Any], runs: list[dict[str, Any]], actor: Actor) -> uuid.UUID:
    kept = Intake(**answers)
    session.add(kept)
    session.flush()
    session.add_all(MatchRun(intake_id=kept.id, **run) for run in runs)
    summary = f"Kept the intake for {kept.title} from a private link"
    record(session, actor, "intake.claimed", thing="intake", thing_id=kept.id, summary=summary)
    session.flush()
    return kept.id


def _repoint(session: Session, token: str, organisation_id: uuid.UUID, intake_id: uuid.UUID) -> None:
    link: IntakeLink = find_link(session, token)
    link.organisation_id, link.intake_id, link.claimed_at = organisation_id, intake_id, now()
    session.flush()


def _delete_visitors_copy(session: Session, visitor_id: uuid.UUID, intake_id: uuid.UUID, actor: Actor) -> None:
    bind(session, visitor_id)
    record(session, actor, "intake.claimed", thing="intake", thing_id=intake_id, summary="Moved into an account")
    session.delete(fetch_intake(session, intake_id))
    session.flush()
