"""Gathering the package from what the organisation keeps, and noting who took it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.criteria import Category, criteria_of
from questionnaires.controls.readiness import readiness
from questionnaires.controls.records import ControlRecord, Sensitivity
from questionnaires.controls.service import control_records
from questionnaires.coverage.service import scope_of
from questionnaires.evidence.service import evidence_by_control
from questionnaires.facts.records import Fact
from questionnaires.facts.service import facts
from questionnaires.handoff.evidence import Piece
from questionnaires.handoff.package import Package, PlannedStep, masked, package
from questionnaires.remediation.queries import tasks_by_criterion
from questionnaires.remediation.words import STATES

NOBODY = "Nobody yet"


@dataclass(frozen=True, slots=True)
class Material:
    """What the organisation keeps of which a package is made, with the texts of internal controls or without."""

    organisation: str
    today: date
    records: Sequence[ControlRecord]
    categories: Sequence[Category]
    facts: Sequence[Fact]
    steps: Sequence[PlannedStep]
    pieces: Mapping[str, Sequence[Piece]]
    """The links and files of controls by control_id."""

    def packed(self, *, with_internal: bool) -> Package:
        """Put together what an auditor gets; links and files of internal controls go along only with their texts.

        What buyers ask is none of an auditor's business, so that the gaps stand in the order without it.
        """
        records = self.records if with_internal else masked(self.records)
        internal = {one.control_id for one in records if one.sensitivity is Sensitivity.INTERNAL}
        return package(
            organisation=self.organisation,
            made_on=self.today,
            held=readiness(records, self.categories),
            records=records,
            facts=self.facts,
            steps=self.steps,
            with_internal=with_internal,
            pieces={key: of_it for key, of_it in self.pieces.items() if with_internal or key not in internal},
        )


def gather(session: Session, organisation: str, today: date) -> Material:
    """Fetch once what the packages of a day are made of, within the scope that the organisation settled."""
    categories = scope_of(session).categories
    tasks = tasks_by_criterion(session, [one.id for one in criteria_of(categories)])
    return Material(
        organisation=organisation,
        today=today,
        records=control_records(session),
        categories=categories,
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
        pieces=_pieces(session),
    )


def _pieces(session: Session) -> dict[str, list[Piece]]:
    """Give the links and files of controls by control_id."""
    shown = evidence_by_control(session)
    return {
        control_id: [Piece(one.title, one.url or one.filename or "", one.observed_on, one.valid_until) for one in some]
        for control_id, some in shown.items()
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
