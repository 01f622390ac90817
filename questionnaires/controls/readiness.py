"""How far a control set covers the criteria in scope, and what is left to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from foundation.criteria import Category, Criterion, criteria_of
from questionnaires.controls.gaps import Gap, gap_for
from questionnaires.controls.ranking import NEVER, Asked, place_in_words, urgency
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

    @property
    def is_open(self) -> bool:
        """Whether something is left to do about it."""
        return self.state in (CoverageState.GAP, CoverageState.PARTIAL)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Coverage of the criteria in scope; `gaps` holds each one in state gap or partial, most pressing first."""

    categories: tuple[Category, ...]
    criteria: tuple[CriterionCoverage, ...]
    gaps: tuple[Gap, ...]
    coverage: float
    """Share of the applicable criteria that are covered, in [0, 1]; a partial one does not count; none at all: 0."""


def readiness(
    records: Sequence[ControlRecord], categories: Iterable[Category], asked: Asked | None = None
) -> Readiness:
    """Hold a control set against the criteria of some categories; Security is always among them.

    The state of a criterion follows from its controls (see `coverage_state`). Gaps are ranked by the points of
    `urgency`, which weigh what auditors find most, what buyers `asked` most and what nothing covers; equal ones stand
    in order of reference. Where nobody asked: the three that are found most often first, then criteria that nothing
    covers, then those covered in part.
    """
    scope = {Category.SECURITY, *categories}
    naming = by_criterion(records)
    criteria = tuple(_covered(criterion, naming.get(criterion.id, ())) for criterion in criteria_of(scope))
    return Readiness(
        tuple(category for category in Category if category in scope),
        criteria,
        _ranked([held for held in criteria if held.is_open], naming, asked or {}),
        coverage_share(criteria),
    )


def by_criterion(records: Iterable[ControlRecord]) -> dict[str, list[ControlRecord]]:
    """Give the controls that name each criterion, in their own order; a criterion that none names is missing."""
    naming: dict[str, list[ControlRecord]] = {}
    for record in records:
        for criterion_id in dict.fromkeys(record.criteria):
            naming.setdefault(criterion_id, []).append(record)
    return naming


def _ranked(
    still_open: Sequence[CriterionCoverage], naming: Mapping[str, Sequence[ControlRecord]], asked: Asked
) -> tuple[Gap, ...]:
    most = max((asked.get(held.criterion.id, NEVER).questions for held in still_open), default=0)

    def key(held: CriterionCoverage) -> tuple[Fraction, bool]:
        partial = held.state is CoverageState.PARTIAL
        points = urgency(held.criterion.id, partial=partial, asked=asked, most=most)
        return (-points, held.criterion.id not in MOST_FOUND)

    return tuple(
        gap_for(
            held.criterion,
            naming.get(held.criterion.id, ()),
            rank,
            place_in_words(held.criterion.id, partial=held.state is CoverageState.PARTIAL, asked=asked),
        )
        for rank, held in enumerate(sorted(still_open, key=key), start=1)
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


def _covered(criterion: Criterion, controls: Sequence[ControlRecord]) -> CriterionCoverage:
    return CriterionCoverage(criterion, coverage_state(controls), tuple(control.control_id for control in controls))
