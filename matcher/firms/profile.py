"""One firm as it stands in `firms.csv` and in the directory: a value that the pure folders reason about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from foundation.criteria import Category
from matcher.firms.words import (
    Industry,
    LicenceStatus,
    OfferedType,
    PeerReviewRating,
    PeerReviewType,
    Tier,
    VettingStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmProfile:
    """What is known of a firm, a field for each column of `firms.csv`; None and empty mean unknown, never no.

    Money is whole US dollars for about 50 people and Security only; a day is a `date`; weeks may have decimals.
    No field says what a firm pays anyone.
    """

    firm_id: str
    name: str
    legal_name: str | None = None
    website: str | None = None
    tier: Tier | None = None
    hq_country: str | None = None
    """ISO 3166 code of two letters."""
    hq_state: str | None = None
    regions: tuple[str, ...] = ()
    """Country codes served, or the groups EU, EEA, WORLD."""
    languages: tuple[str, ...] = ()
    offshore_staff: bool | None = None
    licence_state: str | None = None
    licence_number: str | None = None
    licence_status: LicenceStatus | None = None
    licence_checked_on: date | None = None
    licence_expires_on: date | None = None
    """The last day it is valid."""
    licence_source: str | None = None
    peer_review_type: PeerReviewType | None = None
    peer_review_rating: PeerReviewRating | None = None
    peer_review_period_end: date | None = None
    peer_review_covers_soc: bool | None = None
    peer_review_source: str | None = None
    report_types: tuple[OfferedType, ...] = ()
    categories: tuple[Category, ...] = ()
    frameworks: Mapping[str, date | None] = field(default_factory=dict)
    """Framework -> last valid day of the credential for it."""
    industries: Mapping[Industry, int | None] = field(default_factory=dict)
    """Industry -> SOC 2 reports issued there."""
    headcount_min: int | None = None
    headcount_max: int | None = None
    clouds: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    type_1_fee_min_usd: int | None = None
    type_1_fee_max_usd: int | None = None
    type_2_fee_min_usd: int | None = None
    type_2_fee_max_usd: int | None = None
    fee_per_extra_category_pct: float | None = None
    fees_as_of: date | None = None
    next_start_on: date | None = None
    capacity_as_of: date | None = None
    open_slots: int | None = None
    fieldwork_weeks: float | None = None
    report_weeks: float | None = None
    senior_contact: bool | None = None
    exception_process: str | None = None
    """What the firm does when a control fails in fieldwork, in its own words."""
    soc2_reports_per_year: int | None = None
    cpa_count: int | None = None
    cisa_count: int | None = None
    rating: float | None = None
    """Mean of the ratings given by companies, in [0, 5]."""
    rating_count: int | None = None
    guarantees_clean_opinion: bool | None = None
    vetting_status: VettingStatus | None = None
    verified_on: date | None = None
    conflict_clients: tuple[str, ...] = ()
    """Companies that the firm may not examine, by name."""
    contact_name: str | None = None
    contact_email: str | None = None
    notes: str | None = None
