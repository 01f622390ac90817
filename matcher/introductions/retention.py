"""Briefs that are kept for some days only after an introduction ended."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from foundation.config import Settings
from foundation.privacy.retention import Retained
from matcher.introductions.models import Introduction

AT_ONCE = 50
ERASED = {"Erased": "This text was kept for as long as briefs are kept"}


def kept_briefs(settings: Settings) -> tuple[Retained, ...]:
    """List briefs with the days that the settings name."""
    days = settings.retention_brief_days
    return (Retained("briefs", "Briefs and what was disclosed", "an introduction ended", days, erase_briefs),)


def erase_briefs(session: Session, before: datetime) -> int:
    """Erase the texts of some introductions that ended long ago; that and when something was disclosed stays."""
    old = sa.select(Introduction).options(selectinload(Introduction.disclosures), selectinload(Introduction.steps))
    unread = sa.or_(Introduction.note.is_not(None), sa.cast(Introduction.brief, sa.String) != "[]")
    rows = session.scalars(old.where(Introduction.closed_at < before, unread).limit(AT_ONCE)).all()
    for one in rows:
        one.brief, one.note = [], None
        for disclosure in one.disclosures:
            disclosure.content = ERASED
        for step in one.steps:
            step.note = None
    session.flush()
    return len(rows)
