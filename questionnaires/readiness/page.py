"""What the readiness page counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.criteria import Category
from questionnaires.controls.readiness import CoverageState, CriterionCoverage, Readiness, coverage_share
from questionnaires.controls.words import CATEGORIES

STATES = {
    CoverageState.COVERED: "Covered",
    CoverageState.PARTIAL: "Partly covered",
    CoverageState.GAP: "Gap",
    CoverageState.NOT_APPLICABLE: "Not applicable",
}


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


def _count(category: Category, held: Readiness) -> CategoryCount:
    inside = [one for one in held.criteria if one.criterion.category is category]
    found = Counter(one.state for one in inside)
    return CategoryCount(
        category, CATEGORIES[category], inside, {state: found[state] for state in STATES}, coverage_share(inside)
    )
