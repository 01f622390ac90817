"""What a firm lacks to be verified, by the gate's rules and by the ledger."""

from datetime import UTC, date, datetime

import pytest

from matcher.firms.words import LicenceStatus, PeerReviewRating
from matcher.vetting.facts import REQUIRED, Fact, due_on
from matcher.vetting.models import VettingCheck
from matcher.vetting.requirements import overdue, unmet
from tests.unit.matcher.dull import TODAY, dull_firm

CELLS = {
    Fact.FIRM_LICENCE: {"licence_status": "active", "licence_checked_on": "2026-11-01"},
    Fact.PEER_REVIEW: {"peer_review_rating": "pass"},
    Fact.CLEAN_OPINION: {"guarantees_clean_opinion": "no"},
}


def held(fact, *, confirmed=False, checked_on=date(2026, 11, 1), **fields):
    check = VettingCheck(
        fact=fact, subject="", cells=CELLS[fact], checked_on=checked_on, due_on=due_on(fact, checked_on, None), **fields
    )
    check.confirmed_at = datetime(2026, 11, 2, tzinfo=UTC) if confirmed else None
    return check


def lacks(firm, checks=(), *, two_person=False):
    return unmet(firm, checks, TODAY, two_person=two_person)


def test_a_firm_whose_columns_say_everything_with_dates_lacks_nothing():
    assert lacks(dull_firm()) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"licence_status": LicenceStatus.LAPSED}, "Its CPA licence is not known to be active"),
        ({"licence_status": None}, "Its CPA licence is not known to be active"),
        ({"licence_expires_on": date(2026, 11, 22)}, "Its CPA licence expired on 2026-11-22"),
        ({"licence_checked_on": None}, "We have no day on which its licence was checked"),
        ({"licence_checked_on": date(2025, 11, 22)}, "Its licence was last checked on 2025-11-22"),
        ({"peer_review_rating": None}, "We know no rating"),
        ({"peer_review_rating": PeerReviewRating.FAIL}, "Its peer review was rated fail"),
        ({"guarantees_clean_opinion": True}, "It promises a clean opinion"),
        ({"guarantees_clean_opinion": None}, "We do not know whether it promises"),
    ],
)
def test_what_is_missing_is_named(changes, said):
    (text,) = lacks(dull_firm(**changes))

    assert text.startswith(said)


@pytest.mark.parametrize(("checked_on", "missing"), [(date(2025, 11, 23), 0), (date(2025, 11, 22), 1)])
def test_a_needed_check_that_is_past_its_day_is_missing(checked_on, missing):
    texts = lacks(dull_firm(), [held(Fact.CLEAN_OPINION, checked_on=checked_on)])

    assert len(texts) == missing
    assert overdue(dull_firm(), [held(Fact.CLEAN_OPINION, checked_on=checked_on)], TODAY) == texts


def test_one_fact_is_named_once_though_column_and_check_are_both_past():
    firm = dull_firm(licence_checked_on=date(2025, 10, 1))
    check = held(Fact.FIRM_LICENCE, checked_on=date(2025, 10, 1))
    check.cells = {"licence_checked_on": "2025-10-01"}

    assert len(lacks(firm, [check])) == len(overdue(firm, [check], TODAY)) == 1


def test_a_check_that_an_edit_has_overtaken_counts_no_longer():
    old = held(Fact.CLEAN_OPINION, checked_on=date(2024, 1, 1))
    old.cells = {"guarantees_clean_opinion": "yes"}

    assert lacks(dull_firm(), [old]) == ()


def test_two_persons_are_asked_for_each_needed_fact():
    alone = lacks(dull_firm(), [held(fact) for fact in REQUIRED], two_person=True)

    assert len(lacks(dull_firm(), two_person=True)) == 3
    assert alone[0] == "CPA firm licence: a second admin must confirm the check of 1 November 2026."
    assert len(alone) == 3
    assert lacks(dull_firm(), [held(fact, confirmed=True) for fact in REQUIRED], two_person=True) == ()


@pytest.mark.parametrize(
    ("changes", "stale"),
    [
        ({}, False),
        ({"licence_checked_on": date(2025, 11, 23)}, False),
        ({"licence_checked_on": date(2025, 11, 22)}, True),
        ({"licence_expires_on": TODAY}, False),
        ({"licence_expires_on": date(2026, 11, 22)}, True),
        ({"peer_review_period_end": date(2023, 5, 24)}, False),
        ({"peer_review_period_end": date(2023, 5, 23)}, True),
        ({"licence_status": LicenceStatus.REVOKED}, False),
        ({"guarantees_clean_opinion": None}, False),
    ],
)
def test_only_time_makes_a_firm_stale(changes, stale):
    assert bool(overdue(dull_firm(**changes), [], TODAY)) is stale
