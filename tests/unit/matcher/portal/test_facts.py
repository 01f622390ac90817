"""The one list of what a firm may say of itself."""

from matcher.firms.rows import NAMES
from matcher.portal.facts import COMMERCIAL, MAY_TELL
from matcher.portal.gaps import gaps_of
from matcher.portal.questions import QUESTIONS
from tests.factories.firm import make_profile

NEVER = {
    "firm_id", "name", "legal_name", "website", "tier", "hq_country", "hq_state", "licence_state", "licence_number",
    "licence_status", "licence_checked_on", "licence_expires_on", "licence_source", "peer_review_type",
    "peer_review_rating", "peer_review_period_end", "peer_review_covers_soc", "peer_review_source", "frameworks",
    "fees_as_of", "capacity_as_of", "rating", "rating_count", "guarantees_clean_opinion", "vetting_status",
    "verified_on", "conflict_clients", "notes",
}  # fmt: skip


def test_every_column_is_the_firms_or_the_platforms():
    assert set(NAMES) == MAY_TELL | NEVER
    assert set() == MAY_TELL & NEVER


def test_the_profile_page_asks_for_each_commercial_fact_once():
    assert sorted(question.column for question in QUESTIONS) == sorted(COMMERCIAL)


def test_gaps_name_first_what_the_firm_can_tell_and_where():
    firm = make_profile(open_slots=None, cisa_count=None, tier=None, rating=4.0, capacity_as_of=None)
    gaps = {gap.title: gap.endpoint for gap in gaps_of(firm)}

    assert (gaps["Open slots"], gaps["CISAs"], gaps["Tier"]) == ("portal.capacity", "portal.profile", None)
    assert "Capacity as of" not in gaps
    assert "Contact" not in gaps
    assert list(gaps.values()) == sorted(gaps.values(), key=lambda endpoint: endpoint is None)
