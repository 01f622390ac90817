"""Gathering the package from what the organisation keeps, and noting who took it out."""

from datetime import date

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.imports.collection import rows_of
from questionnaires.controls.readiness import readiness
from questionnaires.controls.records import Sensitivity
from questionnaires.controls.service import CONTROLS, control_records
from questionnaires.coverage.service import scope_of
from questionnaires.evidence.service import evidence_of_controls
from questionnaires.facts.service import facts
from questionnaires.handoff.evidence import Piece
from questionnaires.handoff.package import Package, PlannedStep, masked, package
from questionnaires.remediation.queries import tasks_by_criterion
from questionnaires.remediation.words import STATES

NOBODY = "Nobody yet"


def gather(session: Session, organisation: str, today: date, *, with_internal: bool) -> Package:
    """Put together what an auditor gets of the organisation, within the scope that it settled.

    What buyers ask is none of an auditor's business, so that the gaps stand in the order without it.
    """
    records = control_records(session)
    if not with_internal:
        records = masked(records)
    held = readiness(records, scope_of(session).categories)
    tasks = tasks_by_criterion(session, [one.criterion.id for one in held.criteria])
    return package(
        organisation=organisation,
        made_on=today,
        held=held,
        records=records,
        facts=facts(session),
        steps=[
            PlannedStep(
                criterion=task.criterion,
                step=task.step,
                state=STATES[task.state],
                owner=task.owner_name or NOBODY,
                due_on=task.due_on,
                note=task.note or "",
            )
            for of_one in tasks.values()
            for task in of_one
        ],
        with_internal=with_internal,
        pieces=_pieces(session, with_internal=with_internal),
    )


def _pieces(session: Session, *, with_internal: bool) -> dict[str, list[Piece]]:
    """Give the links and files of controls by control_id; those of internal controls go along only with their texts."""
    rows = [row for row in rows_of(session, CONTROLS) if with_internal or row.sensitivity is not Sensitivity.INTERNAL]
    shown = evidence_of_controls(session, [row.id for row in rows])
    return {
        row.control_id: [
            Piece(one.title, one.url or one.filename or "", one.observed_on, one.valid_until) for one in shown[row.id]
        ]
        for row in rows
        if row.id in shown
    }


def note_taken_out(session: Session, held: Package, actor: Actor) -> None:
    """Leave in the trail who took the package out, and what it held."""
    record(
        session,
        actor,
        "handoff.taken_out",
        thing="handoff",
        thing_id=held.made_on.isoformat(),
        summary=f"Took out the auditor hand-off: {len(held.controls)} controls, {len(held.gaps)} open gaps",
        categories=[one.value for one in held.categories],
        with_internal=held.with_internal,
        internal=held.internal,
        evidence=len(held.evidence),
        steps=len(held.steps),
    )
