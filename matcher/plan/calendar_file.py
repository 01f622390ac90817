"""Days as a calendar file (RFC 5545). The same input gives the same bytes."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from icalendar import Calendar, Event, vText

from foundation.plain import only_text
from matcher.eligibility.dates import add_days
from matcher.firms.wording import day_in_words
from matcher.plan.engagement import EngagementPlan, PromisedMilestone, State
from matcher.plan.model import PARTY_WORDS, Milestone, Plan

PRODUCT = "-//auditmatch//plan//EN"
_NAMESPACE = uuid.UUID("7a1f5f0e-3f0b-5f1c-9d53-5f6f0c1f7c11")


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event, both days included."""

    key: str
    title: str
    first: date
    last: date
    text: str


def plan_calendar(plan: Plan, *, series: str, stamped: datetime) -> bytes:
    """Write a plan as a calendar file.

    Parameters
    ----------
    plan : what happens when.
    series : names what the plan is of, such as its intake and firm. Two plans of one series give their events the
        same ids, so that importing the later file moves the events of the earlier instead of doubling them.
    stamped : when the plan was made, aware, in UTC; calendars keep the event with the later stamp.
    """
    entries = [_entry(part, plan.firm_name) for part in plan.milestones]
    if plan.needed_by:
        entries.append(Entry("needed_by", "Day the report is needed by", plan.needed_by, plan.needed_by, ""))
    return calendar_bytes(f"Plan with {plan.firm_name}", entries, series=series, stamped=stamped)


def engagement_calendar(plan: EngagementPlan, firm_name: str, *, series: str, stamped: datetime) -> bytes:
    """Write an engagement as a calendar file: each milestone on its real day, else on the promised one.

    Milestones without any day are left out. `series` names the engagement, `stamped` is its last change; both as in
    `plan_calendar`.
    """
    entries = [
        Entry(f"engagement/{each.key}", f"{each.title} ({firm_name})", each.day, each.day, _told(each))
        for each in plan.milestones
        if each.day
    ]
    return calendar_bytes(f"Engagement with {firm_name}", entries, series=series, stamped=stamped)


def calendar_bytes(name: str, entries: Iterable[Entry], *, series: str, stamped: datetime) -> bytes:
    """Write entries as all-day events that leave the days free; they name no person and no address."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", _text(name))
    calendar.add("x-wr-calname", _text(name))
    for entry in entries:
        calendar.add_component(_event(entry, series, stamped))
    content: bytes = calendar.to_ical()
    return content


def _entry(part: Milestone, firm_name: str) -> Entry:
    text = f"Who: {PARTY_WORDS[part.who]}. {part.assumption}"
    return Entry(part.key, f"{part.title} ({firm_name})", part.starts_on, part.ends_on, text)


def _told(each: PromisedMilestone) -> str:
    """Say what was promised. What counts from today stays out: the file must not change overnight by itself."""
    promised = f"Promised for {day_in_words(each.promised_on)}." if each.promised_on else ""
    return " ".join(filter(None, (promised, each.text if each.state is State.DONE else "")))


def _event(entry: Entry, series: str, stamped: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(_NAMESPACE, f"{series}/{entry.key}")))
    event.add("dtstamp", stamped)
    event.add("dtstart", entry.first)
    after = add_days(entry.last, 1)
    if after > entry.first:  # the day after the last one; on the last day of the calendar the event takes its one day
        event.add("dtend", after)
    event.add("summary", _text(entry.title))
    if entry.text:
        event.add("description", _text(entry.text))
    event.add("transp", "TRANSPARENT")
    return event


def _text(value: str) -> vText:
    """Take a text on one line; typed, as the library does not escape what it does not know to be text."""
    return vText(" ".join(only_text(value).split()))
