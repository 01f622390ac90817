"""What a control set shows of how ready an organisation is, in the intake's four words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from questionnaires.controls.readiness import CoverageState, CriterionCoverage, Readiness
from questionnaires.controls.records import ControlRecord, ControlStatus


class ReadinessStage(StrEnum):
    """The values of `readiness` in `intake.json`."""

    NONE = "none"
    GAP_ASSESSED = "gap_assessed"
    REMEDIATING = "remediating"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class ShownStage:
    """What the controls show, and the counts that it follows from in a sentence or two."""

    stage: ReadinessStage
    why: str


UNDER_WAY = (ControlStatus.IMPLEMENTED, ControlStatus.PARTIAL, ControlStatus.PLANNED)
"""Statuses of a control that somebody is working on; an implemented one counts here after a failed test."""


def stage_shown(held: Readiness, records: Sequence[ControlRecord]) -> ShownStage:
    """Tell how ready the controls of `held` show an organisation to be; earlier rules win.

    none : controls name fewer than half of the criteria in scope (so also where there is no control): most of the
        gaps are not known yet.
    gap_assessed : every criterion is declared not applicable, which shows nothing.
    ready : every applicable criterion is covered.
    remediating : at least half of the applicable criteria are covered, and every other one has a control that is
        planned, partly in place, or in place with an exception in its last test.
    gap_assessed : anything else.

    Doubt goes to the earlier stage, as a later one promises an earlier report.
    """
    named = sum(1 for one in held.criteria if one.controls)
    applicable = [one for one in held.criteria if one.state is not CoverageState.NOT_APPLICABLE]
    still_open = [one for one in applicable if one.state is not CoverageState.COVERED]
    covered = len(applicable) - len(still_open)
    if 2 * named < len(held.criteria):
        why = f"Your controls name {named} of the {len(held.criteria)} criteria in scope, so most gaps are not known."
        return ShownStage(ReadinessStage.NONE, why)
    if not applicable:
        why = "Every criterion in scope is declared not applicable, which shows no auditor anything."
        return ShownStage(ReadinessStage.GAP_ASSESSED, why)
    if not still_open:
        why = f"All {len(applicable)} applicable criteria in scope are covered by a control that is in place."
        return ShownStage(ReadinessStage.READY, why)
    idle = sum(1 for one in still_open if not _is_under_way(one, records))
    counts = f"{covered} of {len(applicable)} applicable criteria in scope are covered"
    if 2 * covered < len(applicable):
        return ShownStage(ReadinessStage.GAP_ASSESSED, f"{counts}: fewer than half.")
    if idle:
        why = f"{counts}. Of the open ones {idle} {'has' if idle == 1 else 'have'} no control that is even planned."
        return ShownStage(ReadinessStage.GAP_ASSESSED, why)
    why = f"{counts}, and each open one has a control that is planned, partly in place or to be tested again."
    return ShownStage(ReadinessStage.REMEDIATING, why)


def _is_under_way(held: CriterionCoverage, records: Sequence[ControlRecord]) -> bool:
    naming = set(held.controls)
    return any(record.control_id in naming and record.status in UNDER_WAY for record in records)
