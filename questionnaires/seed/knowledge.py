"""Putting the invented controls, approved answers and facts into an organisation."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.assets import asset
from foundation.audit.actor import SERVICE
from foundation.imports.collection import Collection
from foundation.imports.service import import_file
from questionnaires.controls.service import CONTROLS
from questionnaires.facts.service import FACTS
from questionnaires.library.service import ANSWERS


def seed_knowledge(session: Session) -> None:
    """Fill each collection of the session's organisation that is still empty; one in use is left as it is."""
    for collection in (CONTROLS, ANSWERS, FACTS):
        _fill(session, collection)


def _fill(session: Session, collection: Collection[Any, Any]) -> None:
    if session.scalar(sa.select(collection.row.id).limit(1)) is None:
        path = asset("seed_data", f"{collection.code}.csv")
        import_file(session, collection, path.read_bytes(), filename=path.name, actor=SERVICE)
