"""Introductions through the pages of company, firm and admin; before consent no page of the firm says who asks."""

import re

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.clock import today
from foundation.mail.models import OutgoingMail
from matcher.firms.models import Firm
from matcher.firms.seed import seed_firms
from matcher.introductions.models import Introduction
from matcher.matches.models import MatchRun
from matcher.outcomes.models import OutcomeEvent

INTAKE = (
    '{"organisation": "Acme Rocketry", "website": "acme-rockets.example", "industry": "fintech", "headcount": 85,'
    ' "report_type": "type_2"}'
)


class Play:
    """Alice's match, in which Fiona's people keep the first firm."""

    def __init__(self, app, sign_in):
        self.app, self.alice, self.fiona, self.ada = app, sign_in("alice"), sign_in("fiona"), sign_in("ada")
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            seed_firms(session, today=today())
            session.commit()
        kept = self.alice.post("/intakes/new/upload", data={"pasted": INTAKE}).location
        self.run = self.alice.post(f"{kept}/match").location
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            self.eligible = session.scalars(sa.select(MatchRun)).one().eligible
            first = session.scalars(sa.select(Firm).where(Firm.firm_id == self.eligible[0])).one()
            theirs = sa.select(Organisation.id).where(Organisation.name == "Invented Assurance")
            first.organisation_id, self.firm_name = session.scalars(theirs).one(), first.name
            session.commit()

    def ask(self, **given):
        return self.alice.post(f"{self.run}/introductions", data={"firms": self.eligible[0]} | given)

    def asked(self):
        self.ask()
        return re.findall(r"/introductions/([0-9a-f-]{36})", self.alice.get("/introductions/").text)[0]

    def act(self, browser, page, deed, **data):
        version = re.search(r'name="version"[^>]*value="(\d+)"', browser.get(page).text)
        return browser.post(f"{page}/{deed}", data={"version": version[1] if version else "1"} | data)

    def rows(self, model):
        with open_session(self.app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(sa.select(model)).all()


@pytest.fixture
def play(app, sign_in):
    return Play(app, sign_in)


def test_a_company_asks_and_sees_the_clock(play):
    assert play.ask().status_code == 303

    page = play.alice.get("/introductions/").text
    assert play.firm_name in page
    assert "23 h 59 min left" in page


def test_the_brief_is_shown_before_it_is_sent(play):
    page = play.alice.get(f"{play.run}/introductions").text

    assert "What the firms will read" in page
    assert "51 to 100" in page
    assert "85" not in re.findall(r"<dl.*?</dl>", page, re.DOTALL)[0]


def test_no_page_or_mail_for_the_firm_says_who_asks_before_consent(play):
    key = play.asked()
    pages = [play.fiona.get(address).text for address in ("/portal/introductions/", f"/portal/introductions/{key}")]
    play.act(play.fiona, f"/portal/introductions/{key}", "accept", message="With pleasure")
    pages.append(play.fiona.get(f"/portal/introductions/{key}").text)
    mails = [mail.subject + mail.body + (mail.html or "") for mail in play.rows(OutgoingMail)]

    for secret in ("acme", "rocket", "alice"):
        assert all(secret not in text.lower() for text in [*pages, *mails])


def test_with_consent_the_firm_reads_who_asks(play):
    key = play.asked()
    play.act(play.fiona, f"/portal/introductions/{key}", "accept")
    page = play.alice.get(f"/introductions/{key}").text
    assert "alice@example.com" in page  # what consent would disclose

    assert play.act(play.alice, f"/introductions/{key}", "consent").status_code == 303

    page = play.fiona.get(f"/portal/introductions/{key}").text
    assert "Acme Rocketry" in page
    assert "alice@example.com" in page
    assert "Who you are, disclosed on" in play.alice.get(f"/introductions/{key}").text


def test_a_decline_needs_a_reason_and_tells_it(play):
    key = play.asked()
    page = f"/portal/introductions/{key}"
    refused = play.act(play.fiona, page, "decline")
    assert refused.status_code == 422
    assert "Select a reason" in refused.text

    assert play.act(play.fiona, page, "decline", reason="budget_too_low", message="From $60,000").status_code == 303
    page = play.alice.get(f"/introductions/{key}").text
    assert "The budget is too low" in page
    assert "From $60,000" in page


def test_a_withdrawal_ends_it_for_the_firm(play):
    key = play.asked()
    assert play.act(play.alice, f"/introductions/{key}", "withdraw", message="We wait a year.").status_code == 303

    page = play.fiona.get(f"/portal/introductions/{key}").text
    assert "Withdrawn by the company" in page
    assert "We wait a year." in page
    assert play.act(play.fiona, f"/portal/introductions/{key}", "accept").status_code == 409


def test_a_note_that_names_the_company_comes_back_with_the_remedy(play):
    answer = play.ask(note="Acme Rocketry asks")

    assert answer.status_code == 422
    assert "it holds “Acme Rocketry”" in answer.text
    assert [mail for mail in play.rows(OutgoingMail) if mail.occasion] == []


def test_an_answer_to_what_has_moved_on_is_refused(play):
    key = play.asked()
    page = f"/portal/introductions/{key}"
    version = re.search(r'name="version"[^>]*value="(\d+)"', play.fiona.get(page).text)[1]
    play.act(play.alice, f"/introductions/{key}", "withdraw")

    assert play.fiona.post(f"{page}/accept", data={"version": version}).status_code == 409


def test_a_page_that_a_colleague_overtook_is_refused_where_the_step_itself_would_be_allowed(play):
    """After a colleague accepted, declining is still allowed: but not from a page that offered both."""
    key = play.asked()
    page = f"/portal/introductions/{key}"
    seen = re.search(r'name="version"[^>]*value="(\d+)"', play.fiona.get(page).text)[1]
    assert play.act(play.fiona, page, "accept").status_code == 303

    refused = play.fiona.post(f"{page}/decline", data={"version": seen, "reason": "other"})

    assert refused.status_code == 409
    assert "changed since you opened the page" in refused.text
    assert [one.stage for one in play.rows(Introduction)] == ["accepted"]


def test_an_answer_that_cannot_be_read_to_what_has_moved_on_says_so(play):
    key = play.asked()
    early = play.alice.post(f"/introductions/{key}/consent", data={"version": "x"})
    play.act(play.alice, f"/introductions/{key}", "withdraw")

    sent = {"version": "x"}
    late = [play.alice.post(f"/introductions/{key}/{deed}", data=sent) for deed in ("consent", "withdraw")]
    late += [play.fiona.post(f"/portal/introductions/{key}/{deed}", data=sent) for deed in ("accept", "decline")]

    assert [answer.status_code for answer in (early, *late)] == [409] * 5
    assert "This request stands at “Waits for the firm” by now" in early.text
    assert all("This request stands at “Withdrawn” by now. Look at it again." in answer.text for answer in late)


def test_an_intake_is_not_deleted_under_a_firm_that_is_asked(play):
    key = play.asked()
    intake = play.run.partition("/matches/")[0]

    assert play.alice.post(f"{intake}/delete").status_code == 303
    assert "Withdraw those introductions first" in play.alice.get(intake).text
    assert play.alice.get(f"/introductions/{key}").status_code == 200

    play.act(play.alice, f"/introductions/{key}", "withdraw")
    assert play.alice.post(f"{intake}/delete").status_code == 303
    assert play.alice.get(intake).status_code == 404


def test_strangers_find_nothing(play, sign_in):
    key = play.asked()

    assert sign_in("charlie").get(f"/introductions/{key}").status_code == 404
    assert sign_in("sam").get(f"/introductions/{key}").status_code == 403
    assert play.alice.get(f"/portal/introductions/{key}").status_code == 403
    assert play.fiona.get(f"/introductions/{key}").status_code == 403


def test_an_admin_sees_every_clock_and_both_names(play):
    key = play.asked()
    page = play.ada.get("/admin/introductions/?stage=offered").text

    assert "Acme" in page
    assert play.firm_name in page
    assert "min left" in page
    assert play.ada.get(f"/admin/introductions/{key}").status_code == 200
    assert "No such introduction" in play.ada.get("/admin/introductions/?stage=withdrawn").text


def test_reading_comparing_and_dismissing_are_noted_once(play):
    for _ in range(2):
        assert play.alice.post(f"{play.run}/opened/2").status_code == 204
    play.alice.post(f"{play.run}/compared")
    assert play.alice.post(f"{play.run}/dismiss/3", data={"reason": "too_late"}).status_code == 303
    assert play.alice.post(f"{play.run}/dismiss/3", data={"reason": "paid too little"}).status_code == 422

    noted = [(one.kind.value, one.position, one.reason) for one in play.rows(OutcomeEvent) if one.kind != "shown"]
    assert sorted(noted, key=str) == [
        ("compared", 1, None),
        ("compared", 2, None),
        ("compared", 3, None),
        ("dismissed", 3, "too_late"),
        ("opened", 2, None),
    ]
    assert "Not for you: too late" in play.alice.get(play.run).text


def test_admins_read_every_letter_with_invented_contents(play):
    page = play.ada.get("/admin/letters/").text
    assert page.count("Introduction ") >= 6

    texts = [play.ada.get(f"/admin/letters/{number}").text for number in range(1, 7)]
    assert ["Glow Payroll" in text for text in texts].count(True) == 1  # only the letter that goes with consent
    for number in range(1, 7):
        assert play.ada.get(f"/admin/letters/{number}/page").text.startswith("<!doctype html>")
    assert play.ada.get("/admin/letters/99").status_code == 404
