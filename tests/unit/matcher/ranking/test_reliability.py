"""How sure a model is of its order, against how often it is right."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from matcher.ranking.model import AdditiveRanker, FeatureSpec
from matcher.ranking.reliability import reliability
from matcher.ranking.training import training_set
from tests.factories.outcomes import told

AT = datetime(2027, 1, 1, tzinfo=UTC)


def model(scale):
    """Give a model that adds the place of the price to the score, and takes a point for so many log-odds."""
    made = AdditiveRanker((FeatureSpec("price", 1, 1.0),)).fit()
    made.scale_ = scale
    return made


def shown(*intakes):
    """Show two firms an intake, by their places on price; the number says which one was asked, 0 neither."""
    events = []
    for run, (asked, *prices) in enumerate(intakes):
        for place, price in enumerate(prices, start=1):
            firm = f"F-{place}"
            events.append(told(AT + timedelta(hours=run), "shown", f"r{run}", firm, place, features={"price": price}))
            if place == asked:
                events.append(told(AT + timedelta(hours=run, minutes=1), "introduced", f"r{run}", firm, place))
    return training_set(events, AT + timedelta(days=9))


def test_pairs_fall_into_bins_by_how_sure_the_model_is():
    known = shown((1, 0.9, 0.4), (1, 0.8, 0.3), (2, 0.7, 0.2), (1, 0.5, 0.45))

    near, far = reliability(known, model(2.0))

    # 0.5 apart is 1.0 in log-odds, 0.7311; 0.05 apart is 0.1, 0.5250
    assert (far.start, far.end, far.pairs, far.observed) == (0.7, 0.8, 3, pytest.approx(2 / 3))
    assert far.predicted == pytest.approx(0.7311, abs=1e-4)
    assert (near.start, near.pairs, near.observed, near.predicted) == (0.5, 1, 1.0, pytest.approx(0.525, abs=1e-4))
    assert (round(far.low, 4), round(far.high, 4)) == (0.2077, 0.9385)


def test_a_surer_model_stands_in_a_surer_bin():
    known = shown((1, 0.9, 0.4), (1, 0.8, 0.3))

    assert [found.start for found in reliability(known, model(10.0))] == [0.9]


def test_firms_that_are_alike_are_right_half_the_time_and_pairs_that_fared_alike_tell_nothing():
    (even,) = reliability(shown((1, 0.5, 0.5), (0, 0.9, 0.1)), model(2.0))

    assert (even.pairs, even.predicted, even.observed) == (1, 0.5, 0.5)


def test_without_a_pair_there_is_nothing():
    assert reliability(shown((0, 0.5, 0.5)), model(2.0)) == ()
    assert reliability(training_set([], AT), model(2.0)) == ()
    assert np.isfinite(reliability(shown((1, 1.0, 0.0)), model(900.0))[0].predicted)
