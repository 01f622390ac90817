"""Invented firms and intakes of one world, in the product's own values, with what the directory cannot know."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

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
CLOUDS = ("aws", "azure", "gcp")
PLATFORMS = ("vanta", "drata", "secureframe", "sprinto")
FRAMEWORKS = ("iso_27001", "hipaa", "pci_dss", "hitrust", "fedramp")
RATINGS = (PeerReviewRating.PASS, PeerReviewRating.PASS_WITH_DEFICIENCIES, PeerReviewRating.NOT_YET_DUE)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What shapes a firm's worth and stands in no directory."""

    quality: float
    """Of its work, standard normal; ratings show it through noise."""
    quickness: float
    """Of its answers, standard normal."""
    overrun: float
    """What the last invoice is, as a share of the quote."""


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as the directory has it, and what is behind."""

    profile: FirmProfile
    unseen: Unseen


def draw_firm(number: int, rng: np.random.Generator) -> Firm:
    """Draw a firm that the gate passes for most intakes; some facts are unknown, as in any directory."""
    unseen = Unseen(rng.normal(), rng.normal(), float(rng.lognormal(0.05, 0.12)))
    tier = list(Tier)[rng.choice(4, p=[0.4, 0.35, 0.17, 0.08])]
    facts = _standing(rng) | _offer(tier, rng) | _record(tier, unseen, rng)
    hidden = {name: None for name in facts if name in MAY_BE_UNKNOWN and rng.random() < 0.12}
    profile = FirmProfile(firm_id=f"B-{number:03}", name=f"Bench {number:03}", tier=tier, **(facts | hidden))
    return Firm(profile, unseen)


MAY_BE_UNKNOWN = (
    "open_slots", "senior_contact", "soc2_reports_per_year", "cpa_count", "rating", "exception_process",
)  # fmt: skip


def _standing(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "hq_country": "US", "regions": ("WORLD",), "languages": ("en",), "offshore_staff": False,
        "licence_status": LicenceStatus.ACTIVE,
        "licence_checked_on": TODAY - timedelta(int(rng.integers(0, 85))),
        "licence_expires_on": TODAY + timedelta(700),
        "peer_review_type": PeerReviewType.SYSTEM,
        "peer_review_rating": RATINGS[rng.choice(3, p=[0.75, 0.1, 0.15])],
        "peer_review_period_end": TODAY - timedelta(int(rng.integers(60, 1150))),
        "peer_review_covers_soc": [True, False, None][rng.choice(3, p=[0.6, 0.2, 0.2])],
        "guarantees_clean_opinion": False, "vetting_status": VettingStatus.VERIFIED, "verified_on": TODAY,
        "fees_as_of": TODAY, "capacity_as_of": TODAY,
    }  # fmt: skip


def _offer(tier: Tier, rng: np.random.Generator) -> dict[str, Any]:
    fee = 9_000 * 1.6**tier.step * rng.lognormal(0.4, 0.3)
    smallest = int(rng.choice([1, 1, 5, 20]) * 2**tier.step)
    return {
        "report_types": tuple(OfferedType), "categories": tuple(Category),
        "frameworks": {name: None for name in FRAMEWORKS if rng.random() < 0.2 + 0.15 * tier.step},
        "headcount_min": smallest, "headcount_max": int(smallest * rng.choice([60, 200, 1_000])),
        "clouds": _some(CLOUDS, 0.6, rng), "platforms": _some(PLATFORMS, 0.45, rng),
        "type_1_fee_min_usd": int(fee * 0.6), "type_1_fee_max_usd": int(fee * 0.8),
        "type_2_fee_min_usd": int(fee), "type_2_fee_max_usd": int(fee * rng.uniform(1.1, 1.5)),
        "fee_per_extra_category_pct": 12.0,
        "next_start_on": TODAY + timedelta(int(rng.integers(0, 70))), "open_slots": int(rng.integers(1, 12)),
        "fieldwork_weeks": float(rng.integers(2, 6)), "report_weeks": float(rng.integers(2, 9)),
        "senior_contact": bool(rng.random() < 0.75 - 0.15 * tier.step),
        "exception_process": "Tells you the same day." if rng.random() < 0.5 else None,
    }  # fmt: skip


def _record(tier: Tier, unseen: Unseen, rng: np.random.Generator) -> dict[str, Any]:
    reports = int(rng.lognormal(2.8 + 0.5 * tier.step, 0.8)) + 1
    known = [industry for industry in Industry if rng.random() < 0.3]
    shares = rng.dirichlet(np.full(max(len(known), 1), 0.7))
    ratings = int(rng.geometric(0.08))
    seen = 4.1 + 0.4 * unseen.quality + rng.normal() / np.sqrt(ratings)
    return {
        "industries": {one: int(reports * 2 * share) for one, share in zip(known, shares, strict=False)},
        "soc2_reports_per_year": reports, "cpa_count": int(max(1, reports / rng.lognormal(2.2, 0.5))),
        "rating": round(float(np.clip(seen, 1, 5)), 1), "rating_count": ratings,
    }  # fmt: skip


def _some(words: tuple[str, ...], share: float, rng: np.random.Generator) -> tuple[str, ...]:
    return tuple(word for word in words if rng.random() < share)


def draw_wanted(rng: np.random.Generator) -> Wanted:
    """Draw an intake; some ask for little."""
    people = int(rng.lognormal(4.0, 1.0)) + 3
    most = int(20_000 * (1 + people / 200) * rng.lognormal(0.4, 0.35))
    return Wanted(
        organisation="Bench", hq_country="US", headcount=people, first_audit=bool(rng.random() < 0.7),
        industry=list(Industry)[rng.integers(len(Industry))] if rng.random() < 0.9 else None,
        report_type=ReportType.TYPE_2 if rng.random() < 0.7 else ReportType.TYPE_1, window_months=6,
        readiness=list(Readiness)[rng.integers(len(Readiness))],
        clouds=_some(CLOUDS, 0.5, rng), platform=PLATFORMS[rng.integers(4)] if rng.random() < 0.6 else None,
        budget_usd=Budget(max=most if rng.random() < 0.7 else None),
        report_needed_by=TODAY + timedelta(int(rng.integers(200, 520))) if rng.random() < 0.6 else None,
    )  # fmt: skip
