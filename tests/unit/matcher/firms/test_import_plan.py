"""What a file would do to the directory, and who may rise by it."""

import pytest

from matcher.firms.imports.plan import held_back, plan_import, without_rises
from matcher.firms.words import Tier, VettingStatus
from tests.factories.firm import make_profile

STANDING = {"F-901": make_profile()}


def planned(**fields):
    return plan_import([make_profile(**fields)], list(fields), STANDING)


def test_a_field_that_differs_is_told_from_old_to_new():
    (changed,) = planned(tier=Tier.GLOBAL).changed

    assert [(each.field, each.old, each.new) for each in changed.changes] == [("tier", "specialist", "global")]


def test_the_same_firm_is_unchanged():
    plan = planned(tier=Tier.SPECIALIST)

    assert (plan.unchanged, plan.does_something) == (1, False)


@pytest.mark.parametrize(
    ("before", "after", "rises"),
    [
        (None, "candidate", False),
        (None, "under_review", True),
        ("candidate", "verified", True),
        ("stale", "verified", True),
        ("verified", "stale", False),
        ("verified", "verified", False),
        ("suspended", "candidate", True),
        ("removed", "suspended", True),
        ("verified", None, False),
    ],
)
def test_a_firm_rises_only_towards_verified(before, after, rises):
    standing = {"F-901": make_profile(vetting_status=before and VettingStatus(before))}
    given = [make_profile(vetting_status=after and VettingStatus(after))]

    assert bool(plan_import(given, ["vetting_status"], standing).rising) is rises


@pytest.mark.parametrize(
    ("before", "in_file", "after", "held"),
    [
        ("candidate", "verified", "under_review", 1),
        (None, "verified", "under_review", 1),
        ("candidate", "stale", "under_review", 1),
        ("candidate", "under_review", "under_review", 0),
        ("under_review", "verified", "under_review", 1),
        ("stale", "verified", "stale", 1),
        ("suspended", "under_review", "suspended", 1),
        ("suspended", "verified", "suspended", 1),
        ("removed", "candidate", "removed", 1),
        ("verified", "stale", "stale", 0),
    ],
)
def test_without_rises_no_firm_gets_above_under_review(before, in_file, after, held):
    standing = {"F-901": make_profile(vetting_status=before and VettingStatus(before), verified_on=None)}
    given = [make_profile(vetting_status=VettingStatus(in_file), tier=Tier.GLOBAL)]
    plan = plan_import(given, ["vetting_status", "verified_on", "tier"], standing)

    (changed,) = without_rises(plan).changed

    assert (changed.after.vetting_status, held_back(plan)) == (after, held)
    if held:
        assert changed.after.verified_on is None


def test_without_rises_a_new_firm_comes_in_under_review_and_unverified():
    plan = plan_import([make_profile()], ["vetting_status"], {})

    (new,) = without_rises(plan).new

    assert (new.vetting_status, new.verified_on, held_back(plan)) == ("under_review", None, 1)


def test_without_rises_the_other_fields_of_a_rising_firm_still_change():
    standing = {"F-901": make_profile(vetting_status=VettingStatus.STALE, verified_on=None)}
    plan = plan_import([make_profile(tier=Tier.GLOBAL)], ["tier", "vetting_status", "verified_on"], standing)

    (changed,) = without_rises(plan).changed

    assert [each.field for each in changed.changes] == ["tier"]


def test_without_rises_a_firm_that_would_only_rise_is_unchanged():
    standing = {"F-901": make_profile(vetting_status=VettingStatus.UNDER_REVIEW)}
    plan = plan_import([make_profile()], ["vetting_status"], standing)

    assert (without_rises(plan).changed, without_rises(plan).unchanged) == ((), 1)


@pytest.mark.parametrize(("low", "refused"), [(30000, 0), (30001, 1)])
def test_a_range_may_have_equal_ends_but_never_run_backwards(low, refused):
    assert planned(type_2_fee_min_usd=low).refused == refused
