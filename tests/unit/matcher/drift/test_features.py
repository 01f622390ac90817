"""Features that went constant or unknown, and that small directories and few matches trip nothing."""

from datetime import date, timedelta

import pytest

from bench.drift import forgotten, levelled, looking, same
from matcher.drift.features import FeatureDrift, Look, Reference, Usual, feature_drift, first_weeks
from matcher.drift.states import State, more_by
from matcher.ranking.spread import Spread
from tests.factories.drift import usual

TODAY = date(2027, 3, 1)
REFERENCE = Reference(date(2026, 10, 1), date(2026, 11, 25))


def drift(now: Usual, then: Usual | None = None) -> FeatureDrift:
    return FeatureDrift("price", now, then or usual())


def look(day, spread=None, firms=40):
    return Look(day, firms, {"price": spread})


def test_the_interval_of_a_difference_is_newcombes():
    # by hand from Wilson's ends with z = 2.575829: 30 of 60 is .3458 to .6542, 6 of 60 is .0378 to .2386
    low, high = more_by(30, 60, 6, 60)

    assert low == pytest.approx(0.4 - ((0.5 - 0.34475) ** 2 + (0.24514 - 0.1) ** 2) ** 0.5, abs=2e-3)
    assert high == pytest.approx(0.4 + ((0.65525 - 0.5) ** 2 + (0.1 - 0.03698) ** 2) ** 0.5, abs=3e-3)


@pytest.mark.parametrize(
    ("firms", "then", "now", "off"),
    [
        (40, 0.10, 0.60, True),
        (400, 0.10, 0.28, False),  # beyond chance, but less than twenty points
        (10, 0.10, 0.40, False),  # of ten firms three more may be chance
        (10, 0.10, 0.90, True),
        (40, 0.60, 0.10, False),  # better known is no alarm
    ],
)
def test_unknown_is_off_when_it_is_of_many_more_firms_than_chance_brings(firms, then, now, off):
    found = drift(usual(firms=firms, unknown=now), usual(firms=firms, unknown=then))

    assert found.is_unknown is off
    assert found.state is (State.OFF if off else State.FINE)


def test_more_matches_of_the_same_firms_make_nothing_surer():
    assert not drift(usual(10_000, 10, unknown=0.4), usual(10_000, 10, unknown=0.1)).is_unknown


@pytest.mark.parametrize(
    ("now", "then", "off"),
    [
        (usual(20, constant=20), usual(20, constant=0), True),
        (usual(20, constant=19), usual(20, constant=0), True),
        (usual(20, constant=18), usual(20, constant=0), False),
        (usual(20, constant=20), usual(20, constant=19), False),  # it was so before
    ],
)
def test_constant_is_off_when_it_was_not_before(now, then, off):
    assert drift(now, then).is_constant is off


@pytest.mark.parametrize(
    ("now", "then"), [(usual(9), None), (usual(), usual(9)), (usual(firms=7.9), None), (usual(), usual(firms=7.9))]
)
def test_few_matches_or_few_firms_tell_nothing(now, then):
    assert drift(now, then).state is State.UNTOLD


def test_unknown_and_constant_are_counted_over_the_matches_that_compared_the_feature():
    looks = [
        look(TODAY, Spread(unknown=10, low=0.4, high=0.4, deviation=0.0)),
        look(TODAY, Spread(unknown=0, low=0.1, high=0.9, deviation=0.2), firms=10),
        look(TODAY, None),
    ]
    (found,) = feature_drift(looks, ["price"], TODAY, REFERENCE)

    assert found.now == Usual(matches=2, firms=25.0, unknown=10 / 50, constant=1, deviation=0.1)
    assert found.then is None


@pytest.mark.parametrize(("days_ago", "counted"), [(0, True), (27, True), (28, False)])
def test_now_is_the_last_four_weeks(days_ago, counted):
    looks = [look(TODAY - timedelta(days=days_ago), Spread(0, 0.0, 1.0, 0.3))]

    assert (feature_drift(looks, ["price"], TODAY, REFERENCE)[0].now is not None) is counted


@pytest.mark.parametrize("day", [REFERENCE.first, REFERENCE.last])
def test_both_days_of_the_reference_count(day):
    assert feature_drift([look(day, Spread(0, 0.0, 1.0, 0.3))], ["price"], TODAY, REFERENCE)[0].then is not None


def test_a_day_of_the_reference_is_not_now():
    held = Reference(date(2027, 1, 1), TODAY)
    (found,) = feature_drift([look(TODAY, Spread(0, 0.0, 1.0, 0.3))], ["price"], TODAY, held)

    assert found.now is None
    assert found.then is not None


def test_the_first_weeks_are_eight():
    assert first_weeks(date(2027, 1, 4)) == Reference(date(2027, 1, 4), date(2027, 2, 28))


@pytest.mark.parametrize("firms", [20, 50])
def test_directories_that_stand_still_trip_nothing_over_several_seeds(firms):
    off = [row.name for seed in range(6) for row in looking(seed, firms, 10, same) if row.state is State.OFF]

    assert off == []


@pytest.mark.parametrize(("change", "name"), [(forgotten, "senior_contact"), (levelled, "capacity")])
def test_what_changes_in_a_directory_is_seen_and_nothing_else(change, name):
    off = [[row.name for row in looking(seed, 50, 10, change) if row.state is State.OFF] for seed in range(3)]

    assert off == [[name]] * 3
