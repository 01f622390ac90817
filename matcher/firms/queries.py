"""Reading the directory: the list that admins search, and each firm's history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.web.pages import Page, paginate
from matcher.firms.models import Firm, FirmChange
from matcher.firms.words import LicenceStatus, PeerReviewRating, Tier, VettingStatus

UNKNOWN = "not_known"
"""Filters by it find the firms whose value nobody knows."""
SORTS: dict[str, tuple[str, Callable[[], sa.ColumnElement[Any]]]] = {
    "name": ("Name", lambda: sa.func.lower(Firm.name)),
    "firm_id": ("Id", lambda: Firm.firm_id.asc()),
    "licence_checked": ("Licence check, oldest first", lambda: Firm.licence_checked_on.asc().nulls_first()),
    "peer_review": ("Peer review, oldest first", lambda: Firm.peer_review_period_end.asc().nulls_first()),
    "fee": ("Type 2 fee, lowest first", lambda: Firm.type_2_fee_min_usd.asc().nulls_last()),
    "next_start": ("Next start, soonest first", lambda: Firm.next_start_on.asc().nulls_last()),
    "updated": ("Last changed first", lambda: Firm.updated_at.desc()),
}


@dataclass(frozen=True, slots=True)
class FirmSearch:
    """What an admin looks for; empty texts and None leave all firms in, UNKNOWN asks for unknown values."""

    text: str = ""
    tier: Tier | str | None = None
    vetting_status: VettingStatus | str | None = None
    licence_status: LicenceStatus | str | None = None
    peer_review_rating: PeerReviewRating | str | None = None
    is_sample: bool | None = None
    sort: str = "name"


def search_firms(session: Session, search: FirmSearch, *, page: int, size: int = 50) -> Page[Firm]:
    """Give one page of the firms that an admin looks for."""
    wanted = sa.select(Firm).where(*_matching_text(search.text))
    for name in ("tier", "vetting_status", "licence_status", "peer_review_rating"):
        wanted = wanted.where(*_equals(getattr(Firm, name), getattr(search, name)))
    if search.is_sample is not None:
        wanted = wanted.where(Firm.is_sample.is_(search.is_sample))
    order = SORTS.get(search.sort, SORTS["name"])[1]()
    return paginate(session, wanted.order_by(order, sa.func.lower(Firm.name), Firm.firm_id), number=page, size=size)


def _matching_text(text: str) -> list[sa.ColumnElement[bool]]:
    columns = (Firm.name, Firm.firm_id, Firm.legal_name, Firm.website, Firm.licence_number)
    return [sa.or_(*(column.icontains(part, autoescape=True) for column in columns)) for part in text.split()]


def _equals(column: Any, value: str | None) -> list[sa.ColumnElement[bool]]:
    if value is None:
        return []
    return [column.is_(None) if value == UNKNOWN else column == value]


def count_firms(session: Session) -> int:
    """Count the firms of the directory."""
    return session.scalar(sa.select(sa.func.count()).select_from(Firm)) or 0


def history(session: Session, firm: Firm, *, field: str | None = None, page: int, size: int = 20) -> Page[FirmChange]:
    """Give one page of a firm's history, latest first; `field` narrows it to one column of `firms.csv`."""
    wanted = sa.select(FirmChange).where(FirmChange.firm_id == firm.firm_id)
    if field:
        wanted = wanted.where(sa.or_(FirmChange.field == field, FirmChange.field.is_(None)))
    return paginate(
        session, wanted.order_by(FirmChange.at.desc(), FirmChange.field, FirmChange.id), number=page, size=size
    )


def latest_changes(session: Session, firm: Firm) -> dict[str | None, FirmChange]:
    """Give the last change of each field that ever changed; under None the line of the firm's entry."""
    wanted = sa.select(FirmChange).where(FirmChange.firm_id == firm.firm_id).order_by(FirmChange.at)
    return {change.field: change for change in session.scalars(wanted)}
