"""The control set: what other parts ask it for, and what people do to it."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.imports import collection as collections
from foundation.imports import deeds
from foundation.imports.collection import Collection
from foundation.imports.plan import FieldChange
from questionnaires.controls.models import Control
from questionnaires.controls.records import ControlRecord
from questionnaires.controls.table import COLUMNS, read_controls, write_controls

CONTROLS: Collection[Control, ControlRecord] = Collection(
    name="control",
    plural="controls",
    code="controls",
    key="control_id",
    caption="title",
    columns=COLUMNS,
    row=Control,
    record=ControlRecord,
    read=read_controls,
    write=write_controls,
    care=("next_review_on",),
)


def titled(control: Control) -> str:
    """Name a control for a person."""
    return f"{control.control_id} {control.title}"


def control_records(session: Session, ids: Iterable[str] | None = None) -> tuple[ControlRecord, ...]:
    """Give the organisation's control set as values, or some controls of it, in its own order."""
    return collections.records_of(session, CONTROLS, ids)


def fetch_control(session: Session, row_id: uuid.UUID) -> Control:
    """Fetch one control; raises NotFound, also for another organisation's."""
    return collections.fetch(session, CONTROLS, row_id)


def rows_by_id(session: Session, ids: Iterable[str] | None = None) -> dict[str, uuid.UUID]:
    """Give control_id -> id of its row, for links: of all controls, or of as many as a page shows."""
    wanted = sa.select(Control.control_id, Control.id)
    if ids is not None:
        wanted = wanted.where(Control.control_id.in_(sorted(set(ids))))
    rows = session.execute(wanted)
    return {row.control_id: row.id for row in rows}


def add_control(
    session: Session, record: ControlRecord, actor: Actor, care: Mapping[str, Any] = deeds.NO_CARE
) -> Control:
    """Add a control; raises Conflict when its control_id is taken."""
    return deeds.add(session, CONTROLS, record, actor, care)


def change_control(
    session: Session,
    control: Control,
    record: ControlRecord,
    *,
    version: int,
    actor: Actor,
    care: Mapping[str, Any] = deeds.NO_CARE,
) -> tuple[FieldChange, ...]:
    """Change a control; raises Conflict when somebody changed it since `version`."""
    return deeds.change(session, CONTROLS, control, record, version=version, actor=actor, care=care)


def remove_control(session: Session, control: Control, actor: Actor) -> None:
    """Remove a control; approved answers that name it stay, and their pages say that it is gone."""
    deeds.remove(session, CONTROLS, control, actor)
