"""Engagements through the pages of company, firm and admin, from the signature to the reply."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.clock import now
from foundation.mail.models import OutgoingMail
from matcher.engagements import firm_views, shared_views, views
from matcher.engagements.models import Engagement, IssuedReport
from matcher.introductions.models import Introduction
from matcher.introductions.states import Stage as IntroductionStage
from matcher.matches.models import MatchRun
from matcher.quotes.models import Quote
from questionnaires.facts.models import StatedFact
from tests.factories.engagement import TODAY, add_introduced
from tests.factories.fact import keep_fact

SIGNED = {
    "report": "type_2",
    "categories": "availability",
    "signed_on": "2026-01-12",
    "fee_usd": "$38,000",
    "promised_window_start": "2026-02-01",
    "promised_window_end": "2026-07-31",
    "promised_fieldwork_start": "2026-08-03",
    "promised_fieldwork_end": "2026-08-21",
    "promised_report_on": "2026-09-18",
}
REPORT = {
    "report_on": "2026-09-24",
    "categories": "availability",
    "period_start": "2026-02-01",
    "period_end": "2026-07-31",
    "opinion": "unqualified",
    "exceptions": "1",
    "exceptions_note": "One leaver kept access for two days.",
    "auditor": "Cedar Hollow Assurance LLP",
}
STARS = {"dates": "5", "contact": "4", "knowledge": "4", "fee": "5", "overall": "4", "text": "Clear and never late."}
HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}\x00"


class Play:
    """Alice, introduced to the firm of Fiona's people."""

    def __init__(self, app, sign_in):
        self.app, self.alice, self.fiona = app, sign_in("alice"), sign_in("fiona")
        self.ada, self.bob = sign_in("ada"), sign_in("bob")
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
            introduction = add_introduced(session, ids["Acme"], ids["Invented Assurance"])
            self.introduction_id, self.firm_key = introduction.id, introduction.firm_key
            session.commit()

    @property
    def new(self):
        return f"/engagements/new/{self.introduction_id}"

    def sign(self, **given):
        return self.alice.post(self.new, data=SIGNED | given)

    def signed(self, **given):
        """Sign, and give the engagement's address for the company and for the firm."""
        address = self.sign(**given).location
        return address, f"/portal{address}"

    def preview(self, address, **given):
        return self.alice.post(f"{address}/report", data=REPORT | given)

    def record_report(self, address, **given):
        seen = re.search(r'name="seen" value="(\w+)"', self.preview(address).text)[1]
        return self.alice.post(f"{address}/report", data=REPORT | {"seen": seen, "then": "record"} | given)

    def rated(self, **given):
        address, firms = self.signed()
        self.record_report(address)
        self.alice.post(f"{address}/rating", data=STARS | given)
        return address, firms

    def rows(self, model):
        with open_session(self.app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(sa.select(model)).all()

    def facts(self):
        return {row.key: row.value for row in self.rows(StatedFact)}


@pytest.fixture
def play(app, sign_in, monkeypatch):
    for module in (views, shared_views, firm_views):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    return Play(app, sign_in)


def test_a_company_records_that_it_signed_and_both_see_the_days(play):
    assert "Record that you signed" in play.alice.get("/engagements/").text
    address, firms = play.signed()

    page = play.alice.get(address).text
    assert "SOC 2 Type 2, Security, Availability" in page
    assert "18 September 2026" in page
    assert "13 days overdue so far." in page
    assert "$38,000" in page
    assert "Acme" in play.fiona.get("/portal/engagements/").text
    assert "18 September 2026" in play.fiona.get(firms).text
    (mail,) = play.rows(OutgoingMail)
    assert (mail.recipient, mail.subject) == ("fiona@example.com", "Acme recorded that you are engaged")
    assert f"http://127.0.0.1:8000{firms}" in mail.body


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"report": ""}, "Select which report it is for"),
        ({"report": "type_3"}, "Select which report it is for"),
        ({"signed_on": ""}, "Enter the day on which it was signed"),
        ({"signed_on": "2026-10-02"}, "Enter a day that is not in the future"),
        ({"signed_on": "soon"}, "Enter a day that exists"),
        ({"fee_usd": "-5"}, "Enter a whole number in digits"),
        ({"fee_usd": "999999999999"}, "Enter a whole number in digits"),
        ({"categories": "sorcery"}, "Select categories of the list"),
        ({"promised_report_on": "2026-08-20"}, "The report must not come before fieldwork ends, on 21 August 2026"),
        ({"promised_report_on": "9999-12-31"}, "Enter a day within the next ten years"),
        ({"report": "type_1"}, "A Type 1 speaks of one day and has no window: leave this empty"),
    ],
)
def test_what_cannot_be_agreed_is_told_beside_its_field_and_nothing_is_kept(play, given, problem):
    answer = play.sign(**given)

    assert answer.status_code == 422
    assert problem in answer.text
    assert play.rows(Engagement) == []


def test_what_the_latest_quote_offers_is_proposed(play):
    with open_session(play.app.extensions["engine"], EVERY_ORGANISATION) as session:
        introduction = session.get_one(Introduction, play.introduction_id)
        session.get_one(MatchRun, introduction.run_id).intake = {"report_type": "type_2", "categories": ["privacy"]}
        for number, fee in ((1, 40_000), (2, 36_500)):
            quote = Quote(number=number, fixed_fee_usd=fee, included=[], platforms=[], report_on=date(2026, 9, 18))
            quote.organisation_id, quote.partner_id = introduction.organisation_id, introduction.partner_id
            quote.introduction_id = introduction.id
            session.add(quote)
        session.commit()
    form = play.alice.get(play.new).text

    assert 'value="36500"' in form
    assert 'value="2026-09-18"' in form
    assert re.search(r'<input checked[^>]*value="type_2"', form)
    assert re.search(r'<input checked[^>]*value="privacy"', form)


def test_the_same_report_is_not_offered_a_second_time(play):
    play.signed()
    form = play.alice.get(play.new).text

    assert 'value="type_1"' in form
    assert 'value="type_2"' not in form
    assert play.sign().status_code == 422


def test_the_firm_records_steps_and_the_company_sees_who_did(play):
    address, firms = play.signed()
    assert play.fiona.post(f"{firms}/steps/window", data={"on_day": "2026-02-03"}).status_code == 303
    note = {"on_day": "2026-08-05", "note": HOSTILE}
    assert play.fiona.post(f"{firms}/steps/fieldwork", data=note).status_code == 303

    page = play.alice.get(address).text
    assert "Fieldwork, recorded by the firm, as of 5 August 2026" in page
    assert "Done 2 days later than promised." in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in page
    assert [mail.subject for mail in play.rows(OutgoingMail)] == [
        "Acme recorded that you are engaged",
        "The observation window has begun",
        "Fieldwork has begun",
    ]


@pytest.mark.parametrize(
    ("name", "day", "status", "problem"),
    [
        ("window", "2026-10-02", 422, "Enter a day that is not in the future"),
        ("window", "", 422, "Enter the day"),
        ("fieldwork", "2026-08-05", 409, "stands at “Signed” by now"),
        ("rated", "2026-08-05", 404, "has no such step"),
        ("sorcery", "2026-08-05", 404, "has no such step"),
    ],
)
def test_a_step_that_cannot_be_is_refused(play, name, day, status, problem):
    address, _ = play.signed()
    answer = play.alice.post(f"{address}/steps/{name}", data={"on_day": day})

    assert answer.status_code == status
    assert problem in answer.text
    assert play.rows(Engagement)[0].stage == "signed"


def test_days_are_changed_by_either_side_and_seen_by_both(play):
    address, firms = play.signed()
    version = re.search(r'name="version"[^>]*value="(\d+)"', play.fiona.get(f"{firms}/days").text)[1]
    days = {name: value for name, value in SIGNED.items() if name.startswith("promised")} | {"version": version}

    changed = play.fiona.post(f"{firms}/days", data=days | {"promised_report_on": "2026-09-30"})
    assert changed.status_code == 303
    assert "30 September 2026" in play.alice.get(address).text
    stale = play.alice.post(f"{address}/days", data=days | {"promised_report_on": "2026-11-30"})
    assert stale.status_code == 409
    assert "Somebody else changed this engagement" in stale.text


def test_the_preview_says_what_changes_and_changes_nothing(play, acting_for):
    keep_fact(acting_for("Acme"), "soc2_auditor", "Old Oak CPAs", date(2025, 9, 1))
    address, _ = play.signed()

    page = play.preview(address)
    assert page.status_code == 200
    assert "<del>Old Oak CPAs</del>" in page.text
    assert "<ins>Cedar Hollow Assurance LLP</ins>" in page.text
    assert play.facts() == {"soc2_auditor": "Old Oak CPAs"}
    assert play.rows(Engagement)[0].stage == "signed"


def test_a_fact_that_a_person_wrote_asks_for_a_decision(play, acting_for):
    keep_fact(acting_for("Acme"), "soc2_auditor", "Old Oak CPAs", date(2025, 9, 1))
    address, _ = play.signed()

    undecided = play.record_report(address)
    assert undecided.status_code == 422
    assert "Tick each fact that shall be replaced, or say that the others stay as they are" in undecided.text
    assert "<del>Old Oak CPAs</del>" in undecided.text  # still the preview, with what was chosen
    assert play.record_report(address, replace="soc2_auditor").status_code == 303
    assert play.facts()["soc2_auditor"] == "Cedar Hollow Assurance LLP"


def test_facts_that_changed_since_the_preview_are_shown_anew(play, acting_for):
    address, _ = play.signed()
    seen = re.search(r'name="seen" value="(\w+)"', play.preview(address).text)[1]
    keep_fact(acting_for("Acme"), "soc2_opinion", "qualified")

    answer = play.alice.post(f"{address}/report", data=REPORT | {"seen": seen, "then": "record", "leave_others": "y"})
    assert answer.status_code == 422
    assert "The facts changed since you looked" in answer.text
    assert play.rows(IssuedReport) == []


def test_back_from_the_preview_leads_to_the_form_as_it_was_filled(play):
    address, _ = play.signed()
    page = play.alice.post(f"{address}/report", data=REPORT | {"then": "edit"}).text

    assert 'value="2026-09-24"' in page
    assert "One leaver kept access for two days." in page


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"report_on": "2026-10-02"}, "Enter a day that is not in the future"),
        ({"period_end": "2026-01-31"}, "The last day must not be before the first"),
        ({"opinion": "glowing"}, "Select the auditor"),
        ({"exceptions": "some"}, "Enter a whole number in digits"),
        ({"exceptions": "-1"}, "Enter a whole number in digits"),
        ({"exceptions": "1001"}, "Enter a number from 0 to 1,000"),
        ({"exceptions": "0"}, "Enter how many exceptions it names, or leave this empty"),
        ({"auditor": " "}, "Enter the legal name of the firm that signed it"),
        ({"auditor": "x" * 201}, "Enter at most 200 characters"),
    ],
)
def test_a_report_that_cannot_be_is_told_beside_its_field(play, given, problem):
    address, _ = play.signed()
    answer = play.preview(address, **given)

    assert answer.status_code == 422
    assert problem in answer.text
    assert play.facts() == {}


def test_a_type_1_report_speaks_of_one_day(play):
    window = {"promised_window_start": "", "promised_window_end": ""}
    address, _ = play.signed(report="type_1", **window)
    page = play.alice.get(f"{address}/report").text
    assert "As of which day does it speak?" in page
    assert "first day of its period" not in page

    assert play.record_report(address).status_code == 303
    assert play.facts()["soc2_period_start"] == play.facts()["soc2_period_end"] == "2026-07-31"


def test_what_stands_in_the_report_is_shown_to_the_company_alone(play):
    address, firms = play.signed()
    play.record_report(address)

    assert "One leaver kept access for two days." in play.bob.get(address).text
    assert "One leaver" not in play.fiona.get(firms).text
    overseen = play.ada.get("/admin/engagements/").text
    assert "Report issued" in overseen
    assert all(secret not in overseen for secret in ("One leaver", "$38,000", "unqualified"))


def test_answers_cite_the_facts_of_the_report(play):
    address, _ = play.signed()
    play.alice.post(
        "/controls/new",
        data={"control_id": "AC-01", "title": "Reviews", "statement": "Access is reviewed.", "status": "implemented"},
    )
    play.record_report(address)

    held = play.alice.get("/ask/", query_string={"question": "Do you have a SOC 2 report?"}).text
    assert "<strong>Yes</strong>" in held
    assert "SOC 2 report type" in held
    period = play.alice.get("/ask/", query_string={"question": "Which period does your SOC 2 report cover?"}).text
    assert "2026-07-31" in period
    assert "Last day of the SOC 2 window" in period


def test_a_rating_comes_after_the_report_and_the_firm_replies_once(play):
    address, firms = play.signed()
    assert play.alice.get(f"{address}/rating").status_code == 409
    play.record_report(address)
    assert play.alice.post(f"{address}/rating", data=STARS | {"may_publish": "y"}).status_code == 303

    assert "Clear and never late." in play.fiona.get(firms).text
    assert play.fiona.post(f"{firms}/reply", data={"reply": ""}).status_code == 422
    assert play.fiona.post(f"{firms}/reply", data={"reply": "Thank you."}).status_code == 303
    assert play.fiona.get(f"{firms}/reply").status_code == 409
    assert "Thank you." in play.alice.get(address).text


def test_stars_are_asked_for_one_by_one(play):
    address, _ = play.signed()
    play.record_report(address)
    answer = play.alice.post(f"{address}/rating", data=STARS | {"dates": "6", "overall": ""})

    assert answer.status_code == 422
    assert "Kept its dates: select 1 to 5" in answer.text
    assert "Overall: select 1 to 5" in answer.text


def test_anyone_reads_the_mean_and_what_the_company_lets_be_shown_without_its_name(play, client):
    play.rated(may_publish="y")
    page = client.get(f"/firms/{play.firm_key}/ratings").text

    assert "<strong>4.0 of 5</strong> from 1 rating" in page
    assert "Clear and never late." in page
    assert "Acme" not in page
    assert "4.0 of 5" in client.get(f"/firms/{play.firm_key}").text


def test_words_stay_between_the_two_unless_the_company_says_otherwise(play, client):
    play.rated()
    page = client.get(f"/firms/{play.firm_key}/ratings").text

    assert "<strong>4.0 of 5</strong> from 1 rating" in page
    assert "Clear and never late." not in page


def test_either_side_ends_it_with_a_reason_before_there_is_a_report(play):
    address, firms = play.signed()
    assert play.fiona.post(f"{firms}/cancel", data={"reason": " "}).status_code == 422
    assert play.fiona.post(f"{firms}/cancel", data={"reason": "We never signed."}).status_code == 303

    assert "We never signed." in play.alice.get(address).text
    assert play.alice.get(f"{address}/report").status_code == 409
    assert play.alice.post(f"{address}/cancel", data={"reason": "Too"}).status_code == 409


def test_the_calendar_file_holds_the_days_and_names_no_person(play):
    address, firms = play.signed()
    for browser, page in ((play.alice, address), (play.fiona, firms)):
        answer = browser.get(f"{page}/engagement.ics")
        assert answer.mimetype == "text/calendar"
        assert answer.text.count("BEGIN:VEVENT") == 6
        assert "DTSTART;VALUE=DATE:20260918" in answer.text
        assert "Alice" not in answer.text


def test_sales_have_no_business_here_and_security_may_record_but_not_sign(play, sign_in):
    address, _ = play.signed()
    sam = sign_in("sam")

    assert sam.get("/engagements/").status_code == sam.get(address).status_code == 403
    assert play.bob.get(play.new).status_code == 403
    assert play.bob.post(f"{address}/cancel", data={"reason": "No"}).status_code == 403
    assert play.bob.post(f"{address}/steps/window", data={"on_day": "2026-02-03"}).status_code == 303


def test_a_strangers_engagement_does_not_exist(play, sign_in):
    address, _ = play.signed()
    charlie = sign_in("charlie")

    assert charlie.get(address).status_code == 404
    assert charlie.post(f"{address}/rating", data=STARS).status_code == 404
    assert charlie.get(play.new).status_code == 404
    assert play.fiona.get(address).status_code == 403


def test_the_list_is_narrowed_by_stage_and_empty_words_ask_for_all(play):
    address, _ = play.signed()

    assert address in play.alice.get("/engagements/?stage=signed").text
    assert "No engagement stands there" in play.alice.get("/engagements/?stage=rated").text
    assert address in play.alice.get("/engagements/?stage=sorcery&page=-4").text


def test_the_list_asks_the_database_as_often_for_three_as_for_one(play):
    def asked_for(address):
        asked = []
        engine = play.app.extensions["engine"]

        def listener(*_):
            asked.append(1)

        sa.event.listen(engine, "before_cursor_execute", listener)
        play.alice.get(address)
        sa.event.remove(engine, "before_cursor_execute", listener)
        return len(asked)

    play.signed()
    for_one = asked_for("/engagements/")
    for report in ("type_1", "type_2"):
        address, _ = play.signed(report="type_1", promised_window_start="", promised_window_end="")
        play.alice.post(f"{address}/cancel", data={"reason": f"Instead of {report}"})

    assert asked_for("/engagements/") == for_one


def test_an_intake_is_not_deleted_under_an_engagement_though_its_introduction_is_over(play):
    address, _ = play.signed()
    with open_session(play.app.extensions["engine"], EVERY_ORGANISATION) as session:
        introduction = session.get_one(Introduction, play.introduction_id)
        introduction.stage, introduction.closed_at = IntroductionStage.WITHDRAWN, now()
        intake = f"/intakes/{introduction.intake_id}"
        session.commit()

    play.alice.post(f"{intake}/delete")
    assert "Record its report or cancel it first" in play.alice.get(intake).text
    assert play.alice.get(address).status_code == 200

    play.alice.post(f"{address}/cancel", data={"reason": "We begin anew"})
    play.alice.post(f"{intake}/delete")
    assert play.alice.get(intake).status_code == 404
