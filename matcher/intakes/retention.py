"""Intakes that are kept for some days only: those of visitors, and where the settings say so those of companies."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, OrganisationKind
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.config import Settings
from foundation.privacy.retention import Retained
from matcher.intakes.holds import Hold
from matcher.intakes.models import Intake

AT_ONCE = 50


def kept_intakes(settings: Settings, standing: Sequence[Hold]) -> tuple[Retained, ...]:
    """List both with the days that the settings name; an intake that something of `standing` holds is kept longer."""
    visitors, companies = settings.retention_visitor_intake_days, settings.retention_intake_days
    since = "they were last changed, with their matches"
    return (
        Retained("visitor_intakes", "Intakes that no account took", since, visitors, erase_visitors),
        Retained("intakes", "Intakes kept in an account", since, companies, partial(erase_intakes, standing)),
    )


def erase_visitors(session: Session, before: datetime) -> int:
    """Erase some visitors with their intake, its matches and their lines of the trail, and those whose intake left."""
    fresh = sa.select(Intake.id).where(Intake.organisation_id == Organisation.id, Intake.updated_at >= before)
    old = sa.select(Organisation).where(
        Organisation.kind == OrganisationKind.VISITOR, Organisation.created_at < before, ~fresh.exists()
    )
    return _delete(session, session.scalars(old.limit(AT_ONCE)).all())


def erase_intakes(standing: Sequence[Hold], session: Session, before: datetime) -> int:
    """Erase some intakes of companies with their matches; their trail says so."""
    owned = sa.select(Intake).join(Organisation, Organisation.id == Intake.organisation_id)
    old = owned.where(Organisation.kind != OrganisationKind.VISITOR, Intake.updated_at < before)
    intakes = session.scalars(old.where(*(~hold.rows for hold in standing)).limit(AT_ONCE)).all()
    for intake in intakes:
        _note(session, intake.organisation_id, intake.id)
    return _delete(session, intakes)


def _note(session: Session, organisation_id: UUID, intake_id: UUID) -> None:
    summary = "Erased an intake that was not changed for as long as intakes are kept"
    record(
        session,
        SERVICE,
        "intake.deleted",
        thing="intake",
        thing_id=intake_id,
        summary=summary,
        organisation_id=organisation_id,
    )


def _delete(session: Session, rows: Sequence[Organisation] | Sequence[Intake]) -> int:
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)
