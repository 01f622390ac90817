"""Bringing the invented sample firms into the directory."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from matcher.firms.ledger import enter, flush
from matcher.firms.models import Firm
from matcher.firms.samples import sample_firms

SOURCE = "Invented for the demo; no real firm"


def seed_firms(session: Session, *, today: date) -> int:
    """Add the sample firms that the directory does not have, their dates moved to today; count them.

    May run again: a firm that stands is left as it is, also when somebody has changed it.
    """
    standing = set(session.scalars(sa.select(Firm.firm_id)))
    missing = [firm for firm in sample_firms(today) if firm.firm_id not in standing]
    for firm in missing:
        enter(session, firm, SERVICE, source=SOURCE, is_sample=True)
    flush(session)
    return len(missing)
