"""Finding controls in a long list."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import today
from foundation.criteria import Category, all_criteria
from foundation.web.pages import Page, paginate
from questionnaires.care.filters import orders_of, review_condition
from questionnaires.controls.models import Control

NO_RESULT = "unknown"
"""Stands for controls whose last test is not known."""

ORDERS: Mapping[str, Sequence[Any]] = {
    "": (),
    "control_id": (Control.control_id.asc(),),
    "title": (sa.func.lower(Control.title).asc(),),
    "status": (Control.status.asc(),),
    "last_tested_on": (sa.nulls_first(Control.last_tested_on.asc()),),
    "changed_at": (Control.changed_at.desc(),),
    **orders_of(Control),
}
"""Ways to sort; the organisation's own order comes last in each."""


@dataclass(frozen=True, slots=True)
class ControlFilter:
    """Which controls are wanted; an empty text asks for all."""

    search: str = ""
    """Words that must all stand in the id, title, statement, policy or evidence."""
    status: str = ""
    criterion: str = ""
    """A criterion such as `CC6.1`, or a category such as `availability`."""
    test_result: str = ""
    owner: str = ""
    sensitivity: str = ""
    review: str = ""
    """One of the words of REVIEWS, such as `due`."""
    sort: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The same as arguments of the page's address."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrows(self) -> bool:
        """Tell whether some controls may be left out."""
        return any(name != "sort" for name in self.arguments)


def find_controls(session: Session, wanted: ControlFilter, *, page: int, size: int = 50) -> Page[Control]:
    """Fetch one page of the controls that a filter lets through."""
    return paginate(session, _selected(wanted), number=page, size=size)


def all_controls(session: Session, wanted: ControlFilter) -> Sequence[Control]:
    """Fetch every control that a filter lets through, for a change of them all."""
    return session.scalars(_selected(wanted)).all()


def _selected(wanted: ControlFilter) -> sa.Select[Control]:
    found = sa.select(Control).where(*_conditions(wanted))
    return found.order_by(*ORDERS[wanted.sort], Control.position, Control.id)


def _conditions(wanted: ControlFilter) -> list[sa.ColumnElement[bool]]:
    conditions = [_holds_word(word) for word in wanted.search.split()]
    if wanted.criterion:
        conditions.append(_names_criterion(wanted.criterion))
    if wanted.test_result == NO_RESULT:
        conditions.append(Control.test_result.is_(None))
    elif wanted.test_result:
        conditions.append(Control.test_result == wanted.test_result)
    for column, value in ((Control.status, wanted.status), (Control.sensitivity, wanted.sensitivity)):
        if value:
            conditions.append(column == value)
    if wanted.owner:
        conditions.append(Control.owner == wanted.owner)
    if wanted.review:
        conditions.append(review_condition(Control, wanted.review, today()))
    return conditions


def _holds_word(word: str) -> sa.ColumnElement[bool]:
    searched = (Control.control_id, Control.title, Control.statement, Control.policy, Control.evidence)
    return sa.or_(*(column.icontains(word, autoescape=True) for column in searched))


def _names_criterion(criterion: str) -> sa.ColumnElement[bool]:
    """Look into the JSON list as text, which every engine can: a reference stands in it between quotes."""
    wanted = [criterion]
    if criterion in set(Category):
        wanted = [one.id for one in all_criteria() if one.category == criterion]
    listed = sa.cast(Control.criteria, sa.Text)
    return sa.or_(*(listed.contains(f'"{reference}"') for reference in wanted))
