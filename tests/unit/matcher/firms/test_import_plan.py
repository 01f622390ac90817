"""What a file would do to the directory, and who may rise by it."""

import pytest

from matcher.firms.imports.plan import plan_import, without_rises
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


def test_without_rises_the_other_fields_of_a_rising_firm_still_change():
    standing = {"F-901": make_profile(vetting_status=VettingStatus.CANDIDATE, verified_on=None)}
    plan = plan_import([make_profile(tier=Tier.GLOBAL)], ["tier", "vetting_status", "verified_on"], standing)

    (changed,) = without_rises(plan).changed

    assert [each.field for each in changed.changes] == ["tier"]


def test_without_rises_a_firm_that_would_only_rise_is_unchanged():
    standing = {"F-901": make_profile(vetting_status=VettingStatus.CANDIDATE)}
    plan = plan_import([make_profile()], ["vetting_status"], standing)

    assert (without_rises(plan).changed, without_rises(plan).unchanged) == ((), 1)


@pytest.mark.parametrize(("low", "refused"), [(30000, 0), (30001, 1)])
def test_a_range_may_have_equal_ends_but_never_run_backwards(low, refused):
    assert planned(type_2_fee_min_usd=low).refused == refused
