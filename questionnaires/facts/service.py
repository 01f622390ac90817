"""The facts about an organisation: what other parts ask for, and what people do to them."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.imports import collection as collections
from foundation.imports import deeds
from foundation.imports.collection import Collection
from foundation.imports.plan import FieldChange
from questionnaires.facts.models import StatedFact
from questionnaires.facts.records import Fact
from questionnaires.facts.table import COLUMNS, read_facts, write_facts

FACTS: Collection[StatedFact, Fact] = Collection(
    name="fact",
    plural="facts",
    code="facts",
    key="key",
    caption="value",
    columns=COLUMNS,
    row=StatedFact,
    record=Fact,
    read=read_facts,
    write=write_facts,
    care=("owner", "next_review_on"),
)


def facts(session: Session, keys: Iterable[str] | None = None) -> tuple[Fact, ...]:
    """Give the organisation's facts as values, or some of them, in its own order."""
    return collections.records_of(session, FACTS, keys)


def fetch_fact(session: Session, row_id: uuid.UUID) -> StatedFact:
    """Fetch one fact; raises NotFound, also for another organisation's."""
    return collections.fetch(session, FACTS, row_id)


def add_fact(session: Session, record: Fact, actor: Actor, care: Mapping[str, Any] = deeds.NO_CARE) -> StatedFact:
    """State a fact; raises Conflict when its key is stated already."""
    return deeds.add(session, FACTS, record, actor, care)


def change_fact(
    session: Session,
    fact: StatedFact,
    record: Fact,
    *,
    version: int,
    actor: Actor,
    care: Mapping[str, Any] = deeds.NO_CARE,
) -> tuple[FieldChange, ...]:
    """Change a fact; raises Conflict when somebody changed it since `version`."""
    return deeds.change(session, FACTS, fact, record, version=version, actor=actor, care=care)


def remove_fact(session: Session, fact: StatedFact, actor: Actor) -> None:
    """Remove a fact: it is unknown from then on."""
    deeds.remove(session, FACTS, fact, actor)
