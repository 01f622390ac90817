"""Reading what firms told of themselves."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.firms.compare import DAYS_TOLD, FieldChange
from matcher.firms.models import Firm, FirmTold
from matcher.firms.rows import profile_of
from matcher.firms.told.standing import standing_of

_WHOLE = (joinedload(FirmTold.firm), selectinload(FirmTold.changes))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a firm with its changes, and which of them stand until today."""

    told: FirmTold
    changes: tuple[tuple[FieldChange, bool], ...]

    @property
    def stands(self) -> bool:
        """Tell whether there is anything left to take back."""
        return any(stands for _change, stands in self.changes)

    @property
    def only_confirms(self) -> bool:
        """Tell whether nothing but the day changed on which something was told."""
        return {change.field for change, _stands in self.changes} <= set(DAYS_TOLD)


def words_of_firms(
    session: Session, *, unseen_only: bool = False, firm_id: str | None = None, page: int
) -> tuple[Page[FirmTold], list[Word]]:
    """Give one page of what firms (or one of them) told, newest first, and each with its changes."""
    wanted = sa.select(FirmTold).options(*_WHOLE).order_by(FirmTold.at.desc(), FirmTold.id)
    if unseen_only:
        wanted = wanted.where(FirmTold.seen_at.is_(None))
    if firm_id is not None:
        wanted = wanted.where(FirmTold.firm_id == firm_id)
    found = paginate(session, wanted, number=page, size=20)
    return found, [word_of(told) for told in found.rows]


def word_of(told: FirmTold) -> Word:
    """Hold a word against the firm as it stands."""
    lines = tuple(FieldChange(line.field, line.old, line.new) for line in told.changes if line.field)
    return Word(told, standing_of(lines, profile_of(told.firm)))


def fetch_told(session: Session, told_id: uuid.UUID) -> FirmTold:
    """Give one word of a firm; raises NotFound."""
    found = session.scalar(sa.select(FirmTold).options(*_WHOLE).where(FirmTold.id == told_id))
    if found is None:
        raise NotFound("No firm told this.")
    return found


def count_unseen(session: Session) -> int:
    """Count what firms told and no admin has looked at."""
    wanted = sa.select(sa.func.count()).select_from(FirmTold).join(Firm, Firm.firm_id == FirmTold.firm_id)
    return session.scalar(wanted.where(FirmTold.seen_at.is_(None))) or 0
