"""What the bar charts draw."""

from datetime import date

import pytest

from matcher.intakes.wanted import ReportType
from matcher.plan.chart import Line, comparison_chart, plan_chart
from matcher.plan.milestones import plan
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted


def bars_of(chart):
    return {bars.label: bars.days for bars in chart.bars}


def test_a_plan_has_a_row_for_each_milestone_coloured_by_whose_work_it_is():
    held = plan(dull_wanted(), dull_firm(), TODAY)

    chart = plan_chart(held, TODAY)

    assert chart.rows == tuple(part.title for part in held.milestones)
    assert bars_of(chart)["The firm"][-1] == ("2027-06-13", "2027-07-11")
    assert bars_of(chart)["You"][-1] is None


@pytest.mark.parametrize(
    ("today", "needed_by", "expected"),
    [
        (TODAY, None, ["Today"]),
        (date(2027, 7, 11), None, ["Today"]),
        (date(2027, 7, 12), None, []),
        (TODAY, date(2027, 7, 1), ["Today", "Report needed"]),
        (TODAY, date(9999, 12, 31), ["Today"]),
    ],
)
def test_today_and_the_deadline_are_marked_where_they_can_be_drawn(today, needed_by, expected):
    held = plan(dull_wanted(report_needed_by=needed_by), dull_firm(), TODAY)

    assert [line.label for line in plan_chart(held, today).lines] == expected


def test_plans_are_compared_by_the_stretches_of_each_report():
    wanted = dull_wanted(report_type=ReportType.TYPE_1_THEN_2, report_needed_by=date(2027, 3, 1))
    plans = [plan(wanted, dull_firm(name=name), TODAY) for name in ("Ash", "Birch")]

    chart = comparison_chart(plans, TODAY)

    assert chart.rows == ("1. Type 1, Ash", "1. Type 2, Ash", "2. Type 1, Birch", "2. Type 2, Birch")
    assert bars_of(chart) == {
        "Window": (None, ("2026-11-23", "2027-05-23")) * 2,
        "Fieldwork": (("2026-12-01", "2026-12-22"), ("2027-05-23", "2027-06-13")) * 2,
        "Report": (("2026-12-22", "2027-01-19"), ("2027-06-13", "2027-07-11")) * 2,
    }
    assert chart.lines == (Line("Today", "2026-11-23"), Line("Report needed", "2027-03-01"))


def test_plans_with_one_report_each_are_named_by_their_firms():
    chart = comparison_chart([plan(dull_wanted(), dull_firm(), TODAY)], TODAY)

    assert chart.rows == ("1. Dullbrook Attest",)
