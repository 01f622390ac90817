"""The list of questionnaires: narrowed, searched and sorted by the database."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from questionnaires.reviews.life import life
from questionnaires.reviews.models import BuyerQuestionnaire, Life

ORDERS: Mapping[str, Callable[[], tuple[sa.ColumnElement[Any], ...]]] = {
    "newest": lambda: (BuyerQuestionnaire.created_at.desc(),),
    "due": lambda: (BuyerQuestionnaire.due_on.asc().nulls_last(), BuyerQuestionnaire.created_at.desc()),
    "buyer": lambda: (sa.func.lower(BuyerQuestionnaire.buyer), BuyerQuestionnaire.created_at.desc()),
    "deal": lambda: (BuyerQuestionnaire.deal_value.desc().nulls_last(), BuyerQuestionnaire.created_at.desc()),
}


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which questionnaires are wanted, and in which order."""

    life: Life | None = None
    search: str = ""
    order: str = "newest"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "ListFilter":
        """Read a filter out of a page's address; what it cannot mean is left out."""
        wanted = given.get("life", "")
        order = given.get("order", "")
        return cls(
            life=Life(wanted) if wanted in list(Life) else None,
            search=" ".join(given.get("search", "").replace("\x00", "").split())[:200],
            order=order if order in ORDERS else "newest",
        )

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.life or self.search)

    def as_arguments(self) -> dict[str, str]:
        """Write it back as arguments of an address, what is usual left out."""
        given = {"life": self.life and self.life.value, "search": self.search, "order": self.order}
        return {name: value for name, value in given.items() if value and (name, value) != ("order", "newest")}


def listed(wanted: ListFilter) -> sa.Select[BuyerQuestionnaire]:
    """Select the questionnaires that a filter lets through, in its order."""
    rows = sa.select(BuyerQuestionnaire)
    if wanted.life is not None:
        rows = rows.where(life() == wanted.life.value)
    if wanted.search:
        named = (BuyerQuestionnaire.buyer, BuyerQuestionnaire.filename)
        rows = rows.where(sa.or_(*(column.icontains(wanted.search, autoescape=True) for column in named)))
    return rows.order_by(*ORDERS[wanted.order](), BuyerQuestionnaire.id)


def lives_of(session: Session, questionnaires: Sequence[BuyerQuestionnaire]) -> dict[uuid.UUID, Life]:
    """Say how far each of many questionnaires is."""
    ids = [one.id for one in questionnaires]
    rows = session.execute(sa.select(BuyerQuestionnaire.id, life()).where(BuyerQuestionnaire.id.in_(ids)))
    return {questionnaire_id: Life(step) for questionnaire_id, step in rows}


def count_by_life(session: Session) -> dict[Life, int]:
    """Count the organisation's questionnaires by how far they are."""
    steps = sa.select(life().label("step")).select_from(BuyerQuestionnaire).subquery()
    rows = session.execute(sa.select(steps.c.step, sa.func.count()).group_by(steps.c.step))
    return {Life(step): count for step, count in rows}
