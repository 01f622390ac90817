"""What people set about a buyer's sheets, kept for that buyer's next file."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.clock import now
from questionnaires.reviews.models import BuyerQuestionnaire
from questionnaires.reviews.reading import Reading, ReadingOrder
from questionnaires.reviews.remembered import RememberedMapping


def buyer_key(buyer: str) -> str:
    """Fold a buyer's name for comparing.

    >>> buyer_key(" Marrowfield  FOODS ")
    'marrowfield foods'
    """
    return " ".join(buyer.casefold().split())


def remembered_for(session: Session, buyer: str) -> list[dict[str, Any]]:
    """Give what was set for a buyer's earlier files, the newest first, as `reading.ReadingOrder` takes it."""
    of_buyer = RememberedMapping.buyer_key == buyer_key(buyer)
    rows = session.scalars(
        sa.select(RememberedMapping).where(of_buyer).order_by(RememberedMapping.updated_at.desc()).limit(200)
    )
    return [
        {
            "sheet": row.sheet,
            "fingerprint": row.fingerprint,
            "columns": row.columns,
            "header_rows": row.header_rows,
            "encoding": row.encoding,
            "delimiter": row.delimiter,
        }
        for row in rows
    ]


def remember(session: Session, buyer: str, order: ReadingOrder, reading: Reading, actor: Actor) -> None:
    """Keep the columns of each sheet that a person set and that has a header to know it by.

    Where a person said how a CSV is written that is kept too, with the columns as they were then found.
    """
    for sheet in order.mapping or (reading.sheets if order.encoding or order.delimiter else []):
        fingerprint = reading.fingerprints.get(sheet["name"])
        if fingerprint is not None and sheet["columns"]:
            row = _row(session, buyer_key(buyer), sheet["name"], fingerprint)
            row.columns, row.header_rows = sheet["columns"], sheet["header_rows"]
            row.encoding, row.delimiter = order.encoding, order.delimiter
            row.updated_at, row.updated_by_id, row.updated_by = now(), actor.user_id, actor.name


def _row(session: Session, buyer: str, sheet: str, fingerprint: str) -> RememberedMapping:
    row = session.scalar(
        sa.select(RememberedMapping).where(
            RememberedMapping.buyer_key == buyer,
            RememberedMapping.fingerprint == fingerprint,
            RememberedMapping.sheet == sheet,
        )
    )
    if row is None:
        row = RememberedMapping(buyer_key=buyer, fingerprint=fingerprint, sheet=sheet)
        session.add(row)
    return row


def told(session: Session, questionnaire: BuyerQuestionnaire, reading: Reading) -> list[dict[str, Any]]:
    """Say of each sheet that was recognised when and by whom its columns were set."""
    rows = session.scalars(
        sa.select(RememberedMapping)
        .where(
            RememberedMapping.buyer_key == buyer_key(questionnaire.buyer),
            RememberedMapping.fingerprint.in_(reading.fingerprints.values()),
        )
        .order_by(RememberedMapping.updated_at)
    ).all()
    by_sheet = {(row.fingerprint, row.sheet): row for row in rows} | {(row.fingerprint, None): row for row in rows}
    found = []
    for name in reading.recognised:
        fingerprint = reading.fingerprints.get(name)
        row = by_sheet.get((fingerprint or "", name)) or by_sheet.get((fingerprint or "", None))
        if row is not None:
            found.append({"sheet": name, "set_at": row.updated_at.isoformat(), "set_by": row.updated_by})
    return found


def actor_of(payload: Mapping[str, Any]) -> Actor:
    """Give the person who asked for a job, as its payload names them."""
    user_id = payload.get("actor_id")
    return Actor(UUID(user_id) if user_id else None, payload.get("actor_name") or "auditmatch")
