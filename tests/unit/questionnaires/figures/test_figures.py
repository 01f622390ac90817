"""Stretches of time, and the figures computed over them."""

from datetime import UTC, date, datetime

import pytest

from questionnaires.figures.period import Period, Stretch, period_of
from questionnaires.figures.summary import Approvals, Passage, figures_of


def at(month, day, hour=12):
    return datetime(2026, month, day, hour, tzinfo=UTC)


MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
NOTHING = Approvals(0, 0)


@pytest.mark.parametrize(
    ("stretch", "today", "first", "last"),
    [
        (Stretch.THIS_QUARTER, date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (Stretch.THIS_QUARTER, date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 1)),
        (Stretch.LAST_QUARTER, date(2026, 4, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (Stretch.LAST_QUARTER, date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (Stretch.THIS_YEAR, date(2026, 11, 29), date(2026, 1, 1), date(2026, 11, 29)),
        (Stretch.ALL, date(2026, 11, 29), date(2024, 2, 29), date(2026, 11, 29)),
    ],
)
def test_a_stretch_is_a_calendars(stretch, today, first, last):
    assert period_of(stretch, today=today, earliest=date(2024, 2, 29)) == Period(first, last)


def test_a_quarter_is_cut_into_weeks_from_monday_without_a_gap():
    steps = Period(date(2026, 4, 1), date(2026, 4, 14)).steps

    assert [(one.first.day, one.last.day) for one in steps] == [(1, 5), (6, 12), (13, 14)]


def test_a_long_period_is_cut_into_months():
    steps = Period(date(2025, 11, 20), date(2026, 6, 3)).steps

    assert steps[0] == Period(date(2025, 11, 20), date(2025, 11, 30))
    assert [one.first.month for one in steps] == [11, 12, 1, 2, 3, 4, 5, 6]
    assert steps[-1].last == date(2026, 6, 3)


def test_the_median_is_over_those_first_sent_in_the_period():
    ways = [
        Passage(at(4, 20), at(5, 2), waits=False, deal_value=None),
        Passage(at(5, 1), at(5, 5), waits=False, deal_value=None),
        Passage(at(5, 1), at(5, 3), waits=False, deal_value=None),
        Passage(at(5, 1), at(6, 1, 0), waits=False, deal_value=None),
    ]

    counted = figures_of(ways, MAY, NOTHING, 0, {})

    assert (counted.received, counted.sent, counted.median_days) == (3, 3, 4.0)


def test_the_last_day_counts_and_the_day_after_does_not():
    ways = [Passage(at(5, 31, 23), None, True, None), Passage(at(6, 1, 0), None, True, None)]

    assert figures_of(ways, MAY, NOTHING, 0, {}).received == 1


def test_a_deal_without_a_value_is_unknown_and_not_nought():
    ways = [
        Passage(at(1, 1), None, True, 40_000),
        Passage(at(5, 2), None, True, None),
        Passage(at(5, 2), at(5, 3), False, 9),
    ]

    counted = figures_of(ways, MAY, NOTHING, 0, {})

    assert (counted.waiting, counted.waiting_usd, counted.waiting_unvalued) == (2, 40_000, 1)


def test_nothing_gives_no_share_and_no_median():
    counted = figures_of([], MAY, NOTHING, 0, {})

    assert (counted.median_days, counted.approvals.share, list(counted.reasons)) == (None, None, [])


def test_reasons_are_shares_of_all_drafts_the_most_frequent_first():
    counted = figures_of([], MAY, Approvals(8, 6), 20, {"stale_answer": 2, "nothing_found": 5, "contradiction": 2})

    assert [(one.code, one.share) for one in counted.reasons] == [
        ("nothing_found", 0.25),
        ("contradiction", 0.1),
        ("stale_answer", 0.1),
    ]
    assert counted.approvals.share == 0.75


def test_where_no_waiting_deal_has_a_value_the_sum_is_unknown():
    assert figures_of([Passage(at(5, 2), None, True, None)], MAY, NOTHING, 0, {}).waiting_usd is None
    assert figures_of([], MAY, NOTHING, 0, {}).waiting_usd == 0
