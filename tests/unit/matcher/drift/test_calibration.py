"""Chances of being asked: learnt from an earlier window, held against a later one."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bench.drift import AT, a_year, asking
from matcher.drift.calibration import Figure, calibration
from matcher.drift.chances import Shown, fit
from matcher.drift.states import State

DAY = timedelta(days=1)


def shown(*rows, days_ago):
    """Give matches of one firm each: score, place, asked."""
    scores, places, asked = zip(*rows, strict=True)
    at = tuple(AT - DAY * days for days in days_ago)
    return Shown(np.arange(len(rows)), at, np.array(scores), np.array(places), np.array(asked, dtype=bool))


def joined(first, second):
    more = len(first.at)
    rows = [np.r_[getattr(first, name), getattr(second, name)] for name in ("score", "place", "asked")]
    return Shown(np.r_[first.match, second.match + more], first.at + second.at, *rows)


def plain(asked, firms, days_ago, place=1):
    """Give firms alike in score and place, of which so many are asked."""
    return shown(*[(0.5, place, number < asked) for number in range(firms)], days_ago=[days_ago] * firms)


def test_level_and_error_are_what_one_computes_by_hand():
    found = calibration(joined(plain(100, 400, 100), plain(160, 400, 30)), AT)

    # alike in all they show, a quarter was asked before and 160 of 400 are now
    assert found.expected == pytest.approx(0.25, abs=1e-6)
    assert found.asked == 0.4
    assert found.level.value == pytest.approx(0.15, abs=1e-6)
    assert found.slope is None
    assert found.level_is_off
    # variance of a match now plus that of the share before: (.24 * 400 / 399 + .1875) / 400
    half = 3.290527 * ((0.24 * 400 / 399 + 0.1875) / 400) ** 0.5
    assert (found.level.low, found.level.high) == pytest.approx((0.15 - half, 0.15 + half), abs=1e-4)


def test_chances_rise_with_the_score_and_fall_with_the_place():
    chances = fit(asking(1, 60))
    at = Shown(np.zeros(4, dtype=int), (AT,), np.array([0.5, 0.7, 0.6, 0.6]), np.array([1, 1, 1, 3]), np.zeros(4, bool))
    low, high, first, third = chances.of(at)

    assert low < high
    assert third < first
    # in log-odds: one per standard deviation of the score, and 0.8 less in the third place, both drawn together by
    # how eager companies differ
    assert chances.coefficients[3] == pytest.approx(-0.8, abs=0.25)


def test_firms_shown_lower_are_not_expected_to_be_asked_as_often():
    first, third = plain(100, 200, 100), plain(20, 200, 101, place=3)
    found = calibration(joined(joined(first, third), plain(40, 400, 30, place=3)), AT)

    # a tenth of what stood third was asked before and is asked now; of all it was three tenths
    assert found.expected == pytest.approx(0.1, abs=0.005)
    assert found.state is State.FINE


@pytest.mark.parametrize(("asked", "state"), [(19, State.UNTOLD), (20, State.FINE)])
def test_below_twenty_firms_asked_before_nothing_is_told(asked, state):
    found = calibration(joined(plain(asked, 100, 100), plain(40, 180, 30)), AT)

    assert found.state is state
    assert found.earlier == (100, 100, asked)


@pytest.mark.parametrize(("matches", "told"), [(29, False), (30, True)])
def test_below_thirty_matches_nothing_is_told(matches, told):
    world = asking(2, 20)
    end = AT - 14 * DAY
    lately = [number for number, at in enumerate(world.at) if end - timedelta(weeks=8) < at <= end][:matches]
    kept = np.array([at <= end - timedelta(weeks=8) or number in lately for number, at in enumerate(world.at)])
    eager = replace(
        world,
        match=(np.cumsum(kept) - 1)[world.match[kept[world.match]]],
        at=tuple(at for at, keep in zip(world.at, kept, strict=True) if keep),
        **{name: getattr(world, name)[kept[world.match]] for name in ("score", "place", "asked")},
    )

    found = calibration(eager, AT)

    assert found.later[0] == matches
    assert found.is_told is told


@pytest.mark.parametrize(("days_ago", "counted"), [(13.9, 0), (14, 1), (69.9, 1), (70, 0)])
def test_the_later_window_is_eight_weeks_that_end_fourteen_days_ago(days_ago, counted):
    found = calibration(plain(1, 1, days_ago), AT)

    assert found.later[0] == counted


@pytest.mark.parametrize(("days_ago", "counted"), [(70, 1), (251.9, 1), (252, 0)])
def test_the_earlier_window_is_the_twenty_six_weeks_before(days_ago, counted):
    assert calibration(plain(1, 1, days_ago), AT).earlier[0] == counted


def test_what_a_model_has_learnt_from_is_left_out():
    world = plain(100, 400, 100)

    assert calibration(world, AT, new_since=AT - 100 * DAY).earlier[0] == 0
    assert calibration(world, AT, new_since=AT - 101 * DAY).earlier[0] == 400


@pytest.mark.parametrize(
    ("level", "off"),
    [
        (Figure(0.06, 0.01, 0.11), True),
        (Figure(-0.06, -0.11, -0.01), True),
        (Figure(0.04, 0.01, 0.07), False),
        (Figure(0.06, -0.01, 0.13), False),
    ],
)
def test_a_level_is_off_beyond_chance_and_by_five_points_at_least(level, off):
    assert replace(calibration(asking(1, 20), AT), level=level).level_is_off is off


@pytest.mark.parametrize(
    ("slope", "off"),
    [
        (Figure(0.4, 0.1, 0.7), True),
        (Figure(0.6, 0.3, 0.9), False),
        (Figure(0.4, -0.3, 1.1), False),
        (Figure(2.1, 1.5, 2.7), True),
    ],
)
def test_a_slope_is_off_beyond_chance_and_at_half_or_twice(slope, off):
    assert replace(calibration(asking(1, 20), AT), slope=slope).slope_is_off is off


@pytest.mark.parametrize("a_week", [10, 40])
def test_a_world_that_stands_still_is_fine_over_many_seeds(a_week):
    found = [calibration(asking(seed, a_week), AT).state for seed in range(40)]

    assert found == [State.FINE] * 40


def test_a_year_of_looks_at_worlds_that_stand_still_raises_no_alarm():
    assert [a_year(seed, 20) for seed in range(4)] == [False] * 4


@pytest.mark.parametrize(
    ("drift", "off"),
    [({"level": -1.2}, (True, False)), ({"level": 1.2}, (True, False)), ({"slope": 0.0}, (False, True))],
)
def test_drift_is_seen_over_several_seeds_for_what_it_is(drift, off):
    found = [calibration(asking(seed, 30, **drift), AT) for seed in range(5)]

    assert [(each.level_is_off, each.slope_is_off) for each in found] == [off] * 5


def test_the_error_that_comes_by_chance_is_about_the_error_of_right_chances():
    found = [calibration(replace_asked(asking(seed, 60), seed), AT) for seed in range(20)]

    assert np.mean([each.error for each in found]) == pytest.approx(
        np.mean([each.error_by_chance for each in found]), rel=0.35
    )


def replace_asked(world, seed):
    """Ask each firm apart from the others, with a chance that is straight in its score."""
    rng = np.random.default_rng(seed)
    return replace(world, asked=rng.random(len(world.score)) < 1 / (1 + np.exp(1 - 5 * (world.score - 0.6))))
