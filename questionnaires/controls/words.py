"""How the enums of the control set read on pages: as choices of a form, and as choices of a filter."""

from collections.abc import Iterable, Mapping
from typing import Any

from foundation.criteria import Category, all_criteria
from questionnaires.controls.records import ControlStatus, Sensitivity, TestResult

STATUSES = {
    ControlStatus.IMPLEMENTED: "Implemented",
    ControlStatus.PARTIAL: "Partly implemented",
    ControlStatus.PLANNED: "Planned",
    ControlStatus.NOT_IMPLEMENTED: "Not implemented",
    ControlStatus.NOT_APPLICABLE: "Not applicable",
}
TEST_RESULTS = {
    TestResult.PASSED: "Passed",
    TestResult.EXCEPTION: "Exception found",
    TestResult.NOT_TESTED: "Not tested",
}
SENSITIVITIES = {
    Sensitivity.PUBLIC: "Anyone may read it",
    Sensitivity.NDA: "Buyers under NDA only",
    Sensitivity.INTERNAL: "Internal: never quoted to a buyer",
}
CATEGORIES = {
    Category.SECURITY: "Security",
    Category.AVAILABILITY: "Availability",
    Category.PROCESSING_INTEGRITY: "Processing integrity",
    Category.CONFIDENTIALITY: "Confidentiality",
    Category.PRIVACY: "Privacy",
}


def choices_of(labels: Mapping[Any, str], nothing: str | None = None) -> list[tuple[str, str]]:
    """Give the choices of a select, behind one that stands for none when `nothing` says how it reads."""
    first = [("", nothing)] if nothing is not None else []
    return first + [(str(value), label) for value, label in labels.items()]


def criterion_choices() -> dict[str, list[tuple[str, str]]]:
    """Give the criteria grouped by category, each group behind a choice that stands for the whole category."""
    groups = {"All": [("", "Any criterion")]}
    for category, label in CATEGORIES.items():
        inside = [(one.id, f"{one.id} {one.title}") for one in all_criteria() if one.category is category]
        groups[label] = [(category.value, f"All of {label}"), *inside]
    return groups


def titles_of(references: Iterable[str]) -> list[tuple[str, str]]:
    """Give each reference with the title of its criterion."""
    titles = {one.id: one.title for one in all_criteria()}
    return [(reference, titles.get(reference, "")) for reference in references]
