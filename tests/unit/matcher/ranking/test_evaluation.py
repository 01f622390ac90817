"""From outcomes to a candidate, and the candidate against what ranks and the prior."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from matcher.ranking.evaluation import evaluate
from matcher.ranking.expert import expert_ranker
from matcher.ranking.recipe import TooFewOutcomes, learn_candidate
from matcher.ranking.stored import model_to_json
from matcher.ranking.training import training_set
from tests.factories.outcomes import NAMES, invented_outcomes

AT = datetime(2027, 1, 1, tzinfo=UTC)
END = AT + timedelta(days=365)


@pytest.fixture(scope="module")
def known():
    return training_set(invented_outcomes(200, AT), END)


@pytest.fixture(scope="module")
def learnt(known):
    return learn_candidate(known, current="the prior", learnt_until=None)


def models(candidate):
    return {"candidate": candidate, "current": expert_ranker(), "prior": expert_ranker()}


def outcomes(number):
    """Give so many intakes with outcomes, as many of them as it takes."""
    every = training_set(invented_outcomes(100, AT), END)
    return every.until(every.shown_at[every.with_outcomes[number - 1]])


def test_with_too_few_outcomes_it_says_how_many_are_lacking():
    with pytest.raises(TooFewOutcomes) as few:
        learn_candidate(outcomes(29), current="the prior", learnt_until=None)

    assert str(few.value) == "Too few outcomes: 29 of at least 30 intakes with outcomes; the prior stays."


def test_thirty_intakes_with_outcomes_are_enough():
    found = learn_candidate(outcomes(30), current="the prior", learnt_until=None)

    assert found.training["intakes_with_outcomes"] == 21  # the latest 30 % are kept to test on


def test_it_learns_from_the_earlier_intakes_alone(known, learnt):
    earlier = known.until(learnt.until)
    again = learn_candidate(known, current="the prior", learnt_until=None)

    assert learnt.training["fingerprint"] == earlier.fingerprint != known.fingerprint
    assert learnt.training["intakes_shown"] == len(earlier.shown_at)
    assert model_to_json(again.model) == model_to_json(learnt.model)


def test_where_nothing_new_came_since_the_current_one_learnt_it_cannot_be_tested(known):
    with pytest.raises(TooFewOutcomes, match=r"0 of at least 5 later intakes.*version 7 stays"):
        learn_candidate(known, current="version 7", learnt_until=known.shown_at[-1])


def test_it_finds_what_the_companies_care_for(learnt):
    worth = dict(zip(NAMES, learnt.model.coef_.sum(axis=1), strict=True))

    assert max(worth, key=worth.get) == "price"
    assert worth["price"] > 0.3  # the expert gives it 0.16


def test_its_points_are_as_large_as_the_experts(learnt):
    assert 0.5 < learnt.model.coef_.sum() < 2.0  # 1.0 for the expert; unscaled it would be above 5


def test_the_candidate_is_better_than_the_prior_beyond_chance(known, learnt):
    later = known.after(learnt.until)
    found = evaluate(known, later, models(learnt.model))

    lead = found.candidate_over["prior"].ndcg_at_3
    assert 0 < lead.low < lead.value < lead.high
    assert found.fared["candidate"].ndcg_at_3.value > found.fared["prior"].ndcg_at_3.value
    assert found.shown == len(later.shown_at)
    assert found.first_at > learnt.until


def test_the_prior_is_no_better_than_itself(known, learnt):
    found = evaluate(known, known.after(learnt.until), models(expert_ranker()))

    lead = found.candidate_over["prior"]
    assert (lead.ndcg_at_3.low, lead.ndcg_at_3.value, lead.ndcg_at_3.high) == (0.0, 0.0, 0.0)
    assert lead.asked_per_look.value == 0.0


def test_an_evaluation_is_the_same_twice_and_fit_for_json(known, learnt):
    later = known.after(learnt.until)

    first, again = (evaluate(known, later, models(learnt.model)).to_json() for _ in range(2))

    assert first == again
    assert list(first["fared"]) == ["candidate", "current", "prior"]
    assert 0 <= first["fared"]["candidate"]["asked_per_look"]["value"] <= 1
    assert np.all(np.diff(first["chances"]) <= 0)
