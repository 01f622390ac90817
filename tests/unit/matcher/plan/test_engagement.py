"""What was promised beside what came: delays counted by hand."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from matcher.plan.calendar_file import engagement_calendar
from matcher.plan.engagement import Days, Promised, Real, State, engagement_plan

STAMP = datetime(2027, 6, 1, 8, tzinfo=UTC)
PROMISED = Promised(
    signed_on=date(2026, 12, 1),
    window_start=date(2026, 12, 15),
    window_end=date(2027, 6, 15),
    fieldwork_start=date(2027, 6, 21),
    fieldwork_end=date(2027, 7, 9),
    report_on=date(2027, 8, 6),
)
maybe = st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))
some_days = dict.fromkeys(("signed_on", "window_start", "window_end", "fieldwork_start", "report_on"), maybe)


def by_key(plan):
    return {each.key: each for each in plan.milestones}


def test_the_milestones_are_those_of_the_promise_in_the_order_of_the_journey():
    plan = engagement_plan(PROMISED, Real(), date(2026, 12, 1))

    assert [each.key for each in plan.milestones] == [field.name for field in fields(Days)]
    assert [each.title for each in plan.milestones] == [
        "Engagement signed", "Window begins", "Window ends", "Fieldwork begins", "Fieldwork ends", "Report",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("promised", "real", "expected"),
    [
        (date(2027, 6, 21), date(2027, 6, 21), (State.DONE, 0, "Done on the promised day.")),
        (date(2027, 6, 21), date(2027, 6, 22), (State.DONE, 1, "Done 1 day later than promised.")),
        (date(2027, 6, 21), date(2027, 6, 11), (State.DONE, -10, "Done 10 days earlier than promised.")),
        (None, date(2027, 6, 11), (State.DONE, None, "Done; no day was promised.")),
        (date(2027, 6, 22), None, (State.OVERDUE, 2, "2 days overdue so far.")),
        (date(2027, 6, 23), None, (State.OVERDUE, 1, "1 day overdue so far.")),
        (date(2027, 6, 24), None, (State.EXPECTED, None, "Promised for today.")),
        (date(2027, 6, 25), None, (State.EXPECTED, None, "Promised in 1 day.")),
        (None, None, (State.OPEN, None, "No day was promised, and none is known.")),
    ],
)
def test_each_milestone_says_its_delay_in_days_and_in_words(promised, real, expected):
    plan = engagement_plan(Promised(fieldwork_start=promised), Real(fieldwork_start=real), date(2027, 6, 24))

    fieldwork = by_key(plan)["fieldwork_start"]
    assert (fieldwork.state, fieldwork.delay_days, fieldwork.text) == expected


def test_what_is_overdue_and_what_comes_next_are_named():
    real = Real(signed_on=date(2026, 12, 3), window_start=date(2026, 12, 15))

    plan = engagement_plan(PROMISED, real, date(2027, 6, 30))

    assert [each.key for each in plan.overdue] == ["window_end", "fieldwork_start"]
    assert plan.next is by_key(plan)["fieldwork_end"]
    assert plan.report.promised_on == date(2027, 8, 6)


def test_when_everything_is_done_nothing_comes_next():
    real = Real(**{name: getattr(PROMISED, name) for name in by_key(engagement_plan(PROMISED, Real(), date.min))})

    plan = engagement_plan(PROMISED, real, date(2027, 9, 1))

    assert (plan.overdue, plan.next, plan.report.delay_days) == ((), None, 0)


@given(st.builds(Promised, **some_days), st.builds(Real, **some_days), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_a_delay_is_what_lies_between_the_promised_and_the_real_day(promised, real, today):
    for each in engagement_plan(promised, real, today).milestones:
        reached = each.real_on or today
        late = each.promised_on is not None and (each.real_on is not None or each.promised_on < today)
        assert each.delay_days == ((reached - each.promised_on).days if late else None)
        assert each.text.endswith(".")


def test_what_was_promised_and_what_came_cannot_be_changed_or_mixed_up():
    with pytest.raises(FrozenInstanceError):
        PROMISED.report_on = None

    assert Promised() != Real()


def test_the_calendar_holds_real_days_where_they_are_known_and_promised_ones_else():
    real = Real(signed_on=date(2026, 12, 3))
    plan = engagement_plan(Promised(signed_on=date(2026, 12, 1), report_on=date(2027, 8, 6)), real, date(2027, 1, 1))

    content = engagement_calendar(plan, "Ash, LLP", series="one", stamped=STAMP)

    signed, report = Calendar.from_ical(content).walk("VEVENT")
    assert (signed["SUMMARY"], signed["DTSTART"].dt) == ("Engagement signed (Ash, LLP)", date(2026, 12, 3))
    assert signed["DESCRIPTION"] == "Promised for 1 December 2026. Done 2 days later than promised."
    assert (report["DTSTART"].dt, report["DTEND"].dt) == (date(2027, 8, 6), date(2027, 8, 7))
    assert report["DESCRIPTION"] == "Promised for 6 August 2027."


def test_a_real_day_moves_its_event_and_a_day_that_passes_changes_no_byte():
    def written(real, today, series="one"):
        plan = engagement_plan(PROMISED, real, today)
        return engagement_calendar(plan, "Ash", series=series, stamped=STAMP)

    def ids(content):
        return [str(event["UID"]) for event in Calendar.from_ical(content).walk("VEVENT")]

    before = written(Real(), date(2027, 6, 1))

    assert written(Real(), date(2027, 6, 30)) == before
    assert ids(written(Real(report_on=date(2027, 8, 9)), date(2027, 9, 1))) == ids(before)
    assert set(ids(written(Real(), date(2027, 6, 1), series="two"))).isdisjoint(ids(before))
