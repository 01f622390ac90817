"""The earliest report, by days counted by hand."""

from datetime import date

import pytest

from matcher.eligibility.dates import ReportDates, add_months, report_dates
from matcher.intakes.wanted import Readiness, ReportType
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_are_calendar_months_clipped_to_the_last_day(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [
        (Readiness.READY, date(2027, 7, 11)),  # 2027-05-23 + 49 days
        (Readiness.REMEDIATING, date(2027, 8, 9)),  # ready 2026-12-21, window to 2027-06-21
        (Readiness.GAP_ASSESSED, date(2027, 9, 5)),  # ready 2027-01-18, window to 2027-07-18
        (Readiness.NONE, date(2027, 11, 3)),  # ready 2027-03-15, window to 2027-09-15
        (None, date(2027, 11, 3)),  # unknown readiness promises nothing early
    ],
)
def test_a_type_2_report_follows_readiness_window_fieldwork_and_writing(readiness, expected):
    firm = dull_firm()

    assert report_dates(dull_wanted(readiness=readiness), firm, TODAY) == ReportDates(expected)


@pytest.mark.parametrize(
    ("wanted", "firm", "expected"),
    [
        ({"earliest_start": date(2027, 1, 4)}, {}, date(2027, 8, 22)),  # window to 2027-07-04
        ({"window_months": None}, {}, date(2027, 7, 11)),
        ({"window_months": 3}, {}, date(2027, 4, 13)),  # window to 2027-02-23
        ({}, {"next_start_on": date(2027, 6, 1)}, date(2027, 7, 20)),  # the firm begins after the window
        ({}, {"next_start_on": None}, date(2027, 7, 11)),
        ({}, {"fieldwork_weeks": None, "report_weeks": None}, date(2027, 7, 11)),  # 3 and 4 weeks
        ({}, {"fieldwork_weeks": 2.5, "report_weeks": 4.0}, date(2027, 7, 8)),  # 45.5 days are 46
        ({"report_type": ReportType.TYPE_1}, {}, date(2027, 1, 19)),  # the firm begins on 2026-12-01
        ({"report_type": ReportType.TYPE_1}, {"next_start_on": date(2026, 11, 1)}, date(2027, 1, 11)),
    ],
)
def test_dates_come_from_the_intake_and_the_firm(wanted, firm, expected):
    dates = report_dates(dull_wanted(**wanted), dull_firm(**firm), TODAY)

    assert dates == ReportDates(expected)


def test_an_unknown_report_type_has_no_date():
    assert report_dates(dull_wanted(report_type=None), dull_firm(), TODAY) is None
