"""The plan with each match: its page, its calendar file, and who may see them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from matcher.firms.models import Firm
from matcher.matches.kept_plans import kept_plans
from matcher.matches.models import MatchRun
from matcher.matches.pages import shown_matches
from tests.factories.intake import DULL_FIRM, add_firms, add_intake, four_firms


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def matched(acting_for, sign_in):
    """Match an intake of Acme with some firms: gives Alice's browser and the path of the run."""

    def run(*firms, **answers):
        session = acting_for("Acme")
        add_firms(session, *firms)
        intake_id = add_intake(session, **answers).id
        session.commit()
        alice = sign_in("alice")
        return alice, alice.post(f"/intakes/{intake_id}/match").location

    return run


@pytest.fixture
def linked(client, acting_for):
    """A visitor's run, behind the private link: its path."""
    session = acting_for("Acme")
    add_firms(session, *four_firms())
    session.commit()
    answers = '{"organisation": "Acme Payroll", "report_type": "type_2", "readiness": "ready"}'
    link = client.post("/intakes/new/upload", data={"pasted": answers}).location
    return client.post(f"{link}/match").location


def by_id(content):
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_plan_stands_in_a_table_with_what_each_day_rests_on(matched):
    alice, run = matched(*four_firms())

    page = alice.get(f"{run}/plan/1").text

    assert "Plan with Deepest Assurance" in page
    assert page.count('<th scope="row">') == 7
    assert "11 July 2027" in page  # a window to 23 May 2027, 3 + 4 weeks of work
    assert "The report comes 173 days before the day you need it by." in page
    assert "3 weeks, as the firm told." in page


def test_every_plan_of_a_run_ends_on_the_day_that_its_match_names(matched, acting_for):
    slow = replace(DULL_FIRM, firm_id="F-005", name="Slow Assurance", report_weeks=9.5, next_start_on=None)
    matched(DULL_FIRM, slow, report_type="type_1_then_2", budget_usd={"min": None, "max": 60000})

    run = acting_for("Acme").scalars(sa.select(MatchRun)).one()

    planned = [(plan.earliest_report_on, plan.ends_on) for plan in kept_plans(run)]
    assert planned == [(match.earliest_report_on, match.later_report_on) for match in shown_matches(run)]
    assert len(planned) == 2


def test_a_late_type_2_report_of_two_is_said(matched):
    alice, run = matched(
        DULL_FIRM, report_type="type_1_then_2", report_needed_by="2027-02-01", budget_usd={"min": None, "max": 60000}
    )

    page = alice.get(f"{run}/plan/1").text

    assert "The Type 1 report comes 13 days before the day you need it by." in page
    assert "The Type 2 report comes 160 days after that day" in page


def test_the_plans_of_the_other_matches_are_one_click_away(matched):
    alice, run = matched(*four_firms())

    page = alice.get(f"{run}/plan/2").text

    assert f'href="{run}/plan/2" aria-current="page">2. Middling Assurance' in page
    assert f'href="{run}/plan/3">3. Shallow Assurance' in page
    assert alice.get(f"{run}/plan/4").status_code == 404
    assert alice.get(f"{run}/plan/4/plan.ics").status_code == 404


def test_the_matches_and_their_details_lead_to_the_plan(matched):
    alice, run = matched(*four_firms())

    for page in (run, f"{run}/details/2", f"{run}/compare"):
        assert f'href="{run}/plan/2"' in alice.get(page).text


def test_the_calendar_file_holds_every_milestone_and_the_deadline(matched):
    alice, run = matched(*four_firms())

    answer = alice.get(f"{run}/plan/1/plan.ics")

    events = Calendar.from_ical(answer.data).walk("VEVENT")
    last_days = {str(event["SUMMARY"]): event["DTEND"].dt for event in events}
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert 'filename="plan.ics"' in answer.headers["Content-Disposition"]
    assert last_days["Type 2 report (Deepest Assurance)"] == date(2027, 7, 12)  # ends before this day
    assert last_days["Day the report is needed by"] == date(2028, 1, 1)
    assert len(events) == 8


def test_the_file_of_a_later_run_with_the_same_firm_moves_the_same_events(matched, monkeypatch):
    alice, run = matched(DULL_FIRM)
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))
    later = alice.post(f"{run.partition('/matches/')[0]}/match").location

    first, second = (by_id(alice.get(f"{one}/plan/1/plan.ics").data) for one in (run, later))

    assert first.keys() == second.keys()
    moved = [str(first[uid]["SUMMARY"]) for uid in first if first[uid]["DTSTART"].dt != second[uid]["DTSTART"].dt]
    assert "Type 2 report (Dull Assurance)" in moved


def test_the_events_are_stamped_with_the_moment_of_the_match(matched, acting_for):
    alice, run = matched(DULL_FIRM)
    asked_at = acting_for("Acme").scalars(sa.select(MatchRun)).one().created_at

    stamps = {event["DTSTAMP"].dt for event in by_id(alice.get(f"{run}/plan/1/plan.ics").data).values()}

    assert stamps == {asked_at.replace(microsecond=0)}


def test_the_plan_is_the_same_after_firms_have_changed(matched, acting_for):
    alice, run = matched(*four_firms())
    pages = (f"{run}/plan/1", f"{run}/plan/1/plan.ics", f"{run}/compare")
    before = [alice.told(page) for page in pages]
    session = acting_for("Acme")
    for firm in session.scalars(sa.select(Firm)):
        firm.name, firm.next_start_on, firm.report_weeks = "Renamed", date(2029, 1, 1), 20
    session.commit()

    assert [alice.told(page) for page in pages] == before


def test_a_plan_of_an_earlier_day_says_from_when_it_counts(matched, monkeypatch):
    alice, run = matched(DULL_FIRM)
    assert "The days count from" not in alice.get(f"{run}/plan/1").text

    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))

    assert "The days count from 23 November 2026, when you asked." in alice.get(f"{run}/plan/1").text


def test_without_a_report_type_the_page_says_what_to_do(client, acting_for):
    session = acting_for("Acme")
    add_firms(session, DULL_FIRM)
    session.commit()
    link = client.post("/intakes/new/upload", data={"pasted": '{"organisation": "Acme Payroll"}'}).location
    run = client.post(f"{link}/match").location

    page = client.get(f"{run}/plan/1")

    assert (page.status_code, "Say which report you need" in page.text) == (200, True)
    assert client.get(f"{run}/plan/1/plan.ics").status_code == 404
    assert client.get(f"{run}/compare").status_code == 200


@pytest.mark.parametrize("path", ["/plan/1", "/plan/1/plan.ics"])
def test_a_plan_does_not_exist_for_another_organisation(matched, sign_in, path):
    _alice, run = matched(*four_firms())

    assert sign_in("charlie").get(run + path).status_code == 404
    assert sign_in("bob").get(run + path).status_code == 200
    assert sign_in("alice").post(run + path).status_code == 405


@pytest.mark.parametrize("path", ["/plan/1", "/plan/1/plan.ics"])
def test_whoever_holds_the_private_link_sees_the_plan_and_nobody_else_does(client, linked, path):
    strangers = linked.replace(linked.split("/")[3], "another-link")

    assert client.get(linked + path).status_code == 200
    assert client.get(strangers + path).status_code == 404


def test_a_hostile_name_stays_text_on_page_chart_and_calendar(matched):
    alice, run = matched(replace(DULL_FIRM, name="</script><b>Odd, LLP"))

    page, file = alice.get(f"{run}/plan/1").text, alice.get(f"{run}/plan/1/plan.ics").data

    assert "</script><b>" not in page
    assert rb"X-WR-CALNAME:Plan with </script><b>Odd\, LLP" in file
