"""The columns of `firms.csv`, in the order of FORMATS."""

import re
from datetime import date

from foundation.criteria import Category
from foundation.tables.columns import (
    BadCell,
    Column,
    count,
    day,
    decimal,
    decimal_within,
    keyed,
    listing,
    listing_of,
    money,
    one_of,
    text,
    yes_no,
)
from matcher.firms.countries import country_code, region
from matcher.firms.words import (
    Industry,
    LicenceStatus,
    OfferedType,
    PeerReviewRating,
    PeerReviewType,
    Tier,
    VettingStatus,
)

_MOST_WEEKS = 260


def word(cell: str) -> str:
    """Give a free word as it is compared: small letters, `_` for space and hyphen (`ISO 27001` -> `iso_27001`)."""
    return re.sub(r"[\s\-]+", "_", cell.strip().lower())


def country(cell: str) -> str | None:
    """Read a country code; empty is unknown."""
    return country_code(cell) if cell.strip() else None


def language(cell: str) -> str:
    """Give a language code as it is compared, in small letters."""
    return cell.strip().lower()


def credentials(cell: str) -> dict[str, date | None]:
    """Read `iso_27001:2027-03-01; hipaa` as framework -> last valid day, None where none is given."""
    return {word(framework): expires_on for framework, expires_on in keyed(day)(cell).items()}


def reports_by_industry(cell: str) -> dict[Industry, int | None]:
    """Read `saas:40; fintech` as industry -> reports issued, None where no number is given."""
    read: dict[Industry, int | None] = {}
    for name, reports in keyed(count)(cell).items():
        industry = one_of(Industry)(name)
        if industry is None or industry in read:
            raise BadCell(f"expected each industry once, as in saas:40; '{name}' is not")
        read[industry] = reports
    return read


FIRM_COLUMNS: tuple[Column, ...] = (
    Column("firm_id", text, required=True),
    Column("name", text, required=True),
    Column("legal_name", text),
    Column("website", text),
    Column("tier", one_of(Tier)),
    Column("hq_country", country),
    Column("hq_state", text),
    Column("regions", listing_of(region)),
    Column("languages", listing_of(language)),
    Column("offshore_staff", yes_no),
    Column("licence_state", text),
    Column("licence_number", text),
    Column("licence_status", one_of(LicenceStatus)),
    Column("licence_checked_on", day),
    Column("licence_expires_on", day),
    Column("licence_source", text),
    Column("peer_review_type", one_of(PeerReviewType)),
    Column("peer_review_rating", one_of(PeerReviewRating)),
    Column("peer_review_period_end", day),
    Column("peer_review_covers_soc", yes_no),
    Column("peer_review_source", text),
    Column("report_types", listing_of(one_of(OfferedType))),
    Column("categories", listing_of(one_of(Category))),
    Column("frameworks", credentials),
    Column("industries", reports_by_industry),
    Column("headcount_min", count),
    Column("headcount_max", count),
    Column("clouds", listing_of(word)),
    Column("platforms", listing_of(word)),
    Column("type_1_fee_min_usd", money),
    Column("type_1_fee_max_usd", money),
    Column("type_2_fee_min_usd", money),
    Column("type_2_fee_max_usd", money),
    Column("fee_per_extra_category_pct", decimal),
    Column("fees_as_of", day),
    Column("next_start_on", day),
    Column("capacity_as_of", day),
    Column("open_slots", count),
    Column("fieldwork_weeks", decimal_within(0, _MOST_WEEKS)),
    Column("report_weeks", decimal_within(0, _MOST_WEEKS)),
    Column("senior_contact", yes_no),
    Column("exception_process", text),
    Column("soc2_reports_per_year", count),
    Column("cpa_count", count),
    Column("cisa_count", count),
    Column("rating", decimal_within(0, 5)),
    Column("rating_count", count),
    Column("guarantees_clean_opinion", yes_no),
    Column("vetting_status", one_of(VettingStatus)),
    Column("verified_on", day),
    Column("conflict_clients", listing),
    Column("contact_name", text),
    Column("contact_email", text),
    Column("notes", text),
)
"""An empty cell is unknown: None, or () and {} where the column holds a list."""
