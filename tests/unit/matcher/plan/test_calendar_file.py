"""The calendar file: read back by the library, and byte for byte."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from foundation.plain import only_text
from matcher.intakes.wanted import Readiness
from matcher.plan.calendar_file import Entry, calendar_bytes, plan_calendar
from matcher.plan.milestones import plan
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

STAMP = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "plan.ics"


def written(held=None, *, series="one", stamped=STAMP):
    held = held or plan(dull_wanted(readiness=Readiness.NONE), dull_firm(), TODAY)
    return plan_calendar(held, series=series, stamped=stamped)


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def ids(content):
    return [str(event["UID"]) for event in events(content)]


def test_the_file_is_the_same_as_the_one_that_was_looked_at():
    assert written() == GOLDEN.read_bytes()


def test_each_milestone_is_an_all_day_event_whose_end_is_the_day_after():
    read = {str(event["SUMMARY"]): event for event in events(written())}

    fieldwork = read["Type 2 fieldwork (Dullbrook Attest)"]
    assert (fieldwork["DTSTART"].dt, fieldwork["DTEND"].dt) == (date(2027, 9, 15), date(2027, 10, 7))
    assert fieldwork["DTSTART"].params["VALUE"] == "DATE"
    assert fieldwork["DESCRIPTION"] == "Who: You and the firm. 3 weeks, as the firm told."
    assert fieldwork["TRANSP"] == "TRANSPARENT"
    needed = read["Day the report is needed by"]
    assert (needed["DTSTART"].dt, needed["DTEND"].dt) == (date(2027, 12, 31), date(2028, 1, 1))
    assert len(read) == 10


def test_a_later_plan_of_the_same_series_moves_the_same_events():
    later = plan(dull_wanted(readiness=Readiness.NONE), dull_firm(), date(2026, 12, 24))
    again = written(later, stamped=datetime(2026, 12, 24, tzinfo=UTC))

    assert set(ids(again)) == set(ids(written()))
    assert again != written()


def test_plans_of_other_series_and_milestones_of_one_plan_have_ids_of_their_own():
    assert set(ids(written(series="two"))).isdisjoint(ids(written()))
    assert len(set(ids(written()))) == 10


def test_the_file_names_no_address_and_the_stamp_it_was_given():
    content = written()

    assert b"@" not in content
    assert {event["DTSTAMP"].dt for event in events(content)} == {STAMP}
    assert b"ATTENDEE" not in content
    assert b"ORGANIZER" not in content


def test_a_firms_name_cannot_break_out_of_its_line():
    name = "Odd, Name; \\ é\r\nBEGIN:VEVENT\rX\x00" + " long" * 40
    held = replace(plan(dull_wanted(), dull_firm(), TODAY), firm_name=name)

    content = written(held)

    kept = "Odd, Name; \\ é BEGIN:VEVENT X" + " long" * 40
    assert len(events(content)) == 8
    assert str(events(content)[0]["SUMMARY"]) == f"Scoping ({kept})"
    assert rb"NAME:Plan with Odd\, Name\; \\ " in content
    assert rb"X-WR-CALNAME:Plan with Odd\, Name\; \\ " in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@given(st.text(), st.dates(), st.integers(0, 400))
def test_whatever_stands_in_an_entry_comes_back_as_one_event(text, first, length):
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))

    content = calendar_bytes(text, [Entry("a", text, first, last, text)], series="s", stamped=STAMP)

    (event,) = events(content)
    assert event["DTSTART"].dt == first
    assert str(event["SUMMARY"]) == " ".join(only_text(text).split())
    assert str(event.get("DESCRIPTION", "")) == (str(event["SUMMARY"]) if text else "")


def test_an_event_on_the_last_day_of_all_takes_its_one_day():
    content = calendar_bytes("x", [Entry("a", "Never", date.max, date.max, "")], series="s", stamped=STAMP)

    assert b"DTSTART;VALUE=DATE:99991231" in content
    assert b"DTEND" not in content
