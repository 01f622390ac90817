"""The additive ranker before any outcome."""

import json

import numpy as np
import pytest

from foundation.errors import BadInput
from matcher.intakes.wanted import Priorities
from matcher.ranking.emphasis import emphasis
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import FEATURES
from matcher.ranking.model import AdditiveRanker, FeatureSpec
from matcher.ranking.stored import directory_model_from_json, model_from_json, model_to_json

SPECS = (FeatureSpec("a", 1, 0.6), FeatureSpec("b", 0, 0.0), FeatureSpec("c", 1, 0.4, context=True))


def test_the_prior_is_the_expert_weighted_sum():
    ranker = AdditiveRanker(SPECS).fit()

    assert ranker.predict([[0.5, 1.0, 1.0], [1.0, 0.0, 0.0]]) == pytest.approx([0.3, 0.6])


def test_context_and_features_without_a_direction_add_nothing_yet():
    ranker = AdditiveRanker(SPECS).fit()

    assert ranker.contributions([[0.5, 1.0, 1.0]]).tolist() == [[pytest.approx(0.3), 0.0, 0.0]]


def test_contributions_sum_to_the_prediction_for_any_coefficients():
    rng = np.random.default_rng(7)
    ranker = expert_ranker()
    ranker.coef_ = rng.uniform(0, 1, ranker.coef_.shape)
    rows = rng.uniform(0, 1, (200, len(FEATURES)))

    assert np.abs(ranker.contributions(rows).sum(axis=1) - ranker.predict(rows)).max() < 1e-9


def test_a_ramp_rises_inside_its_own_segment_only():
    ranker = AdditiveRanker((FeatureSpec("a", 1, 1.0),)).fit()
    ranker.coef_ = np.array([[0.0, 0.0, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0]])

    assert ranker.predict([[0.4], [0.45], [0.5], [1.0]]) == pytest.approx([0.0, 1.5, 3.0, 3.0])


def test_the_published_weights_sum_to_one():
    assert sum(feature.weight for feature in FEATURES) == pytest.approx(1.0)


def test_features_without_a_direction_weigh_nothing_beforehand():
    assert {feature.name for feature in FEATURES if feature.direction == 0 or feature.weight == 0} == {
        "tier",
        "fee_ratio",
    }


def test_no_rows_are_the_prior():
    assert AdditiveRanker(SPECS).fit(np.empty((0, 3)), [], []).trained_on_ == 0


def test_another_number_of_columns_is_a_bug():
    with pytest.raises(ValueError, match="X has 1 features, but AdditiveRanker is expecting 3"):
        AdditiveRanker(SPECS).fit().predict([[0.1]])


def test_a_stored_model_scores_the_same():
    rows = np.random.default_rng(3).uniform(0, 1, (50, len(FEATURES)))

    again = directory_model_from_json(model_to_json(expert_ranker()))

    assert again.predict(rows).tolist() == expert_ranker().predict(rows).tolist()
    assert model_to_json(again) == model_to_json(expert_ranker())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "m.json: expected the JSON of a ranking model"),
        ("[]", "expected a ranking model of kind"),
        ('{"kind": "additive_ranker", "format": 1}', "incomplete or damaged"),
        ('{"kind": "additive_ranker", "format": 2}', "format 1"),
    ],
)
def test_another_text_is_no_model(text, said):
    with pytest.raises(BadInput, match=said):
        model_from_json(text, source="m.json")


def test_a_model_with_a_falling_ramp_where_more_is_better_is_refused():
    stored = json.loads(model_to_json(expert_ranker()))
    stored["coefficients"][0][2] = -0.1

    with pytest.raises(BadInput, match="negative where more is better"):
        model_from_json(json.dumps(stored))


def test_a_model_of_other_features_does_not_rank_firms():
    with pytest.raises(BadInput, match="features that are not ours: a, b, c"):
        directory_model_from_json(model_to_json(AdditiveRanker(SPECS).fit()))


def test_a_priority_scales_its_feature_by_thirds():
    factors = emphasis(["price", "speed", "industry_depth", "rating"], Priorities(price=5, speed=0))

    assert factors.tolist() == [pytest.approx(5 / 3), 0.0, 1.0, 1.0]
