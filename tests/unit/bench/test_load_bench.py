"""The figures of the load benchmark, computed by hand, and what its page says of them."""

import math

import pytest

from bench.web.figures import ASK, BARE, MATCH_PAGE, REVIEW, Visit, figures, growth, missed, percentile
from bench.web.house import Size
from bench.web.page import Measured, to_page

SIZE = Size(organisations=100, firms=10_000, answers=50_000, seats=32)


def visits(page: str, *times: float) -> list[Visit]:
    return [Visit(page, ms) for ms in times]


def test_a_page_is_told_in_medians_of_the_bare_page():
    found = figures([*visits(BARE, 2.0, 1.0, 9.0), *visits(ASK, 5.0, 3.0, 4.0, 6.0)])

    assert (found[BARE].median_ms, found[BARE].ratio) == (2.0, 1.0)
    assert (found[ASK].median_ms, found[ASK].ratio, found[ASK].visits) == (4.5, 2.25, 4)


def test_a_visit_that_failed_is_an_error_and_its_time_does_not_count():
    found = figures([*visits(BARE, 1.0), Visit(ASK, 0.1, failed=True), *visits(ASK, 7.0)])

    assert (found[ASK].visits, found[ASK].errors, found[ASK].median_ms) == (2, 1, 7.0)


def test_a_page_that_always_failed_has_no_time_and_misses_its_goal():
    found = figures([*visits(BARE, 1.0), *visits(MATCH_PAGE, 3.0), *visits(REVIEW, 4.1), Visit(ASK, 0.1, failed=True)])

    assert math.isnan(found[ASK].median_ms)
    assert set(missed(found)) == {REVIEW, ASK}


def test_a_goal_is_met_up_to_its_very_bound():
    at_the_bounds = [*visits(BARE, 1.0), *visits(MATCH_PAGE, 3.0), *visits(REVIEW, 4.0), *visits(ASK, 3.0)]

    assert missed(figures(at_the_bounds)) == {}


def test_without_the_bare_page_there_is_nothing_to_compare_with():
    with pytest.raises(ValueError, match="never reached"):
        figures([*visits(ASK, 1.0), Visit(BARE, 1.0, failed=True)])


@pytest.mark.parametrize(("count", "expected"), [(1, 1.0), (19, 19.0), (20, 19.0), (100, 95.0), (101, 96.0)])
def test_ninety_five_of_a_hundred_visits_took_at_most_the_percentile(count, expected):
    assert percentile([float(n) for n in range(1, count + 1)], 95) == expected


def test_memory_is_compared_with_what_was_held_after_the_first_tenth():
    assert growth([10, 100, *[105] * 17, 110]) == 1.1
    assert growth([50]) == 1.0


def page_with(worker: list[int]) -> str:
    found = figures([*visits(BARE, 1.0), *visits(MATCH_PAGE, 3.5), *visits(REVIEW, 4.0), *visits(ASK, 3.0)])
    one = Measured(30, 60, found, found, 100_000_000, 120_000_000, worker)
    return to_page("2026-11-29", SIZE, 32, {"sqlite": one})


def test_the_page_marks_what_misses_its_goal_and_nothing_else():
    page = page_with([100_000_000] * 20)

    assert "| match page | 1 | 3.5 ms | 3.5 ms | 3.5 | 3 **missed** | 0 |" in page
    assert "| review of 300 questions | 1 | 4.0 ms | 4.0 ms | 4.0 | 4 | 0 |" in page
    assert "0 of 4 visits failed" in page
    assert "100 MB before and 120 MB after" in page
    assert "**not flat**" not in page


def test_the_page_says_when_the_worker_grows():
    assert "1.20 times the first tenth **not flat**" in page_with([100_000_000] * 19 + [120_000_000])
