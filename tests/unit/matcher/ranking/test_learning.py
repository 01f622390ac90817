"""What the additive ranker learns from outcomes, and what it never does."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.utils.estimator_checks import estimator_checks_generator

from matcher.ranking.closeness import uncertainty
from matcher.ranking.learn import loss_and_slope
from matcher.ranking.model import AdditiveRanker, FeatureSpec, places_of
from matcher.ranking.pairs import MOST_PAIRS, pairs_of
from matcher.ranking.ramps import ramps
from matcher.ranking.stored import model_from_json, model_to_json

SPECS = (
    FeatureSpec("price", 1, 0.5),
    FeatureSpec("depth", 1, 0.5),
    FeatureSpec("tier", 0, 0.0),
    FeatureSpec("same", 1, 0.0, context=True),
)


def outcomes(intakes, seed=0, *, worth=(0.2, 0.8, 0.0, 0.0), places=(0.0, 0.0, 0.0)):
    """Give rows of three firms an intake, graded by a hidden worth and by the place in which they were shown."""
    rng = np.random.default_rng(seed)
    rows = rng.random((intakes * 3, 4))
    rows[:, 3] = np.repeat(rng.random(intakes), 3)
    position = np.tile([1, 2, 3], intakes)
    liked = 6 * rows @ np.array(worth) + np.array(places)[position - 1] + rng.logistic(size=intakes * 3)
    return rows, (liked > 3).astype(int), np.repeat(np.arange(intakes), 3), position


NOT_OURS = {
    "check_sample_weight_equivalence_on_dense_data": "repeating a row puts another firm into the list of its intake",
}
LACKING = ("check_sample_weights_pandas_series", "check_array_api_input")
"""Checks that only look at pandas and array API input, neither of which is a part of ours."""


def checks():
    """Give scikit-learn's checks of an estimator, those that we break marked with why."""
    for estimator, check in estimator_checks_generator(AdditiveRanker()):
        name = check.func.__name__
        marks = [pytest.mark.xfail(reason=NOT_OURS[name], strict=True)] if name in NOT_OURS else []
        if name not in LACKING:
            yield pytest.param(estimator, check, id=name, marks=marks)


@pytest.mark.parametrize(("estimator", "check"), list(checks()))
def test_it_is_an_estimator_of_scikit_learn(estimator, check):
    check(estimator)


def test_pairs_weigh_the_root_of_the_difference_of_grades_over_the_pairs_of_the_intake():
    pairs = pairs_of(np.array([0.0, 4.0, 1.0, 2.0, 2.0]), np.array(["a", "a", "a", "b", "b"]), np.ones(5))

    held = {(int(b), int(w)): float(x) for b, w, x in zip(pairs.better, pairs.worse, pairs.weight, strict=True)}
    assert held == {(1, 0): pytest.approx(1.1547005), (1, 2): pytest.approx(1.0), (2, 0): pytest.approx(0.5773503)}
    assert pairs.intakes.tolist() == [0]


def test_a_row_that_was_never_opened_gives_no_pair():
    pairs = pairs_of(np.array([0.0, 4.0, 1.0]), np.zeros(3), np.array([1.0, 0.0, 1.0]))

    assert (pairs.better.tolist(), pairs.worse.tolist()) == ([2], [0])


def test_rows_of_different_intakes_are_never_paired():
    assert pairs_of(np.array([0.0, 1.0]), np.array([0, 1]), np.ones(2)).better.tolist() == []


def test_a_long_list_is_stood_for_by_a_fixed_choice_of_its_pairs():
    grades = np.arange(100.0)
    first, again = (pairs_of(grades, np.zeros(100), np.ones(100)) for _ in range(2))

    assert len(first.better) == MOST_PAIRS
    assert first.better.tolist() == again.better.tolist()
    assert (grades[first.better] > grades[first.worse]).all()


def test_the_slope_is_the_derivative_of_the_loss():
    margins, weight, step = np.array([-2.0, 0.3, 5.0]), np.array([1.0, 2.0, 0.5]), 1e-6
    slope = loss_and_slope(margins, weight)[1]

    for at in range(3):
        up, down = margins.copy(), margins.copy()
        up[at], down[at] = up[at] + step, down[at] - step
        measured = (loss_and_slope(up, weight)[0] - loss_and_slope(down, weight)[0]) / (2 * step)
        assert slope[at] == pytest.approx(measured, abs=1e-6)


def test_it_learns_which_feature_counts():
    rows, grades, groups, positions = outcomes(400)
    ranker = AdditiveRanker(SPECS).fit(rows, grades, groups, positions=positions)

    price, depth, _tier, same = ranker.coef_.sum(axis=1)
    assert depth > 2 * price
    assert same == 0
    assert ranker.trained_on_ == len({g for g in groups if len(set(grades[groups == g])) > 1})


def test_few_outcomes_leave_it_near_the_expert():
    rows, grades, groups, positions = outcomes(5)
    ranker = AdditiveRanker(SPECS).fit(rows, grades, groups, positions=positions)
    expert = AdditiveRanker(SPECS).fit()

    near = np.corrcoef(ranker.predict(outcomes(100, 1)[0]), expert.predict(outcomes(100, 1)[0]))[0, 1]
    assert near > 0.9


def agreement(expert, worth, *, intakes, noise, seed):
    """Learn from three firms an intake, liked by `worth`, and give the correlation with what new firms are worth."""
    rng = np.random.default_rng(seed)
    rows = rng.random((intakes * 3, len(expert)))
    liked = rows @ worth + noise * rng.logistic(size=len(rows))
    ranker = AdditiveRanker([FeatureSpec(f"f{at}", 1, weight) for at, weight in enumerate(expert)])
    ranker.fit(rows, (liked > np.median(liked)).astype(int), np.repeat(np.arange(intakes), 3))
    firms = np.random.default_rng(99).random((500, len(expert)))
    return float(np.corrcoef(ranker.predict(firms), firms @ worth)[0, 1])


def test_noise_does_not_spoil_an_expert_who_is_right():
    right = np.full(12, 1 / 12)

    assert min(agreement(right, 6 * right, intakes=60, noise=1.5, seed=seed) for seed in range(6)) > 0.95


def test_an_expert_who_looked_at_the_wrong_things_is_left_behind():
    worth = np.r_[4.0, 4.0, 4.0, np.zeros(27)]
    found = [agreement(np.full(30, 1 / 30), worth, intakes=100, noise=1.0, seed=seed) for seed in range(6)]

    assert np.mean(found) > 0.925


def test_staying_near_the_expert_out_of_caution_leaves_the_doubt_there_was():
    each = np.kron(np.eye(4), np.ones(10))
    before = np.sqrt(np.diag(each @ uncertainty(AdditiveRanker(SPECS).fit()) @ each.T))
    doubt = {}
    for intakes in (6, 200):
        learnt = AdditiveRanker(SPECS).fit(*outcomes(intakes, worth=(0.5, 0.5, 0.0, 0.0))[:3])
        assert learnt.width_ == 0.04
        doubt[intakes] = np.sqrt(np.diag(each @ learnt.covariance_ @ each.T)) / learnt.scale_

    assert (doubt[6][:3] > 0.75 * before[:3]).all()
    assert (doubt[200][:3] < 0.4 * before[:3]).all()


def test_what_a_place_is_worth_is_learnt_and_left_out_of_the_score():
    """Firms are equally good and shown by price: without the dummies the price would get the credit of the place."""
    rng = np.random.default_rng(3)
    rows = rng.random((1500, 4))
    rows[:, 0] = np.tile([0.9, 0.5, 0.1], 500)
    position = np.tile([0, 1, 2], 500)
    grades = (np.array([2.0, 0.0, -2.0])[position] + rng.logistic(size=1500) > 0).astype(int)
    groups = np.repeat(np.arange(500), 3)

    blind = AdditiveRanker(SPECS).fit(rows, grades, groups)
    aware = AdditiveRanker(SPECS).fit(rows, grades, groups, positions=position)

    assert aware.coef_[0].sum() < 0.7 * blind.coef_[0].sum()


@pytest.mark.parametrize("shown", [[1, 2, 3, 1, 2, 3], [0, 1, 2, 0, 1, 2]])
def test_positions_count_from_nought_or_one(shown):
    assert places_of(shown, 6).tolist() == [[0, 0], [1, 0], [0, 1]] * 2


def test_a_row_that_was_not_shown_has_no_place():
    assert places_of([1, 2, float("nan"), -1], 4).tolist() == [[0], [1], [0], [0]]


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.integers(0, 1), st.floats(0, 1))
def test_no_learnt_score_falls_when_a_firm_gets_better(row, feature, better):
    risen = list(row)
    risen[feature] = max(row[feature], better)

    for ranker in (LEARNT, LEARNT_FROM_NOISE):
        assert ranker.predict([risen])[0] >= ranker.predict([row])[0] - 1e-12
        drawn = ranker.sample([risen, row], np.random.default_rng(1))
        assert drawn[0] >= drawn[1] - 1e-12


def test_contributions_of_a_learnt_model_sum_to_its_score():
    rows = np.random.default_rng(5).random((500, 4))

    assert np.abs(LEARNT.contributions(rows).sum(axis=1) - LEARNT.predict(rows)).max() < 1e-9


def test_the_same_outcomes_give_the_same_model_and_it_survives_its_json():
    rows, grades, groups, positions = outcomes(60)
    one, two = (AdditiveRanker(SPECS).fit(rows, grades, groups, positions=positions) for _ in range(2))
    again = model_from_json(model_to_json(one))

    assert model_to_json(one) == model_to_json(two) == model_to_json(again)
    drawn = [each.sample(rows, np.random.default_rng(2)).tolist() for each in (one, again)]
    assert drawn[0] == drawn[1]


def test_draws_differ_by_what_is_uncertain_and_the_prior_alone_has_no_doubt():
    row = [[0.5, 0.5, 0.5, 0.5]]
    rng = np.random.default_rng(0)
    few, many = (AdditiveRanker(SPECS).fit(*outcomes(n)[:3]) for n in (20, 2000))
    spread = {
        n: np.std([each.sample(row, rng)[0] for _ in range(300)]) / each.scale_ for n, each in ((20, few), (2000, many))
    }

    assert spread[2000] < spread[20] / 2
    prior = AdditiveRanker(SPECS).fit()
    assert prior.sample(row, rng).tolist() == pytest.approx(prior.predict(row).tolist())


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"positions": [1, 2]}, "expected a position for each of 3 rows"),
        ({"sample_weight": [1.0]}, "sample_weight.shape"),
        ({"sample_weight": [1.0, float("nan"), 1.0]}, "NaN"),
    ],
)
def test_rows_that_do_not_fit_together_are_refused(broken, problem):
    with pytest.raises(ValueError, match=problem):
        AdditiveRanker(SPECS).fit(np.zeros((3, 4)), [0, 1, 2], [0, 0, 0], **broken)


def test_a_damaged_covariance_is_refused():
    stored = json.loads(model_to_json(LEARNT))
    stored["covariance"] = [[1.0]]

    with pytest.raises(Exception, match="expected a covariance of 40 by 40"):
        model_from_json(json.dumps(stored))


def test_intakes_without_two_different_outcomes_teach_nothing():
    rows = np.random.default_rng(0).random((6, 4))

    assert AdditiveRanker(SPECS).fit(rows, np.ones(6), [0, 0, 0, 1, 1, 1]).trained_on_ == 0


def test_ramps_reach_one_at_the_end():
    assert ramps(np.array([[1.0, 0.0]])).tolist() == [[1.0] * 10 + [0.0] * 10]


LEARNT = AdditiveRanker(SPECS).fit(*outcomes(200)[:3])
LEARNT_FROM_NOISE = AdditiveRanker(SPECS).fit(
    np.random.default_rng(8).random((90, 4)), np.random.default_rng(9).integers(0, 5, 90), np.repeat(np.arange(30), 3)
)
