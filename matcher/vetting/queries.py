"""Reading the ledger: the checks of a firm, the queue of what is to be checked again, and where firms stand."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.firms.models import Firm, FirmChange
from matcher.firms.words import VettingStatus
from matcher.vetting.facts import Fact
from matcher.vetting.models import VettingCheck, VettingRound

SOON = timedelta(days=30)
"""How long before its last day a check counts as due."""
NOT_WATCHED = (VettingStatus.REMOVED,)
"""Nobody needs to check again what is no longer in the directory."""


class Due(StrEnum):
    """Which checks the queue shows."""

    SOON = "soon"
    """Past their last day, or within 30 days of it."""
    OVERDUE = "overdue"
    UNCONFIRMED = "unconfirmed"
    """Those that no second admin has confirmed."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which checks are looked for; None leaves all facts in."""

    due: Due = Due.SOON
    fact: Fact | None = None


def current_checks(session: Session, firm: Firm) -> Sequence[VettingCheck]:
    """Give the checks of a firm that count, in the order of facts."""
    wanted = sa.select(VettingCheck).where(VettingCheck.firm_id == firm.id, VettingCheck.ended_at.is_(None))
    return sorted(session.scalars(wanted), key=lambda check: (list(Fact).index(check.fact), check.subject))


def checks_of_firms(
    session: Session, firms: Iterable[Firm], facts: Sequence[Fact]
) -> dict[uuid.UUID, list[VettingCheck]]:
    """Give the checks that count of some facts of many firms, by the id of the firm's row."""
    found: dict[uuid.UUID, list[VettingCheck]] = {firm.id: [] for firm in firms}
    wanted = sa.select(VettingCheck).where(VettingCheck.ended_at.is_(None), VettingCheck.fact.in_(facts))
    for check in session.scalars(wanted):
        found.setdefault(check.firm_id, []).append(check)
    return found


def past_checks(session: Session, firm: Firm, *, page: int, size: int = 20) -> Page[VettingCheck]:
    """Give one page of the checks of a firm that were superseded or withdrawn, the latest first."""
    wanted = sa.select(VettingCheck).where(VettingCheck.firm_id == firm.id, VettingCheck.ended_at.is_not(None))
    return paginate(session, wanted.order_by(VettingCheck.ended_at.desc(), VettingCheck.id), number=page, size=size)


def fetch_check(session: Session, firm: Firm, key: uuid.UUID) -> VettingCheck:
    """Fetch one check of a firm; raises NotFound, also for another firm's."""
    wanted = sa.select(VettingCheck).where(VettingCheck.firm_id == firm.id, VettingCheck.id == key)
    if (check := session.scalar(wanted)) is None:
        raise NotFound("The ledger of this firm has no such check.")
    return check


def find_checks(session: Session, wanted: QueueFilter, today: date, *, page: int, size: int = 50) -> Page[VettingCheck]:
    """Give one page of the checks that count, those due first on top."""
    queue = sa.select(VettingCheck).join(VettingCheck.firm).options(contains_eager(VettingCheck.firm))
    queue = queue.where(*_watched(), *_due(wanted.due, today))
    if wanted.fact is not None:
        queue = queue.where(VettingCheck.fact == wanted.fact)
    order = (VettingCheck.due_on, sa.func.lower(Firm.name), VettingCheck.fact, VettingCheck.subject)
    return paginate(session, queue.order_by(*order), number=page, size=size)


def count_checks(session: Session, due: Due, today: date) -> int:
    """Count the checks that the queue would show."""
    counted = sa.select(sa.func.count(VettingCheck.id)).join(VettingCheck.firm).where(*_watched(), *_due(due, today))
    return session.scalar(counted) or 0


def status_counts(session: Session) -> Mapping[VettingStatus, int]:
    """Count the firms of each status; one that nobody recorded is a candidate's."""
    status = sa.func.coalesce(Firm.vetting_status, VettingStatus.CANDIDATE.value)
    counted = {
        VettingStatus(one): firms for one, firms in session.execute(sa.select(status, sa.func.count()).group_by(status))
    }
    return {one: counted.get(one, 0) for one in VettingStatus}


def status_history(session: Session, firm: Firm, *, page: int, size: int = 20) -> Page[FirmChange]:
    """Give one page of where a firm stood and why it moved, the latest first."""
    wanted = sa.select(FirmChange).where(FirmChange.firm_id == firm.firm_id, FirmChange.field == "vetting_status")
    return paginate(session, wanted.order_by(FirmChange.at.desc(), FirmChange.id), number=page, size=size)


def last_round(session: Session) -> VettingRound | None:
    """Give the latest look through the ledger."""
    return session.scalars(sa.select(VettingRound).order_by(VettingRound.day.desc()).limit(1)).first()


def _watched() -> list[sa.ColumnElement[bool]]:
    in_directory = sa.or_(Firm.vetting_status.is_(None), Firm.vetting_status.not_in(NOT_WATCHED))
    return [VettingCheck.ended_at.is_(None), in_directory]


def _due(due: Due, today: date) -> list[sa.ColumnElement[bool]]:
    narrowed: dict[Due, sa.ColumnElement[bool]] = {
        Due.SOON: VettingCheck.due_on <= today + SOON,
        Due.OVERDUE: VettingCheck.due_on < today,
        Due.UNCONFIRMED: VettingCheck.confirmed_at.is_(None),
    }
    return [narrowed[due]] if due in narrowed else []
