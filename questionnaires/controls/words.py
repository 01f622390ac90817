"""How the enums and criteria of the control set read on pages."""

from collections.abc import Iterable

from wtforms.fields import SelectChoice

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


def criterion_choices() -> list[SelectChoice]:
    """Give the criteria grouped by category, each group behind a choice that stands for the whole category."""
    choices = [SelectChoice("", "Any criterion")]
    for category, label in CATEGORIES.items():
        choices.append(SelectChoice(category.value, f"All of {label}", optgroup=label))
        inside = (one for one in all_criteria() if one.category is category)
        choices += (SelectChoice(one.id, f"{one.id} {one.title}", optgroup=label) for one in inside)
    return choices


def titles_of(references: Iterable[str]) -> list[tuple[str, str]]:
    """Give each reference with the title of its criterion."""
    titles = {one.id: one.title for one in all_criteria()}
    return [(reference, titles.get(reference, "")) for reference in references]
