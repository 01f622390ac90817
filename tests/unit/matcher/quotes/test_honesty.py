"""How many quotes lay inside our estimates, and how sure that share is."""

from datetime import timedelta

import pytest

from matcher.quotes.honesty import Checked, honesty
from matcher.ranking.metrics import wilson
from tests.factories.quote import DAY


def quotes(*fees, age=0):
    return [Checked(DAY - timedelta(days=age), fee, 20_000, 25_000) for fee in fees]


def test_quotes_are_counted_inside_below_and_above_and_the_ends_are_inside():
    found = honesty(quotes(19_999, 20_000, 22_000, 25_000, 25_001), DAY)

    assert (found.below, found.inside, found.above) == (1, 3, 1)
    assert found.share == 3 / 5


@pytest.mark.parametrize(("age", "counted"), [(365, 1), (366, 0)])
def test_quotes_older_than_365_days_leave(age, counted):
    assert honesty(quotes(22_000, age=age), DAY).quotes == counted


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # worked out with Wilson's formula and z = 1.959964; 8 of 10 is the example of many textbooks
        (8, 10, 0.4902, 0.9433),
        (4, 6, 0.3000, 0.9032),
        (5, 5, 0.5655, 1.0),
        (0, 5, 0.0, 0.4345),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(successes, trials, low, high):
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_nothing_is_told_of_fewer_than_five_quotes():
    assert not honesty(quotes(*[22_000] * 4), DAY).is_telling
    assert honesty(quotes(*[22_000] * 5), DAY).is_telling


def test_the_median_miss_is_a_share_of_the_nearer_end_and_needs_five_quotes_outside():
    # 2 % and 4 % below, 10 %, 20 % and 40 % above: the middle one is 10 %
    outside = quotes(19_600, 19_200, 27_500, 30_000, 35_000)

    assert honesty(outside, DAY).median_miss == pytest.approx(0.1)
    assert honesty(outside[:4] + quotes(22_000, 23_000), DAY).median_miss is None


def test_an_estimate_of_nothing_divides_nothing():
    assert honesty([Checked(DAY, 5_000, 0, 0)] * 5, DAY).median_miss == 1.0


def test_without_quotes_there_is_nothing_to_say():
    found = honesty([], DAY)

    assert (found.quotes, found.share, found.interval, found.is_telling) == (0, 0.0, (0.0, 1.0), False)
