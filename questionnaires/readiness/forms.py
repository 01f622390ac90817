"""Which categories are looked at, and which criteria of them?"""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from foundation.criteria import Category
from foundation.imports.fields import VersionField
from questionnaires.controls.readiness import CoverageState, CriterionCoverage


def categories_from(arguments: MultiDict[str, str], settled: tuple[Category, ...]) -> tuple[Category, ...]:
    """Read the ticked categories from a page's address; where nobody chose (`chosen` is missing), the settled ones.

    Security is always among them, as the controls of every report are judged by it; unknown words are passed over.
    """
    if "chosen" not in arguments:
        return settled
    return ticked(arguments)


def ticked(given: MultiDict[str, str]) -> tuple[Category, ...]:
    """Read ticked categories, Security always."""
    names = {*given.getlist("categories"), Category.SECURITY.value}
    return tuple(category for category in Category if category.value in names)


class ScopeForm(FlaskForm):
    """The version that the person saw; the boxes stand in the page."""

    version = VersionField()


@dataclass(frozen=True, slots=True)
class CriteriaFilter:
    """Which criteria the table shows; None: all."""

    state: CoverageState | None = None
    category: Category | None = None

    @classmethod
    def of(cls, given: MultiDict[str, str]) -> "CriteriaFilter":
        """Read a filter out of a page's address; what it cannot mean is left out."""
        state, category = given.get("state", ""), given.get("category", "")
        return cls(
            CoverageState(state) if state in list(CoverageState) else None,
            Category(category) if category in list(Category) else None,
        )

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return self.state is not None or self.category is not None

    def lets_through(self, held: CriterionCoverage) -> bool:
        """Tell whether a criterion is wanted."""
        return self.state in (None, held.state) and self.category in (None, held.criterion.category)
