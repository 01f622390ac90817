"""How order is measured, and how sure a figure is."""

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from matcher.ranking.metrics import interval, ndcg, telling


@pytest.mark.parametrize(
    ("scores", "grades", "expected"),
    [
        ([3, 2, 1], [3, 1, 0], 1.0),
        ([1, 2, 3], [1, 0, 0], 0.5),  # third place: 1 / log2(4)
        ([3, 2, 1], [0, 0, 2], 0.5),
        ([2, 2, 1], [1, 0, 0], (1 + 0.6309297535714575) / 2),  # alike: half a firm in each place
        ([4, 3, 2, 1], [0, 0, 0, 1], 0.0),  # beyond the third place
    ],
)
def test_ndcg_at_3(scores, grades, expected):
    assert ndcg(np.array(scores, float), np.array(grades, float)) == pytest.approx(expected)


def test_it_is_scikit_learns_figure():
    rng = np.random.default_rng(3)
    for _ in range(50):
        scores, grades = rng.integers(0, 4, 6).astype(float), rng.integers(0, 5, 6).astype(float)
        if grades.any():
            assert ndcg(scores, grades) == pytest.approx(ndcg_score([grades], [scores], k=3))


def test_an_intake_with_nothing_relevant_is_refused():
    with pytest.raises(ValueError, match="nothing is relevant"):
        ndcg(np.ones(3), np.zeros(3))


def test_only_intakes_whose_looked_at_firms_differ_tell_orders_apart():
    grades, groups = np.array([0.0, 1, 0, 1, 1, 1, 0, 2]), np.array([0, 0, 0, 1, 1, 1, 2, 2])

    rows = telling(grades, groups, np.array([1.0, 1, 0, 1, 1, 1, 0, 1]))

    assert [one.tolist() for one in rows] == [[0, 1]]
    assert telling(np.zeros(0), np.zeros(0, dtype=int), np.zeros(0)) == []


def test_an_interval_is_the_same_for_the_same_random_state():
    values = np.random.default_rng(1).random(40)

    def mean(rows):
        return values[rows].mean()

    first, again, other = (interval(mean, 40, random_state=seed) for seed in (1, 1, 2))

    assert first == again != other
    assert first.low < first.value < first.high
    assert first.value == pytest.approx(values.mean())


def test_an_interval_of_what_never_varies_has_no_width_and_one_of_nothing_is_refused():
    found = interval(lambda rows: float(len(rows)), 5)

    assert (found.value, found.low, found.high) == (5.0, 5.0, 5.0)
    with pytest.raises(ValueError, match="no intake"):
        interval(len, 0)


def test_it_holds_the_true_mean_about_as_often_as_it_says():
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(100):
        values = rng.normal(size=40)
        found = interval(lambda rows, values=values: values[rows].mean(), 40, draws=200)
        held += found.low <= 0 <= found.high

    assert 85 <= held <= 99
