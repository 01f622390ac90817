"""The list of facts, and what is not stated yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import today
from foundation.web.pages import Page, paginate
from questionnaires.care.filters import orders_of, review_condition
from questionnaires.facts.keys import KNOWN_KEYS, REPORT_KEYS
from questionnaires.facts.models import StatedFact

_PLACES = sa.case({key: place for place, key in enumerate(KNOWN_KEYS)}, value=StatedFact.key, else_=len(KNOWN_KEYS))

ORDERS: Mapping[str, Sequence[Any]] = {
    "": (),
    "as_of": (sa.nulls_first(StatedFact.as_of.asc()),),
    **orders_of(StatedFact),
}
"""Ways to sort; the known keys in their order, then the organisation's own, come last in each."""


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted; an empty text asks for all."""

    search: str = ""
    """Words that must all stand in the key or the value."""
    owner: str = ""
    review: str = ""
    """One of the words of REVIEWS, such as `due`."""
    sort: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The same as arguments of the page's address."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrows(self) -> bool:
        """Tell whether some facts may be left out."""
        return any(name != "sort" for name in self.arguments)


def find_facts(session: Session, wanted: FactFilter, *, page: int, size: int = 50) -> Page[StatedFact]:
    """Fetch one page of the facts that a filter lets through."""
    return paginate(session, _selected(wanted), number=page, size=size)


def all_facts(session: Session, wanted: FactFilter) -> Sequence[StatedFact]:
    """Fetch every fact that a filter lets through, for a change of them all."""
    return session.scalars(_selected(wanted)).all()


def page_of_facts(session: Session, *, page: int, size: int) -> Page[StatedFact]:
    """Fetch one page of the facts, in the organisation's own order."""
    wanted = sa.select(StatedFact).order_by(StatedFact.position, StatedFact.id)
    return paginate(session, wanted, number=page, size=size)


def stated_keys(session: Session) -> set[str]:
    """Give the keys of all facts."""
    return set(session.scalars(sa.select(StatedFact.key)))


def unstated(stated: Collection[str]) -> dict[str, str]:
    """Give the known keys with their labels that are not among those stated."""
    return {key: label for key, label in KNOWN_KEYS.items() if key not in stated}


def label_of(key: str) -> str:
    """Give the label of a key; one of the organisation's own is written in words."""
    return (KNOWN_KEYS | REPORT_KEYS).get(key) or key.replace("_", " ").capitalize()


def titled(fact: StatedFact) -> str:
    """Name a fact for a person."""
    return label_of(fact.key)


def _names_key(word: str) -> sa.ColumnElement[bool]:
    """Look into the labels that people read as well as into the keys."""
    known = [key for key, label in (KNOWN_KEYS | REPORT_KEYS).items() if word.casefold() in label.casefold()]
    return sa.or_(StatedFact.key.in_(known), StatedFact.key.icontains(word, autoescape=True))


def _selected(wanted: FactFilter) -> sa.Select[StatedFact]:
    found = sa.select(StatedFact)
    for word in wanted.search.split():
        found = found.where(sa.or_(_names_key(word), StatedFact.value.icontains(word, autoescape=True)))
    if wanted.owner:
        found = found.where(StatedFact.owner == wanted.owner)
    if wanted.review:
        found = found.where(review_condition(StatedFact, wanted.review, today()))
    return found.order_by(*ORDERS[wanted.sort], _PLACES, StatedFact.position, StatedFact.id)
