"""Shares of what is eligible and of what is seen, worked out by hand."""

import numpy as np
import pytest

from matcher.ranking.exposure import ratio_of, shares

GROUPS = np.array([0, 0, 1, 1, 2])
"""Two firms of the first group, two of the second, one of a third that is eligible nowhere."""


def order(*rows):
    return np.array(rows, dtype=np.int64)


def test_a_place_counts_as_often_as_it_is_looked_at():
    one, two, nowhere = shares([order(0, 2, 1, 3)], GROUPS, 3)

    assert (one.eligible, two.eligible) == (0.5, 0.5)
    assert one.exposure == pytest.approx((1 + 1 / 3) / (1 + 1 / 2 + 1 / 3))
    assert two.exposure == pytest.approx((1 / 2) / (1 + 1 / 2 + 1 / 3))
    assert one.ratio.value == pytest.approx(16 / 11)
    assert (nowhere.eligible, nowhere.exposure, nowhere.ratio) == (0.0, 0.0, None)


def test_every_intake_counts_alike_however_many_are_eligible():
    one, two, _ = shares([order(0, 1, 2, 3), order(2)], GROUPS, 3)

    assert one.eligible == pytest.approx((1 / 2 + 0) / 2)
    assert two.eligible == pytest.approx((1 / 2 + 1) / 2)
    assert two.exposure == pytest.approx((2 / 11 + 1) / 2)  # 1/3 of 11/6 in the first


def test_the_ratio_alone_is_the_same_figure():
    orders = [order(0, 2, 1, 3), order(3, 1)]

    assert ratio_of(orders, GROUPS, 1) == pytest.approx(shares(orders, GROUPS, 3)[1].ratio.value)


def test_the_interval_holds_the_figure_and_is_the_same_each_time():
    rng = np.random.default_rng(0)
    groups = rng.integers(0, 2, 40)
    orders = [rng.permutation(40)[:20] for _ in range(30)]

    ratio = shares(orders, groups, 2)[0].ratio

    assert ratio == shares(orders, groups, 2)[0].ratio
    assert ratio.low < ratio.value < ratio.high
    assert ratio.low < 1 < ratio.high  # the order is drawn by lot


def test_a_group_of_few_firms_has_a_wider_interval_than_one_of_many():
    rng = np.random.default_rng(1)
    orders = [rng.permutation(60) for _ in range(30)]
    few, many = (shares(orders, (np.arange(60) < number).astype(int), 2)[1].ratio for number in (3, 30))

    assert few.high - few.low > 2 * (many.high - many.low)
