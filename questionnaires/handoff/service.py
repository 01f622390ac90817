"""Handing a package to an auditor."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.criteria import Category
from questionnaires.controls.service import control_records
from questionnaires.handoff.evidence import evidence_rows
from questionnaires.handoff.files import archive
from questionnaires.handoff.package import Package, package_of


def prepare(
    session: Session, categories: Sequence[Category], *, organisation: str, made_on: date, include_internal: bool
) -> Package:
    """Settle what a package of the session's organisation would hold."""
    return package_of(
        control_records(session),
        evidence_rows(session),
        categories,
        organisation=organisation,
        made_on=made_on,
        include_internal=include_internal,
    )


def hand_off(session: Session, package: Package, actor: Actor) -> bytes:
    """Write a package and leave a line in the trail, which says what became of internal texts."""
    content = archive(package)
    record(
        session,
        actor,
        "readiness.handed_off",
        thing="readiness",
        thing_id=package.made_on.isoformat(),
        summary=f"Took out a package for the auditor: {len(package.controls)} controls, "
        f"{len(package.evidence)} pieces of evidence, {len(package.held.gaps)} open gaps",
        categories=[one.value for one in package.held.categories],
        internal_controls=package.internal_controls,
        includes_internal=package.includes_internal,
    )
    session.flush()
    return content
