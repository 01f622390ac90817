"""How far a control set covers the criteria in scope, and what is left to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from foundation.criteria import Category, Criterion, criteria_of
from questionnaires.controls.gaps import Gap, gap_for
from questionnaires.controls.records import ControlRecord, ControlStatus, TestResult
from questionnaires.controls.remediation import MOST_FOUND


class CoverageState(StrEnum):
    """How far a criterion is covered."""

    COVERED = "covered"
    PARTIAL = "partial"
    GAP = "gap"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """One criterion with its state and the ids of all controls that name it, in the order of the control set."""

    criterion: Criterion
    state: CoverageState
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Coverage of the criteria in scope; `gaps` holds each one in state gap or partial, most pressing first."""

    categories: tuple[Category, ...]
    criteria: tuple[CriterionCoverage, ...]
    gaps: tuple[Gap, ...]
    coverage: float
    """Share of the applicable criteria that are covered, in [0, 1]; a partial one does not count; none at all: 0."""


def readiness(records: Sequence[ControlRecord], categories: Iterable[Category]) -> Readiness:
    """Hold a control set against the criteria of some categories; Security is always among them.

    The state of a criterion follows from its controls (see `coverage_state`). Gaps are ranked: the three that are
    found most often first, then criteria that nothing covers, then those covered in part, each in order of reference.
    """
    scope = {Category.SECURITY, *categories}
    criteria = tuple(_covered(criterion, records) for criterion in criteria_of(scope))
    open_ones = sorted(
        (held for held in criteria if held.state in (CoverageState.GAP, CoverageState.PARTIAL)), key=_urgency
    )
    gaps = tuple(
        gap_for(held.criterion, [record for record in records if held.criterion.id in record.criteria], rank)
        for rank, held in enumerate(open_ones, start=1)
    )
    return Readiness(
        tuple(category for category in Category if category in scope), criteria, gaps, coverage_share(criteria)
    )


def coverage_state(controls: Sequence[ControlRecord]) -> CoverageState:
    """Tell how far the controls of one criterion cover it.

    covered : at least one is implemented and its last test, if any, found no exception; weaker controls beside it
        do not lower the state.
    partial : none is, but at least one is partly in place, or in place with an exception in its last test.
    not_applicable : there are controls, and each is declared not applicable.
    gap : anything else, so also where all there is is planned.
    """
    if any(holds(control) for control in controls):
        return CoverageState.COVERED
    if any(control.status in (ControlStatus.IMPLEMENTED, ControlStatus.PARTIAL) for control in controls):
        return CoverageState.PARTIAL
    if controls and all(control.status is ControlStatus.NOT_APPLICABLE for control in controls):
        return CoverageState.NOT_APPLICABLE
    return CoverageState.GAP


def holds(control: ControlRecord) -> bool:
    """Tell whether a control is in place and its last test found no exception."""
    return control.status is ControlStatus.IMPLEMENTED and control.test_result is not TestResult.EXCEPTION


def coverage_share(criteria: Iterable[CriterionCoverage]) -> float:
    """Give the share of the applicable criteria that are covered, in [0, 1]; 0 where none is applicable."""
    applicable = [held.state for held in criteria if held.state is not CoverageState.NOT_APPLICABLE]
    return applicable.count(CoverageState.COVERED) / len(applicable) if applicable else 0.0


def readiness_report(held: Readiness) -> dict[str, Any]:
    """Give FORMATS' report of `readiness`, ready for JSON; the coverage is rounded to four places."""
    return {
        "categories": [category.value for category in held.categories],
        "criteria": [
            {
                "id": one.criterion.id,
                "category": one.criterion.category.value,
                "state": one.state.value,
                "controls": list(one.controls),
            }
            for one in held.criteria
        ],
        "gaps": [
            {"criterion": gap.criterion.id, "rank": gap.rank, "why": gap.why, "steps": list(gap.steps)}
            for gap in held.gaps
        ],
        "coverage": round(held.coverage, 4),
    }


def _covered(criterion: Criterion, records: Sequence[ControlRecord]) -> CriterionCoverage:
    controls = [record for record in records if criterion.id in record.criteria]
    return CriterionCoverage(criterion, coverage_state(controls), tuple(control.control_id for control in controls))


def _urgency(held: CriterionCoverage) -> tuple[bool, bool]:
    """Order open criteria; sorting is stable, so that those of one urgency keep the order of their references."""
    return (held.criterion.id not in MOST_FOUND, held.state is CoverageState.PARTIAL)
