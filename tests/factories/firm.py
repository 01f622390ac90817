"""A valid, dull firm: licensed, reviewed, verified."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation
from foundation.audit.actor import Actor
from foundation.criteria import Category
from matcher.firms.ledger import enter
from matcher.firms.models import Firm
from matcher.firms.profile import FirmProfile
from matcher.firms.words import (
    Industry,
    LicenceStatus,
    OfferedType,
    PeerReviewRating,
    PeerReviewType,
    Tier,
    VettingStatus,
)

DULL: dict[str, Any] = {
    "firm_id": "F-901",
    "name": "Plainfield Assurance",
    "legal_name": "Plainfield Assurance LLP",
    "website": "plainfield.example",
    "tier": Tier.SPECIALIST,
    "hq_country": "US",
    "hq_state": "OH",
    "regions": ("US", "EU"),
    "languages": ("en",),
    "licence_state": "OH",
    "licence_number": "OH-1234",
    "licence_status": LicenceStatus.ACTIVE,
    "licence_checked_on": date(2026, 10, 1),
    "licence_expires_on": date(2027, 12, 31),
    "licence_source": "https://board.example/oh-1234",
    "peer_review_type": PeerReviewType.SYSTEM,
    "peer_review_rating": PeerReviewRating.PASS,
    "peer_review_period_end": date(2025, 6, 30),
    "peer_review_covers_soc": True,
    "report_types": (OfferedType.TYPE_1, OfferedType.TYPE_2),
    "categories": (Category.SECURITY, Category.AVAILABILITY),
    "frameworks": {"iso_27001": date(2027, 3, 1), "hipaa": None},
    "industries": {Industry.SAAS: 40, Industry.FINTECH: None},
    "type_2_fee_min_usd": 20000,
    "type_2_fee_max_usd": 30000,
    "fee_per_extra_category_pct": 12.5,
    "fees_as_of": date(2026, 9, 1),
    "fieldwork_weeks": 2.5,
    "guarantees_clean_opinion": False,
    "vetting_status": VettingStatus.VERIFIED,
    "verified_on": date(2026, 10, 2),
    "conflict_clients": ("Quiet Rival Inc",),
    "contact_name": "Contact Person",
    "contact_email": "contact@plainfield.example",
    "notes": "Known from a trade fair",
}


def make_profile(**fields: Any) -> FirmProfile:
    """Build a firm's profile without a database."""
    return FirmProfile(**DULL | fields)


def add_firm(session: Session, *, is_sample: bool = False, **fields: Any) -> Firm:
    """Add a firm, its history begun."""
    actor = Actor(None, "Test")
    firm = enter(session, make_profile(**fields), actor, source="A test", is_sample=is_sample)
    session.flush()
    return firm


def add_claimed_firm(session: Session, organisation: str = "Invented Assurance", **fields: Any) -> Firm:
    """Add a firm that an organisation of the standing people keeps."""
    firm = add_firm(session, **fields)
    firm.organisation_id = session.scalars(sa.select(Organisation.id).where(Organisation.name == organisation)).one()
    session.flush()
    return firm
