"""The list of facts, and what is not stated yet."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.imports.collection import rows_of
from foundation.web.pages import Page, paginate
from questionnaires.facts.keys import KNOWN_KEYS
from questionnaires.facts.models import StatedFact
from questionnaires.facts.service import FACTS


def listed_facts(session: Session) -> Sequence[StatedFact]:
    """Fetch all facts, the known keys first and in their order, then the organisation's own."""
    places = {key: place for place, key in enumerate(KNOWN_KEYS)}
    return sorted(rows_of(session, FACTS), key=lambda row: places.get(row.key, len(places)))


def page_of_facts(session: Session, *, page: int, size: int) -> Page[StatedFact]:
    """Fetch one page of the facts, in the organisation's own order."""
    wanted = sa.select(StatedFact).order_by(StatedFact.position, StatedFact.id)
    return paginate(session, wanted, number=page, size=size)


def unstated(rows: Sequence[StatedFact]) -> dict[str, str]:
    """Give the known keys with their labels that no row states."""
    stated = {row.key for row in rows}
    return {key: label for key, label in KNOWN_KEYS.items() if key not in stated}


def label_of(key: str) -> str:
    """Give the label of a key; one of the organisation's own is written in words."""
    return KNOWN_KEYS.get(key) or key.replace("_", " ").capitalize()
