"""The rules about the firm itself, each on both sides of its boundary."""

from datetime import date

import pytest

from matcher.eligibility.gate import judge
from matcher.firms.words import LicenceStatus, PeerReviewRating, PeerReviewType, VettingStatus
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

DEFICIENCIES = PeerReviewRating.PASS_WITH_DEFICIENCIES
NOT_YET_DUE = PeerReviewRating.NOT_YET_DUE


def test_the_dull_firm_breaks_nothing_and_raises_no_flag():
    judgement = judge(dull_wanted(), dull_firm(), TODAY)

    assert (judgement.broken, judgement.flags) == ((), ())


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"vetting_status": VettingStatus.CANDIDATE}, ["not_verified"]),
        ({"vetting_status": VettingStatus.UNDER_REVIEW}, ["not_verified"]),
        ({"vetting_status": VettingStatus.SUSPENDED}, ["not_verified"]),
        ({"vetting_status": VettingStatus.REMOVED}, ["not_verified"]),
        ({"vetting_status": None}, ["not_verified"]),
        ({"licence_status": LicenceStatus.LAPSED}, ["licence_not_active"]),
        ({"licence_status": LicenceStatus.REVOKED}, ["licence_not_active"]),
        ({"licence_status": LicenceStatus.UNKNOWN}, ["licence_not_active"]),
        ({"licence_status": None}, ["licence_not_active"]),
        ({"licence_expires_on": date(2026, 11, 22)}, ["licence_not_active"]),
        ({"licence_checked_on": None}, ["licence_check_stale"]),
        ({"licence_checked_on": date(2025, 11, 22)}, ["licence_check_stale"]),  # 366 days
        ({"peer_review_type": None}, ["peer_review_missing"]),
        ({"peer_review_type": PeerReviewType.NONE}, ["peer_review_missing"]),
        ({"peer_review_type": PeerReviewType.NONE, "peer_review_rating": NOT_YET_DUE}, ["peer_review_missing"]),
        ({"peer_review_rating": None}, ["peer_review_missing"]),
        ({"peer_review_period_end": None}, ["peer_review_missing"]),
        ({"peer_review_type": PeerReviewType.ENGAGEMENT}, ["peer_review_engagement_only"]),
        ({"peer_review_rating": PeerReviewRating.FAIL}, ["peer_review_failed"]),
        ({"peer_review_rating": DEFICIENCIES, "peer_review_covers_soc": False}, ["peer_review_failed"]),
        ({"peer_review_period_end": date(2023, 5, 23)}, ["peer_review_expired"]),  # 1,280 days
        ({"guarantees_clean_opinion": True}, ["guarantees_opinion"]),
    ],
)
def test_a_firm_that_may_not_sign_is_excluded_by_the_rule_of_that_name(changes, rules):
    assert list(judge(dull_wanted(), dull_firm(**changes), TODAY).rules) == rules


@pytest.mark.parametrize(
    ("changes", "flags"),
    [
        ({"vetting_status": VettingStatus.STALE}, ["verification_stale"]),
        ({"licence_expires_on": date(2026, 11, 23)}, ["licence_expiring"]),  # today is its last day
        ({"licence_expires_on": date(2027, 1, 22)}, ["licence_expiring"]),  # in 60 days
        ({"licence_expires_on": date(2027, 1, 23)}, []),
        ({"licence_expires_on": None}, ["unknown_licence_expires_on"]),
        ({"licence_checked_on": date(2025, 11, 23)}, ["licence_check_due"]),  # 365 days
        ({"licence_checked_on": date(2026, 8, 24)}, ["licence_check_due"]),  # 91 days
        ({"licence_checked_on": date(2026, 8, 25)}, []),
        ({"peer_review_rating": NOT_YET_DUE, "peer_review_period_end": None}, ["peer_review_not_yet_due"]),
        ({"peer_review_rating": NOT_YET_DUE, "peer_review_period_end": date(2020, 1, 1)}, ["peer_review_not_yet_due"]),
        ({"peer_review_rating": DEFICIENCIES}, ["peer_review_deficiencies"]),
        ({"peer_review_rating": DEFICIENCIES, "peer_review_covers_soc": None}, ["peer_review_deficiencies"]),
        ({"peer_review_covers_soc": False}, []),
        ({"peer_review_period_end": date(2023, 5, 24)}, ["peer_review_due_soon"]),  # 1,279 days
        ({"peer_review_period_end": date(2024, 2, 21)}, ["peer_review_due_soon"]),  # 1,006 days
        ({"peer_review_period_end": date(2024, 2, 22)}, []),
        ({"guarantees_clean_opinion": None}, []),
    ],
)
def test_a_firm_inside_the_limits_stays_with_the_flags_of_the_table(changes, flags):
    judgement = judge(dull_wanted(), dull_firm(**changes), TODAY)

    assert (judgement.eligible, list(judgement.flags)) == (True, flags)


def test_an_exclusion_names_the_day_and_the_limit():
    judgement = judge(dull_wanted(), dull_firm(licence_checked_on=date(2025, 10, 1)), TODAY)

    assert judgement.broken[0].text == (
        "Its licence was last checked on 2025-10-01, 418 days ago; we ask for no more than 365."
    )


def test_all_broken_rules_are_named_in_the_order_of_the_table():
    firm = dull_firm(fees_as_of=date(2020, 1, 1), open_slots=0, vetting_status=None)

    assert judge(dull_wanted(), firm, TODAY).rules == ("not_verified", "no_capacity", "profile_stale")
