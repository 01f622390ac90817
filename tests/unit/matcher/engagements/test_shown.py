"""An engagement as pages print it: stages, promised against real days, the chart."""

from datetime import date

import pytest

from matcher.engagements.models import Engagement, EngagementStep
from matcher.engagements.shown import chart_of, shown
from matcher.engagements.states import Stage
from matcher.firms.models import Firm
from matcher.firms.words import OfferedType
from matcher.introductions.models import Disclosed, Disclosure, Introduction
from matcher.introductions.states import Party
from matcher.introductions.states import Stage as IntroductionStage

DAYS = {
    "promised_window_start": date(2027, 1, 4),
    "promised_window_end": date(2027, 6, 30),
    "promised_fieldwork_start": date(2027, 7, 5),
    "promised_fieldwork_end": date(2027, 7, 23),
    "promised_report_on": date(2027, 8, 20),
}


def engagement(stage=Stage.SIGNED, steps=(), **given):
    disclosed = Disclosure(what=Disclosed.IDENTITY, content={"Company": "Acme"})
    introduction = Introduction(
        stage=IntroductionStage.INTRODUCED, firm=Firm(name="Cedar Hollow"), disclosures=[disclosed]
    )
    values = {"report_type": OfferedType.TYPE_2, "categories": ["security"], "signed_on": date(2026, 12, 1)}
    return Engagement(
        introduction=introduction,
        stage=stage,
        steps=[EngagementStep(stage=one, on_day=day) for one, day in steps],
        **values | DAYS | given,
    )


def test_each_party_reads_the_name_of_the_other():
    assert shown(engagement(), Party.COMPANY, date(2027, 1, 1)).other == "Cedar Hollow"
    assert shown(engagement(), Party.FIRM, date(2027, 1, 1)).other == "Acme"


def test_stages_are_done_now_or_to_come():
    steps = ((Stage.SIGNED, date(2026, 12, 1)), (Stage.WINDOW, date(2027, 1, 5)))
    marks = shown(engagement(Stage.WINDOW, steps), Party.FIRM, date(2027, 2, 1)).marks

    assert [(mark.title, mark.on_day, mark.state) for mark in marks[:3]] == [
        ("Signed", date(2026, 12, 1), "done"),
        ("Window runs", date(2027, 1, 5), "now"),
        ("Fieldwork", None, "open"),
    ]


def test_a_cancelled_one_shows_only_what_was_reached():
    steps = ((Stage.SIGNED, date(2026, 12, 1)), (Stage.CANCELLED, date(2027, 1, 2)))
    marks = shown(engagement(Stage.CANCELLED, steps), Party.FIRM, date(2027, 2, 1)).marks

    assert [(mark.title, mark.state) for mark in marks] == [("Signed", "done"), ("Cancelled", "now")]


@pytest.mark.parametrize(
    ("given", "today", "said", "late"),
    [
        ({}, date(2027, 1, 3), "Next: window begins. Promised in 1 day.", False),
        ({}, date(2027, 1, 5), "Window begins: 1 day overdue so far.", True),
        ({"window_start": date(2027, 1, 4)}, date(2027, 7, 2), "Next: fieldwork begins. Promised in 3 days.", False),
        ({"window_start": date(2027, 1, 4)}, date(2027, 7, 6), "Fieldwork begins: 1 day overdue so far.", True),
        (dict.fromkeys(DAYS), date(2027, 1, 5), "No day is promised yet.", False),
    ],
)
def test_what_is_next_or_late_is_said(given, today, said, late):
    found = shown(engagement(Stage.SIGNED, **given), Party.COMPANY, today)

    assert (found.said, found.is_late) == (said, late)


def test_a_type_1_has_no_window_among_its_days():
    days = shown(engagement(report_type=OfferedType.TYPE_1), Party.COMPANY, date(2027, 1, 1)).plan.milestones

    assert [each.key for each in days] == ["signed_on", "fieldwork_start", "fieldwork_end", "report_on"]


def test_the_chart_draws_what_runs_up_to_today_and_a_window_to_its_promised_end_at_most():
    running = engagement(Stage.WINDOW, window_start=date(2027, 1, 8))

    early, late = chart_of(running, date(2027, 3, 1)), chart_of(running, date(2027, 7, 20))
    assert early["rows"] == ("Window, promised", "Window, as it came", "Fieldwork, promised", "Writing, promised")
    assert early["bars"][1]["days"] == (None, ("2027-01-08", "2027-03-01"), None, None)
    assert late["bars"][1]["days"][1] == ("2027-01-08", "2027-06-30")
    assert early["lines"] == ({"label": "Today", "day": "2027-03-01"},)


def test_there_is_no_chart_of_nothing():
    assert chart_of(engagement(**dict.fromkeys(DAYS)), date(2027, 1, 1)) is None
