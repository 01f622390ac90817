"""Fee estimates against quotes: off beyond chance and by enough to matter, told from five quotes on."""

from datetime import timedelta

import pytest

from bench.drift import AT, quoting
from matcher.drift.fees import Fees, fees
from matcher.drift.states import State
from matcher.drift.words import said_of_fees
from matcher.quotes.honesty import Honesty, Ratio


def counted(inside=20, above=10, ratio=(1.0, 0.9, 1.1)):
    return Honesty(inside, 0, above, None, Ratio(*ratio))


@pytest.mark.parametrize(
    ("ratio", "off"),
    [
        ((1.3, 1.11, 1.4), True),
        ((1.3, 1.1, 1.4), False),
        ((0.8, 0.7, 0.89), True),
        ((0.8, 0.7, 0.9), False),
    ],
)
def test_a_ratio_is_off_when_its_whole_interval_lies_a_tenth_away(ratio, off):
    assert fees(counted(ratio=ratio), AT, AT).ratio_is_off is off


def test_a_range_is_off_when_most_quotes_lie_outside_beyond_chance():
    # Wilson: 8 of 30 is .142 to .445, 9 of 30 is .167 to .479, 10 of 30 is .192 to .512
    assert [fees(counted(inside, 30 - inside), AT, AT).range_is_off for inside in (8, 9, 10)] == [True, True, False]


@pytest.mark.parametrize(("quotes", "state"), [(4, State.UNTOLD), (5, State.FINE)])
def test_nothing_is_told_of_fewer_than_five_quotes(quotes, state):
    found = fees(Honesty(quotes, 0, 0, None, Ratio(1.0, 0.9, 1.1)), AT, AT)

    assert found.state is state
    assert (found.ratio is None) is (quotes < 5)


@pytest.mark.parametrize(("hours", "state"), [(48, State.FINE), (49, State.UNTOLD)])
def test_a_count_that_is_two_days_old_tells_nothing_of_today(hours, state):
    found = fees(counted(), AT - timedelta(hours=hours), AT)

    assert found.state is state
    assert said_of_fees(found).startswith("Too old to tell") is (state is State.UNTOLD)


def test_without_a_count_nothing_is_told():
    assert fees(None, None, AT) == Fees(0, None)
    assert said_of_fees(Fees(0, None)) == "Too few to tell: quotes were never counted."


def test_estimates_that_hold_trip_nothing_over_many_seeds():
    assert {quoting(seed, quotes).state for seed in range(100) for quotes in (5, 12, 40)} == {State.FINE}


def test_dearer_and_wilder_quotes_are_seen():
    dearer, wilder = quoting(1, 40, dearer=1.35), quoting(1, 60, wilder=0.9)

    assert (dearer.ratio_is_off, dearer.range_is_off) == (True, False)
    assert (wilder.ratio_is_off, wilder.range_is_off) == (False, True)
