"""What the readiness page counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.criteria import Category
from questionnaires.controls.readiness import CoverageState, CriterionCoverage, Readiness, coverage_share
from questionnaires.controls.records import ControlRecord, TestResult
from questionnaires.controls.words import CATEGORIES
from questionnaires.coverage.words import STATES

FIRST_GAPS = 10
"""Gaps shown at once; the others stand behind a click."""

MOST_LINKED = 12
"""Controls of one criterion that are named; the list of controls, narrowed to the criterion, has them all."""


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """One category: its criteria, and how many of them are in each state."""

    category: Category
    label: str
    criteria: Sequence[CriterionCoverage]
    counts: dict[CoverageState, int]
    coverage: float
    """Share of the applicable criteria that are covered, in [0, 1]."""


def counted(held: Readiness) -> tuple[CategoryCount, ...]:
    """Count each category in scope."""
    return tuple(_count(category, held) for category in held.categories)


def chart(categories: Sequence[CategoryCount]) -> dict[str, object]:
    """Give the stacked bars for the chart: one bar a category, one part a state, in numbers of criteria."""
    return {
        "labels": [one.label for one in categories],
        "parts": [
            {"state": state.value, "label": label, "counts": [one.counts[state] for one in categories]}
            for state, label in STATES.items()
        ],
    }


def linked_controls(criteria: Iterable[CriterionCoverage]) -> set[str]:
    """Give the ids of the controls that the page links to."""
    return {control_id for one in criteria for control_id in one.controls[:MOST_LINKED]}


def _count(category: Category, held: Readiness) -> CategoryCount:
    inside = [one for one in held.criteria if one.criterion.category is category]
    found = Counter(one.state for one in inside)
    return CategoryCount(
        category, CATEGORIES[category], inside, {state: found[state] for state in STATES}, coverage_share(inside)
    )


@dataclass(frozen=True, slots=True)
class EvidenceCount:
    """What is known of how the controls of one criterion were shown to work."""

    controls: int
    with_evidence: int
    """Controls that say what shows them."""
    last_tested_on: date | None
    exceptions: int
    """Controls whose last test found one."""


def evidence_by_criterion(
    criteria: Sequence[CriterionCoverage], records: Sequence[ControlRecord]
) -> dict[str, EvidenceCount]:
    """Count the evidence of each criterion that has controls."""
    by_id = {record.control_id: record for record in records}
    return {one.criterion.id: _evidence([by_id[name] for name in one.controls]) for one in criteria if one.controls}


def _evidence(controls: Sequence[ControlRecord]) -> EvidenceCount:
    return EvidenceCount(
        controls=len(controls),
        with_evidence=sum(1 for one in controls if one.evidence),
        last_tested_on=max((one.last_tested_on for one in controls if one.last_tested_on), default=None),
        exceptions=sum(1 for one in controls if one.test_result is TestResult.EXCEPTION),
    )
