"""A valid, dull check."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.storage import FolderStorage
from matcher.firms.models import Firm
from matcher.vetting.facts import Fact
from matcher.vetting.models import VettingCheck
from matcher.vetting.service import CheckRequest, record_check

LICENCE_CELLS = {
    "licence_state": "OH",
    "licence_number": "OH-1234",
    "licence_status": "active",
    "licence_checked_on": "2026-11-20",
    "licence_expires_on": "2027-12-31",
    "licence_source": "https://board.example/oh-1234",
}
PEER_CELLS = {
    "peer_review_type": "system",
    "peer_review_rating": "pass",
    "peer_review_period_end": "2025-06-30",
    "peer_review_covers_soc": "yes",
    "peer_review_source": "https://reviews.example/plainfield",
}
DULL: dict[Fact, dict[str, Any]] = {
    Fact.FIRM_LICENCE: {
        "subject": "OH", "finding": "Active, number OH-1234", "cells": LICENCE_CELLS, "valid_until": date(2027, 12, 31),
    },
    Fact.PEER_REVIEW: {"finding": "System review: pass", "cells": PEER_CELLS, "valid_until": date(2028, 12, 30)},
    Fact.CLEAN_OPINION: {"finding": "No", "cells": {"guarantees_clean_opinion": "no"}},
    Fact.INSURANCE: {"finding": "Insured for $1,000,000", "valid_until": date(2027, 6, 30)},
}  # fmt: skip
CHECKER = Actor(None, "Test")


def make_check(fact: Fact, **fields: Any) -> CheckRequest:
    """Build what an admin found."""
    plain = {"cells": {}, "details": {}, "source": "A test", "checked_on": date(2026, 11, 20), "finding": "Found"}
    return CheckRequest(fact=fact, **(plain | DULL.get(fact, {}) | fields))


def add_check(
    session: Session, firm: Firm, fact: Fact, storage: FolderStorage, actor: Actor = CHECKER, **fields: Any
) -> VettingCheck:
    """Record a check through the service."""
    return record_check(session, firm, make_check(fact, **fields), storage, actor)
