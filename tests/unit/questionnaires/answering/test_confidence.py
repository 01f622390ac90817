"""How sure an answer must be to stand without a person."""

import pytest

from foundation.config import Settings
from questionnaires.answering.confidence import AUTO_THRESHOLD, shipped_confidence, threshold_for

PRACTICE = ((0.99, True), (0.95, True), (0.9, False), (0.8, True), (0.7, True), (0.6, False))


def test_settings_and_engine_agree_on_the_confidence_that_needs_no_review() -> None:
    assert Settings().auto_threshold == AUTO_THRESHOLD == 0.85


@pytest.mark.parametrize(
    ("budget", "threshold"),
    [(0.0, 0.95), (0.19, 0.95), (0.2, 0.7), (0.34, 0.6)],
)
def test_the_threshold_is_the_lowest_that_keeps_to_the_budget(budget: float, threshold: float) -> None:
    assert threshold_for(PRACTICE, budget) == threshold


def test_where_the_surest_answer_is_wrong_only_a_budget_for_it_lets_anything_pass() -> None:
    assert threshold_for(((0.99, False), (0.5, False)), 0.1) == 1.0


def test_shipped_confidence_held_on_companies_that_it_was_not_learnt_from() -> None:
    practice = shipped_confidence().practice
    confident = [accepted for confidence, accepted in practice if confidence >= AUTO_THRESHOLD]
    gap = sum(confidence - accepted for confidence, accepted in practice) / len(practice)

    assert len(practice) > 100
    assert abs(gap) < 0.05
    assert sum(confident) / len(confident) > 0.8
