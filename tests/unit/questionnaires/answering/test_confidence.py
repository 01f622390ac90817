"""How sure an answer must be to stand without a person."""

import pytest

from questionnaires.answering.confidence import Practised, shipped_confidence, threshold_for

PRACTICE = tuple(
    Practised(confidence, accepted)
    for confidence, accepted in ((0.99, True), (0.95, True), (0.9, False), (0.8, True), (0.7, True), (0.6, False))
)


@pytest.mark.parametrize(
    ("budget", "threshold"),
    [(0.0, 0.95), (0.19, 0.95), (0.2, 0.7), (0.34, 0.6)],
)
def test_the_threshold_is_the_lowest_that_keeps_to_the_budget(budget: float, threshold: float) -> None:
    assert threshold_for(PRACTICE, budget) == threshold


def test_answers_that_a_reason_keeps_back_do_not_count_for_the_threshold() -> None:
    kept_back = Practised(0.97, accepted=False, free=False)

    assert threshold_for((*PRACTICE, kept_back), 0.0) == 0.95


def test_where_the_surest_answer_is_wrong_only_a_budget_for_it_lets_anything_pass() -> None:
    assert threshold_for((Practised(0.99, accepted=False), Practised(0.5, accepted=False)), 0.1) == 1.0


def test_shipped_confidence_held_on_companies_that_it_was_not_learnt_from() -> None:
    practice = shipped_confidence().practice
    gap = sum(one.confidence - one.accepted for one in practice) / len(practice)
    sure = [one.accepted for one in practice if one.confidence >= 0.9]
    unsure = [one.accepted for one in practice if one.confidence < 0.9]

    assert len(practice) > 100
    assert abs(gap) < 0.05
    assert sum(sure) / len(sure) > 0.9
    assert sum(unsure) / len(unsure) < 0.8
