"""What is said to be typical agrees with what speaks for and against a firm."""

import numpy as np
import pytest

from bench.ranking.directory import TODAY, draw_firm, draw_wanted
from matcher.eligibility.gate import judge
from matcher.ranking.candidates import Candidates
from matcher.ranking.expert import expert_ranker
from matcher.ranking.explain import LEAST_SHOWN, level_of
from matcher.ranking.features import FEATURE_BY_NAME
from matcher.ranking.score import score


def straight(values):
    return values / 100


def test_the_level_lies_between_the_two_firms_around_the_average():
    raw, added = np.array([10.0, 20.0, 40.0, np.nan]), np.array([0.0, 0.3, 0.3, 0.2])

    assert level_of(raw, added, 0.2, straight) == pytest.approx(10 + 10 * 2 / 3, abs=0.01)


def test_where_less_is_better_the_last_full_value_counts_and_not_a_mean():
    # reports on day 10 and 60 are both in time for full points, the one on day 90 is not
    raw, added = np.array([10.0, 60.0, 90.0]), np.array([1.0, 1.0, 0.4])

    assert level_of(raw, added, 0.8, lambda days: 1 - days / 100) == pytest.approx(60 + 30 / 3, abs=0.1)


@pytest.mark.parametrize(("added", "average", "level"), [((0.3, 0.5), 0.2, 10.0), ((0.0, 0.1), 0.2, 20.0)])
def test_where_unknown_firms_make_the_average_the_nearest_known_one_counts(added, average, level):
    assert level_of(np.array([10.0, 20.0]), np.array(added), average, straight) == level


@pytest.mark.parametrize("bend", [False, True])
def test_no_firm_is_praised_for_less_than_typical_or_blamed_for_more(bend):
    rng, model = np.random.default_rng(1), expert_ranker()
    firms = [draw_firm(number, rng).profile for number in range(40)]
    if bend:
        model.coef_ = model.coef_ * rng.lognormal(0, 1, model.coef_.shape)
    wrong, compared = [], 0
    for _ in range(20):
        wanted = draw_wanted(rng)
        judged = [each for firm in firms if (each := judge(wanted, firm, TODAY)).eligible]
        if not judged:
            continue
        scored = score(Candidates(wanted, judged, TODAY), model)
        for column, name in enumerate(scored.names):
            rows = strange(scored, column, FEATURE_BY_NAME[name])
            compared += len(judged)
            wrong += [name] * rows

    assert compared > 2_000
    assert wrong == []


def strange(scored, column, feature):
    """Count firms whose value is on the other side of the typical one than their points say."""
    raw = feature.raw(scored.candidates)
    if feature.direction != 1 or np.isnan(raw).all():
        return 0
    goodness = lambda values: feature.goodness(values, scored.candidates)  # noqa: E731 - said once
    points = scored.added[:, column] - scored.average_added[column]
    level = level_of(raw, scored.added[:, column], scored.average_added[column], goodness)
    low, high = goodness(np.array([np.nanmin(raw), np.nanmax(raw)]))
    better = raw > level if high >= low else raw < level
    told = ~np.isnan(raw) & (np.abs(points) >= LEAST_SHOWN) & (raw != level)
    return int((better[told] != (points[told] > 0)).sum())
