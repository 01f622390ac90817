"""Finding the steps that were taken on."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.criteria import criterion_ids
from foundation.web.pages import Page, paginate
from questionnaires.remediation.models import RemediationTask, TaskState

NOBODY = "nobody"
"""Stands for steps that nobody owns."""

ORDERS: Mapping[str, Callable[[], tuple[sa.ColumnElement[Any], ...]]] = {
    "due": lambda: (RemediationTask.due_on.asc().nulls_last(),),
    "owner": lambda: (
        sa.func.lower(RemediationTask.owner_name).asc().nulls_last(),
        RemediationTask.due_on.asc().nulls_last(),
    ),
    "criterion": lambda: (RemediationTask.criterion.asc(),),
}


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which steps are wanted, and in which order."""

    show: str = "to_do"
    """`to_do`, `overdue`, a value of TaskState, or `all`."""
    owner: str = ""
    """A user's id, or `nobody`; empty: anyone's."""
    criterion: str = ""
    order: str = "due"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "TaskFilter":
        """Read a filter out of a page's address; what it cannot mean is left out."""
        show, order, criterion = given.get("show", ""), given.get("order", ""), given.get("criterion", "")
        return cls(
            show=show if show in ("overdue", "all", *TaskState) else "to_do",
            owner=_owner(given.get("owner", "")),
            criterion=criterion if criterion in criterion_ids() else "",
            order=order if order in ORDERS else "due",
        )

    @property
    def narrows(self) -> bool:
        """Whether it leaves out more than what is done."""
        return (self.show, self.owner, self.criterion) != ("to_do", "", "")

    def as_arguments(self) -> dict[str, str]:
        """Write it back as arguments of an address, what is usual left out."""
        given = {"show": self.show, "owner": self.owner, "criterion": self.criterion, "order": self.order}
        return {name: value for name, value in given.items() if value and value != getattr(TaskFilter(), name)}


def find_tasks(session: Session, wanted: TaskFilter, today: date, *, page: int) -> Page[RemediationTask]:
    """Fetch one page of the steps that a filter lets through; what is done comes last."""
    rows = sa.select(RemediationTask).where(*_conditions(wanted, today))
    done_last = (RemediationTask.state == TaskState.DONE).asc()
    return paginate(
        session,
        rows.order_by(done_last, *ORDERS[wanted.order](), RemediationTask.created_at, RemediationTask.id),
        number=page,
    )


def tasks_by_criterion(session: Session, criteria: Iterable[str]) -> dict[str, list[RemediationTask]]:
    """Give the steps taken on for each of some criteria, what is to do first, by day."""
    found: dict[str, list[RemediationTask]] = {one: [] for one in criteria}
    rows = sa.select(RemediationTask).where(RemediationTask.criterion.in_(found))
    ordered = rows.order_by(
        (RemediationTask.state == TaskState.DONE).asc(),
        *ORDERS["due"](),
        RemediationTask.created_at,
        RemediationTask.id,
    )
    for task in session.scalars(ordered):
        found[task.criterion].append(task)
    return found


def count_tasks(session: Session, today: date) -> dict[str, int]:
    """Count what is to do, what of it is overdue, and what is done."""
    late = sa.and_(RemediationTask.state != TaskState.DONE, RemediationTask.due_on < today)
    kinds = {
        "to_do": RemediationTask.state != TaskState.DONE,
        "overdue": late,
        "done": RemediationTask.state == TaskState.DONE,
    }
    counted = sa.select(*(sa.func.count(sa.case((kind, 1))).label(name) for name, kind in kinds.items()))
    row = session.execute(counted.select_from(RemediationTask)).one()
    return {name: getattr(row, name) for name in kinds}


def owners_of(session: Session) -> Sequence[tuple[str, str]]:
    """List who owns steps as (id, name), by name."""
    rows = session.execute(
        sa.select(RemediationTask.owner_id, sa.func.max(RemediationTask.owner_name).label("name"))
        .where(RemediationTask.owner_id.is_not(None))
        .group_by(RemediationTask.owner_id)
    )
    return sorted(((str(row.owner_id), row.name) for row in rows), key=lambda one: (one[1].casefold(), one[0]))


def _conditions(wanted: TaskFilter, today: date) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.show in ("to_do", "overdue"):
        conditions.append(RemediationTask.state != TaskState.DONE)
    elif wanted.show != "all":
        conditions.append(RemediationTask.state == wanted.show)
    if wanted.show == "overdue":
        conditions.append(RemediationTask.due_on < today)
    if wanted.owner:
        nobody = wanted.owner == NOBODY
        conditions.append(
            RemediationTask.owner_id.is_(None) if nobody else RemediationTask.owner_id == uuid.UUID(wanted.owner)
        )
    if wanted.criterion:
        conditions.append(RemediationTask.criterion == wanted.criterion)
    return conditions


def _owner(given: str) -> str:
    try:
        return given if given == NOBODY else str(uuid.UUID(given))
    except ValueError:
        return ""
