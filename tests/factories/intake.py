"""Intakes, and firms that are eligible for them."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from foundation.criteria import Category
from matcher.firms.ledger import enter, flush
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
from matcher.intakes.models import Intake
from matcher.intakes.steps import Step

TODAY = date(2026, 11, 23)
ANSWERS: dict[str, Any] = {
    "organisation": "Acme Payroll",
    "industry": "fintech",
    "headcount": 50,
    "report_type": "type_2",
    "categories": ["security"],
    "readiness": "ready",
    "budget_usd": {"min": None, "max": 30000},
    "report_needed_by": "2027-12-31",
}
DULL_FIRM = FirmProfile(
    firm_id="F-001",
    name="Dull Assurance",
    tier=Tier.SPECIALIST,
    hq_country="US",
    regions=("US",),
    languages=("en",),
    offshore_staff=False,
    licence_state="OH",
    licence_number="0001",
    licence_status=LicenceStatus.ACTIVE,
    licence_checked_on=date(2026, 11, 1),
    licence_expires_on=date(2028, 1, 1),
    peer_review_type=PeerReviewType.SYSTEM,
    peer_review_rating=PeerReviewRating.PASS,
    peer_review_period_end=date(2025, 12, 31),
    peer_review_covers_soc=True,
    report_types=(OfferedType.TYPE_1, OfferedType.TYPE_2),
    categories=(Category.SECURITY, Category.AVAILABILITY),
    industries={Industry.FINTECH: 10},
    type_1_fee_min_usd=9_000,
    type_1_fee_max_usd=12_000,
    type_2_fee_min_usd=20_000,
    type_2_fee_max_usd=25_000,
    fees_as_of=date(2026, 11, 1),
    next_start_on=date(2026, 12, 1),
    capacity_as_of=date(2026, 11, 1),
    open_slots=3,
    fieldwork_weeks=3,
    report_weeks=4,
    guarantees_clean_opinion=False,
    vetting_status=VettingStatus.VERIFIED,
    verified_on=date(2026, 11, 1),
    conflict_clients=("Secret Client",),
    contact_email="partner@dull.example",
)


def add_firms(session: Session, *firms: FirmProfile) -> None:
    """Enter firms into the directory."""
    for firm in firms:
        enter(session, firm, SERVICE, source="test")
    flush(session)


def four_firms() -> tuple[FirmProfile, ...]:
    """Give three eligible firms, the best first, and one whose fee begins at 40,000, above the budget."""
    return (
        replace(DULL_FIRM, firm_id="F-001", name="Deepest Assurance", industries={Industry.FINTECH: 50}),
        replace(DULL_FIRM, firm_id="F-002", name="Middling Assurance", industries={Industry.FINTECH: 10}),
        replace(DULL_FIRM, firm_id="F-003", name="Shallow Assurance", industries={Industry.FINTECH: 1}),
        replace(
            DULL_FIRM, firm_id="F-004", name="Costly Assurance", type_2_fee_min_usd=40_000, type_2_fee_max_usd=50_000
        ),
    )


def add_intake(session: Session, **answers: Any) -> Intake:
    """Add an intake with every step answered to the session's organisation."""
    intake = Intake(answers={**ANSWERS, **answers}, steps_done=[step.value for step in Step], advice={})
    session.add(intake)
    session.flush()
    return intake
