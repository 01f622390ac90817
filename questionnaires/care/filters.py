"""Narrowing a list to what is due for review."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from questionnaires.care.models import SOON, CaredRow, ReviewState

REVIEWS = {
    "due": "Due or overdue",
    ReviewState.OVERDUE.value: "Overdue",
    ReviewState.LATER.value: "Later",
    ReviewState.NOT_PLANNED.value: "Not planned",
}
"""Which reviews a list may be narrowed to, with the label of each."""


def review_condition(row: type[CaredRow], wanted: str, today: date) -> sa.ColumnElement[bool]:
    """Give the condition of one of REVIEWS; raises KeyError for another word."""
    conditions: dict[str, sa.ColumnElement[bool]] = {
        "due": row.next_review_on <= today + SOON,
        ReviewState.OVERDUE.value: row.next_review_on < today,
        ReviewState.LATER.value: row.next_review_on > today + SOON,
        ReviewState.NOT_PLANNED.value: row.next_review_on.is_(None),
    }
    return conditions[wanted]


def orders_of(row: type[CaredRow]) -> dict[str, Sequence[Any]]:
    """Give the ways to sort rows by the care for them."""
    return {
        "owner": (sa.nulls_last(sa.func.lower(row.owner).asc()),),
        "next_review_on": (sa.nulls_last(row.next_review_on.asc()),),
    }
