"""When two scores are too close to call, and what a draw of the third place may do."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from matcher.eligibility.gate import judge
from matcher.firms.samples import sample_firms
from matcher.intakes.intake_json import read_intake
from matcher.matches.matching import match
from matcher.ranking.candidates import Candidates
from matcher.ranking.closeness import spreads, too_close, uncertainty
from matcher.ranking.expert import expert_ranker
from matcher.ranking.explore import explore
from matcher.ranking.model import AdditiveRanker, FeatureSpec
from matcher.ranking.score import ranking, score

TODAY = date(2026, 11, 29)
INTAKE = {"organisation": "Acme", "industry": "fintech", "headcount": 85, "report_type": "type_2"}


@pytest.fixture(scope="module")
def firms():
    return sample_firms(TODAY)


@pytest.fixture(scope="module")
def wanted():
    return read_intake(INTAKE, today=TODAY, source="test")


@pytest.fixture(scope="module")
def scored(wanted, firms):
    judgements = [each for each in (judge(wanted, firm, TODAY) for firm in firms) if each.eligible]
    return score(Candidates(wanted, judgements, TODAY), expert_ranker())


def test_the_experts_word_is_as_uncertain_as_learning_takes_it_to_be():
    model = AdditiveRanker([FeatureSpec("a", 1, 0.5), FeatureSpec("b", 1, 1.5)]).fit()

    # heights of 0.5 and 1.5, their mean 1, times 0.4: the deviation of each whole height
    heights = [uncertainty(model)[at : at + 10, at : at + 10].sum() for at in (0, 10)]
    assert np.sqrt(heights) == pytest.approx([0.4, 0.4])
    assert not uncertainty(model)[:10, 10:].any()


def test_a_learnt_model_says_its_own_uncertainty():
    rng = np.random.default_rng(1)
    rows = rng.random((300, 2))
    model = AdditiveRanker([FeatureSpec("a", 1, 0.5), FeatureSpec("b", 1, 0.5)])
    model.fit(rows, (rows[:, 0] > 0.5).astype(int), np.repeat(np.arange(100), 3))

    assert np.array_equal(uncertainty(model), model.covariance_)
    assert model.trained_on_ > 0


def test_twins_are_always_too_close_and_nothing_is_uncertain_between_them(scored):
    twin = ranking(scored)[0]

    assert spreads(scored, expert_ranker(), [twin, twin]) == [0.0]
    assert too_close(0.0, 0.0)


def test_each_match_but_the_last_is_held_against_the_next(wanted, firms):
    found = match(wanted, firms, model=expert_ranker(), today=TODAY).matches

    apart = [one.score - other.score for one, other in pairwise(found)]
    assert [one.is_close for one in found[:2]] == [gap <= one.spread for gap, one in zip(apart, found, strict=False)]
    assert found[2].spread is None
    assert not found[2].is_close


def test_a_priority_of_nothing_takes_its_uncertainty_along(firms):
    plain = match(read_intake(INTAKE, today=TODAY, source="t"), firms, model=expert_ranker(), today=TODAY)
    told = INTAKE | {"priorities": {"price": 0, "speed": 0, "industry_depth": 0}}
    careless = match(read_intake(told, today=TODAY, source="t"), firms, model=expert_ranker(), today=TODAY)

    assert sum(one.spread or 0 for one in careless.matches) < sum(one.spread or 0 for one in plain.matches)


def test_without_chance_every_place_is_certain(wanted, firms):
    found = match(wanted, firms, model=expert_ranker(), today=TODAY).matches

    assert [(one.probability, one.is_explored) for one in found] == [(1.0, False)] * 3


def test_chance_gives_the_third_place_alone_and_says_how_likely_it_was(wanted, firms):
    certain = match(wanted, firms, model=expert_ranker(), today=TODAY)
    seen = set()
    for seed in range(12):
        drawn = match(wanted, firms, model=expert_ranker(), today=TODAY, rng=np.random.default_rng(seed))
        assert [one.firm.firm_id for one in drawn.matches[:2]] == list(certain.eligible[:2])
        assert drawn.eligible == certain.eligible
        third = drawn.matches[2]
        assert 0 < third.probability <= 1
        assert third.is_explored == (third.firm.firm_id != certain.eligible[2])
        assert third.firm.firm_id in certain.eligible[2:]
        seen.add(third.firm.firm_id)

    assert len(seen) > 1


def test_the_same_chance_gives_the_same_three(wanted, firms):
    one, other = (
        match(wanted, firms, model=expert_ranker(), today=TODAY, rng=np.random.default_rng(7)) for _ in range(2)
    )

    assert [each.firm.firm_id for each in one.matches] == [each.firm.firm_id for each in other.matches]


def test_probabilities_of_who_is_left_are_what_draws_show(scored):
    left = ranking(scored)[2:]
    drawn = [explore(scored, expert_ranker(), left, np.random.default_rng(seed)) for seed in range(300)]

    often = max({one.row for one in drawn}, key=lambda row: sum(each.row == row for each in drawn))
    share = np.mean([one.row == often for one in drawn])
    said = np.mean([one.probability for one in drawn if one.row == often])
    assert said == pytest.approx(share, abs=0.08)
