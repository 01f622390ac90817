"""Coverage over time, counted by hand."""

from datetime import UTC, date, datetime

from foundation.criteria import Category
from questionnaires.controls.readiness import CoverageState
from questionnaires.progress.history import MOST_DAYS, Measured, days_of, lines

SECURITY, AVAILABILITY = Category.SECURITY, Category.AVAILABILITY


def at(day, hour=9):
    return datetime(2027, 1, day, hour, tzinfo=UTC)


def measured(when, category, covered, gap, not_applicable=0):
    counts = dict(zip(CoverageState, (covered, 0, gap, not_applicable), strict=True))
    return Measured(when, category, counts)


def test_the_last_measurement_of_a_day_counts_and_what_did_not_change_stands():
    days = days_of(
        [
            measured(at(4, 9), SECURITY, 0, 4),
            measured(at(4, 9), AVAILABILITY, 1, 0, 2),
            measured(at(4, 17), SECURITY, 1, 3),
            measured(at(9), SECURITY, 3, 1),
        ],
        [SECURITY, AVAILABILITY],
    )

    assert [day.on for day in days] == [date(2027, 1, 4), date(2027, 1, 9)]
    assert [day.shares for day in days] == [{SECURITY: 1 / 4, AVAILABILITY: 1.0}, {SECURITY: 3 / 4, AVAILABILITY: 1.0}]
    assert [day.overall for day in days] == [2 / 5, 4 / 5]


def test_a_day_on_which_only_a_category_out_of_view_changed_is_no_day():
    days = days_of([measured(at(4), SECURITY, 1, 1), measured(at(5), AVAILABILITY, 1, 1)], [SECURITY])

    assert [day.on for day in days] == [date(2027, 1, 4)]
    assert days[0].overall == 1 / 2


def test_nothing_measured_gives_no_day():
    assert days_of([], [SECURITY]) == ()


def test_only_the_latest_days_are_shown_and_they_know_what_stood_before():
    first = measured(datetime(2026, 1, 1, tzinfo=UTC), AVAILABILITY, 1, 0)
    later = [measured(datetime(2027, 1 + n // 28, 1 + n % 28, tzinfo=UTC), SECURITY, n, 100) for n in range(MOST_DAYS)]

    days = days_of([first, *later], [SECURITY, AVAILABILITY])

    assert len(days) == 40
    assert days[0].on == date(2027, 1, 1)
    assert days[0].shares[AVAILABILITY] == 1.0


def test_the_lines_are_in_whole_percent_and_break_off_where_nothing_was_measured():
    days = days_of([measured(at(4), SECURITY, 1, 2), measured(at(6), AVAILABILITY, 3, 0)], [SECURITY, AVAILABILITY])

    assert lines(days, [SECURITY, AVAILABILITY]) == {
        "days": ["2027-01-04", "2027-01-06"],
        "lines": [
            {"label": "All in view", "values": [33, 67]},
            {"label": "Security", "values": [33, 33]},
            {"label": "Availability", "values": [None, 100]},
        ],
    }
    assert [one["label"] for one in lines(days, [SECURITY])["lines"]] == ["Security"]
