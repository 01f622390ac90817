"""The figures of the answer benchmark, computed by hand."""

import pytest

from bench.answers.metrics import (
    Outcome,
    calibration_error,
    citations_right,
    coverage_at,
    false_yes_rate,
    hit_at,
    right_by_sort,
    risk_coverage_area,
    supported_answered,
)

YES, NO, OPEN = ("yes",), ("no",), ("needs_input",)
FOUR = (
    Outcome("supported", YES, "yes", 0.95),
    Outcome("supported", YES, "yes", 0.85),
    Outcome("near_miss", OPEN, "yes", 0.75),
    Outcome("supported", YES, "needs_input"),
)


def test_an_outcome_is_right_when_any_accepted_verdict_comes_out() -> None:
    assert Outcome("partial", ("no", "partial"), "partial").right
    assert not Outcome("partial", ("no", "partial"), "yes").right


@pytest.mark.parametrize(
    ("expected", "verdict", "turned"),
    [
        (YES, "no", True),
        (NO, "yes", True),
        (OPEN, "yes", False),
        (("no", "yes"), "yes", False),
        (YES, "partial", False),
    ],
)
def test_polarity_is_wrong_only_where_the_plain_opposite_came_out(
    expected: tuple[str, ...], verdict: str, turned: bool
) -> None:
    assert Outcome("adverse", expected, verdict).turned is turned


def test_false_yes_is_counted_among_questions_that_deserve_no_yes() -> None:
    outcomes = (*FOUR, Outcome("planned", NO, "no"), Outcome("planned", NO, "needs_input"))

    assert false_yes_rate(outcomes) == pytest.approx(1 / 3)
    assert false_yes_rate(outcomes, "planned") == 0
    assert false_yes_rate(outcomes, "scope") is None


def test_supported_questions_count_as_answered_when_the_answer_is_right() -> None:
    assert supported_answered(FOUR) == pytest.approx(2 / 3)


@pytest.mark.parametrize(("precision", "coverage"), [(1.0, 0.5), (0.67, 0.5), (0.66, 0.75)])
def test_coverage_is_the_most_that_keeps_the_precision(precision: float, coverage: float) -> None:
    assert coverage_at(FOUR, precision) == coverage


def test_the_area_is_the_mean_risk_over_all_coverages() -> None:
    assert risk_coverage_area(FOUR) == pytest.approx((0 + 0 + 1 / 3) / 3)


def test_calibration_error_weighs_the_gap_of_each_bin_by_its_size() -> None:
    # gaps: 0.05 in the bin of 0.95, 0.15 in that of 0.85, 0.75 in that of 0.75; one answer each.
    assert calibration_error(FOUR) == pytest.approx((0.05 + 0.15 + 0.75) / 3)


def test_nothing_answered_has_no_risk_and_no_calibration() -> None:
    assert risk_coverage_area((FOUR[3],)) is None
    assert calibration_error(()) is None
    assert coverage_at((), 0.9) == 0


def test_right_answers_are_counted_by_sort() -> None:
    assert right_by_sort(FOUR) == {"near_miss": (0, 1), "supported": (2, 3)}


def test_citations_are_counted_on_right_answers_whose_source_is_known() -> None:
    cited = Outcome("supported", YES, "yes", 0.9, cited=True)
    strange = Outcome("supported", YES, "yes", 0.9, cited=False)
    wrong = Outcome("near_miss", OPEN, "yes", 0.9, cited=False)

    assert citations_right([cited, strange, wrong, *FOUR]) == 0.5
    assert citations_right(FOUR) is None


def test_a_hit_needs_one_of_the_wanted_among_the_first() -> None:
    ranked = [(("CC6.1", "CC6.2"), ("CC7.1", "CC6.2", "CC1.1")), (("A1.2",), ("CC1.1", "CC1.2", "CC1.3", "A1.2"))]

    assert [hit_at(ranked, first) for first in (1, 2, 4)] == [0.0, 0.5, 1.0]
    assert hit_at([], 3) is None
