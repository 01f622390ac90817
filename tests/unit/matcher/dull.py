"""One valid, dull firm and intake on one day: the firm breaks no rule and raises no flag."""

from datetime import date
from typing import Any

from foundation.criteria import Category
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
from matcher.intakes.wanted import Budget, Readiness, ReportType, Wanted

TODAY = date(2026, 11, 23)


def dull_firm(**changes: Any) -> FirmProfile:
    facts: dict[str, Any] = {
        "firm_id": "F-001",
        "name": "Dullbrook Attest",
        "legal_name": "Dullbrook Attest LLP",
        "tier": Tier.SPECIALIST,
        "hq_country": "US",
        "regions": ("US",),
        "languages": ("en",),
        "offshore_staff": False,
        "licence_status": LicenceStatus.ACTIVE,
        "licence_checked_on": date(2026, 11, 1),
        "licence_expires_on": date(2028, 1, 1),
        "peer_review_type": PeerReviewType.SYSTEM,
        "peer_review_rating": PeerReviewRating.PASS,
        "peer_review_period_end": date(2025, 12, 31),
        "peer_review_covers_soc": True,
        "report_types": tuple(OfferedType),
        "categories": tuple(Category),
        "frameworks": {"iso_27001": date(2028, 3, 1), "hipaa": None},
        "industries": {Industry.SAAS: 20, Industry.FINTECH: 5},
        "headcount_min": 10,
        "headcount_max": 500,
        "clouds": ("aws",),
        "platforms": ("vanta",),
        "type_1_fee_min_usd": 10_000,
        "type_1_fee_max_usd": 15_000,
        "type_2_fee_min_usd": 20_000,
        "type_2_fee_max_usd": 30_000,
        "fee_per_extra_category_pct": 15.0,
        "fees_as_of": date(2026, 11, 1),
        "next_start_on": date(2026, 12, 1),
        "capacity_as_of": date(2026, 11, 1),
        "open_slots": 3,
        "fieldwork_weeks": 3.0,
        "report_weeks": 4.0,
        "senior_contact": True,
        "exception_process": "Tells you the same day.",
        "soc2_reports_per_year": 60,
        "cpa_count": 10,
        "cisa_count": 4,
        "rating": 4.2,
        "rating_count": 10,
        "guarantees_clean_opinion": False,
        "vetting_status": VettingStatus.VERIFIED,
        "verified_on": date(2026, 11, 1),
    }
    return FirmProfile(**(facts | changes))


def dull_wanted(**changes: Any) -> Wanted:
    facts: dict[str, Any] = {
        "organisation": "Acme Payroll",
        "industry": Industry.SAAS,
        "headcount": 50,
        "hq_country": "US",
        "report_type": ReportType.TYPE_2,
        "categories": (Category.SECURITY,),
        "window_months": 6,
        "readiness": Readiness.READY,
        "budget_usd": Budget(max=60_000),
        "report_needed_by": date(2027, 12, 31),
        "languages": ("en",),
        "offshore_ok": False,
        "senior_contact_required": True,
        "minimum_tier": Tier.BOUTIQUE,
    }
    return Wanted(**(facts | changes))
