"""The plan to the report: days counted by hand, and never other days than the gate's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.eligibility.dates import report_dates
from matcher.intakes.wanted import Readiness, ReportType
from matcher.plan.assumptions import later_slack, slack
from matcher.plan.milestones import plan
from matcher.plan.model import Party
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

weeks = st.none() | st.floats(0, 104, allow_nan=False)
days = st.none() | st.dates(date(2025, 1, 1), date(2030, 1, 1)) | st.just(date.max)
intakes = st.builds(
    dull_wanted,
    report_type=st.sampled_from(ReportType),
    readiness=st.none() | st.sampled_from(Readiness),
    window_months=st.none() | st.integers(1, 24),
    earliest_start=days,
    report_needed_by=days,
)
firms = st.builds(dull_firm, next_start_on=days, fieldwork_weeks=weeks, report_weeks=weeks)


def days_of(held):
    return {part.key: (part.starts_on, part.ends_on) for part in held.milestones}


def part_of(held, key):
    return next(part for part in held.milestones if part.key == key)


@given(intakes, firms, st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_a_plan_ends_on_the_very_day_that_the_gate_gives(wanted, firm, today):
    dates = report_dates(wanted, firm, today)
    held = plan(wanted, firm, today)

    assert held.ends_on == (dates.later_report_on or dates.earliest_report_on)
    assert held.earliest_report_on == dates.earliest_report_on
    first = "type_2_report" if wanted.report_type is ReportType.TYPE_2 else "type_1_report"
    assert part_of(held, first).ends_on == dates.earliest_report_on


@given(intakes, firms, st.dates(date(2024, 1, 1), date(2029, 1, 1)))
def test_milestones_run_forwards_from_today_and_none_outlasts_the_report(wanted, firm, today):
    held = plan(wanted, firm, today)
    starts = [part.starts_on for part in held.milestones]

    assert min(starts) == today
    assert starts == sorted(starts)
    assert all(part.starts_on <= part.ends_on <= held.ends_on for part in held.milestones)
    assert len({part.key for part in held.milestones}) == len(held.milestones)
    assert all(part.assumption for part in held.milestones)


def test_a_first_type_2_from_nothing_has_every_part_of_the_journey():
    held = plan(dull_wanted(readiness=Readiness.NONE), dull_firm(), TODAY)

    assert days_of(held) == {
        "scoping": (date(2026, 11, 23), date(2026, 12, 7)),
        "choice": (date(2026, 11, 23), date(2026, 12, 28)),  # 5 weeks, beside readiness
        "firm_start": (date(2026, 12, 1), date(2026, 12, 1)),
        "readiness": (date(2026, 12, 7), date(2027, 1, 18)),  # 8 weeks from today, scoping among them
        "remediation": (date(2027, 1, 18), date(2027, 3, 15)),
        "ready": (date(2027, 3, 15), date(2027, 3, 15)),
        "window": (date(2027, 3, 15), date(2027, 9, 15)),
        "type_2_fieldwork": (date(2027, 9, 15), date(2027, 10, 6)),
        "type_2_report": (date(2027, 10, 6), date(2027, 11, 3)),
    }


def test_type_1_then_2_has_both_reports_and_examines_the_first_while_the_window_runs():
    held = plan(dull_wanted(report_type=ReportType.TYPE_1_THEN_2), dull_firm(), TODAY)

    assert days_of(held) == {
        "scoping": (date(2026, 11, 23), date(2026, 11, 23)),
        "ready": (date(2026, 11, 23), date(2026, 11, 23)),
        "choice": (date(2026, 11, 23), date(2026, 12, 1)),
        "window": (date(2026, 11, 23), date(2027, 5, 23)),
        "firm_start": (date(2026, 12, 1), date(2026, 12, 1)),
        "type_1_as_of": (date(2026, 12, 1), date(2026, 12, 1)),
        "type_1_fieldwork": (date(2026, 12, 1), date(2026, 12, 22)),
        "type_1_report": (date(2026, 12, 22), date(2027, 1, 19)),
        "type_2_fieldwork": (date(2027, 5, 23), date(2027, 6, 13)),
        "type_2_report": (date(2027, 6, 13), date(2027, 7, 11)),
    }


def test_a_type_1_alone_has_no_window():
    held = plan(dull_wanted(report_type=ReportType.TYPE_1), dull_firm(), TODAY)

    assert {"window", "type_2_fieldwork", "type_2_report"}.isdisjoint(days_of(held))


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [
        (None, {"scoping", "readiness", "remediation", "ready"}),
        (Readiness.GAP_ASSESSED, {"scoping", "remediation", "ready"}),
        (Readiness.REMEDIATING, {"scoping", "remediation", "ready"}),
        (Readiness.READY, {"scoping", "ready"}),
    ],
)
def test_what_is_done_already_is_not_planned_again(readiness, expected):
    held = plan(dull_wanted(readiness=readiness), dull_firm(), TODAY)

    assert set(days_of(held)) & {"scoping", "readiness", "remediation", "ready"} == expected


@pytest.mark.parametrize(
    ("key", "wanted", "firm", "expected"),
    [
        ("type_2_fieldwork", {}, {"fieldwork_weeks": None}, "3 weeks assumed, as the firm has not told its own."),
        ("type_2_fieldwork", {}, {"fieldwork_weeks": 1.0}, "1 week, as the firm told."),
        (
            "type_2_fieldwork",
            {},
            {"next_start_on": date(2027, 6, 1)},
            "3 weeks, as the firm told. It begins 9 days after the window ends, when the firm can start.",
        ),
        ("type_2_report", {}, {"report_weeks": None}, "4 weeks after fieldwork assumed, as the firm has not told"),
        ("type_2_report", {}, {"report_weeks": 2.5}, "2.5 weeks after fieldwork, as the firm told."),
        ("window", {"window_months": None}, {}, "6 months assumed, as you named no length."),
        ("window", {"window_months": 3}, {}, "3 months, as you asked."),
        ("readiness", {"readiness": None}, {}, "You did not say how far you are, so we assume the longest way."),
        ("remediation", {"readiness": Readiness.REMEDIATING}, {}, "4 weeks assumed to close the gaps that you are"),
        ("remediation", {"readiness": Readiness.GAP_ASSESSED}, {}, "8 weeks assumed to close the gaps that your"),
        ("ready", {}, {}, "You say that your controls stand"),
        ("firm_start", {}, {"next_start_on": None}, "The firm has not told when it can take new work."),
        ("firm_start", {}, {"next_start_on": date(2026, 11, 23)}, "from 23 November 2026, so at once."),
        ("choice", {}, {}, "It runs beside the preparation and is not added to the dates."),
        ("choice", {"report_type": ReportType.TYPE_1}, {}, "This plan leaves only 8 days for it"),
        ("choice", {"report_type": ReportType.TYPE_1}, {"next_start_on": None}, "This plan leaves no day for it"),
    ],
)
def test_each_milestone_says_what_its_days_rest_on(key, wanted, firm, expected):
    held = plan(dull_wanted(**wanted), dull_firm(**firm), TODAY)

    assert expected in part_of(held, key).assumption


def test_each_milestone_says_whose_work_it_is():
    held = plan(dull_wanted(), dull_firm(), TODAY)

    assert part_of(held, "scoping").who is Party.COMPANY
    assert part_of(held, "type_2_fieldwork").who is Party.BOTH
    assert part_of(held, "type_2_report").who is Party.FIRM


@pytest.mark.parametrize(
    ("needed_by", "days", "expected"),
    [
        (date(2027, 7, 12), 1, "The report comes 1 day before the day you need it by."),
        (date(2027, 7, 11), 0, "The report comes on the day you need it by."),
        (date(2027, 7, 1), -10, "The report comes 10 days after the day you need it by."),
        (None, None, "You named no day by which you need the report."),
    ],
)
def test_the_report_is_held_against_the_day_it_is_needed_by(needed_by, days, expected):
    held = plan(dull_wanted(report_needed_by=needed_by), dull_firm(), TODAY)

    assert (held.slack_days, slack(held)) == (days, expected)
    assert later_slack(held) is None


def test_of_two_reports_the_first_is_held_against_the_deadline_and_the_second_is_said():
    wanted = dull_wanted(report_type=ReportType.TYPE_1_THEN_2, report_needed_by=date(2027, 1, 29))

    held = plan(wanted, dull_firm(), TODAY)

    assert slack(held) == "The Type 1 report comes 10 days before the day you need it by."
    assert later_slack(held) == (
        "The Type 2 report comes 163 days after that day; only the Type 1 report is held against it."
    )


def test_without_a_report_type_there_is_no_plan():
    assert plan(dull_wanted(report_type=None), dull_firm(), TODAY) is None
