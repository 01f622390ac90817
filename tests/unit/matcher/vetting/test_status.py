"""Every pair of statuses: which moves exist, and what a verified firm must have."""

from itertools import product

import pytest

from foundation.errors import BadInput, Conflict
from matcher.firms.words import VettingStatus
from matcher.vetting.status import MEANINGS, after_suspension, check_move

ALLOWED = {
    ("candidate", "under_review"), ("candidate", "suspended"), ("candidate", "removed"),
    ("under_review", "verified"), ("under_review", "candidate"), ("under_review", "suspended"),
    ("under_review", "removed"),
    ("verified", "stale"), ("verified", "under_review"), ("verified", "suspended"), ("verified", "removed"),
    ("stale", "verified"), ("stale", "under_review"), ("stale", "suspended"), ("stale", "removed"),
    ("suspended", "candidate"), ("suspended", "under_review"), ("suspended", "verified"), ("suspended", "stale"),
    ("suspended", "removed"),
    ("removed", "candidate"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), list(product(VettingStatus, VettingStatus)))
def test_a_firm_moves_only_where_it_may(before, after):
    if (before, after) in ALLOWED:
        check_move(before, after, unmet=())
    else:
        with pytest.raises(Conflict, match="cannot become"):
            check_move(before, after, unmet=())


@pytest.mark.parametrize("before", ["under_review", "stale", "suspended"])
def test_no_firm_becomes_verified_while_something_is_missing(before):
    with pytest.raises(BadInput, match=r"It cannot be verified yet. We know of no peer review"):
        check_move(VettingStatus(before), VettingStatus.VERIFIED, unmet=["We know of no peer review."])


@pytest.mark.parametrize("after", ["under_review", "suspended", "removed"])
def test_what_is_missing_stops_no_other_move(after):
    check_move(VettingStatus.STALE, VettingStatus(after), unmet=["We know of no peer review."])


def test_a_status_that_nobody_recorded_is_a_candidates():
    check_move(None, VettingStatus.UNDER_REVIEW, unmet=())
    with pytest.raises(Conflict):
        check_move(None, VettingStatus.VERIFIED, unmet=())


@pytest.mark.parametrize(
    ("before", "unmet", "after"),
    [
        ("verified", (), "verified"),
        ("verified", ("x",), "under_review"),
        ("stale", (), "stale"),
        ("stale", ("x",), "under_review"),
        ("candidate", ("x",), "candidate"),
        ("under_review", ("x",), "under_review"),
    ],
)
def test_a_reinstated_firm_stands_as_before_unless_it_no_longer_counts_as_verified(before, unmet, after):
    assert after_suspension(VettingStatus(before), unmet=unmet) == after


def test_every_status_says_what_it_means():
    assert set(MEANINGS) == set(VettingStatus)
