"""The company's quotes: side by side with every difference, its notes, its choice and the memo for its file."""

import io
import re
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.models import AuditEntry
from foundation.clock import now
from matcher.introductions.models import Introduction
from matcher.introductions.states import DeclineReason, Stage
from matcher.matches.models import MatchRun
from matcher.quotes.models import AuditorChoice
from matcher.quotes.words import CategoryTerms, ReadinessHelp, Travel
from tests.factories.introduction import add_bare_firm
from tests.factories.quote import add_introduced, add_quote

EVIL = "<script>alert(1)</script>"
INTAKE = {
    "organisation": "Acme Rocketry",
    "industry": "saas",
    "categories": ["security", "availability"],
    "readiness": "none",
    "budget_usd": {"min": None, "max": 26_000},
    "report_needed_by": "2027-06-30",
}


class Selection:
    """Acme's intake with firms that were asked; every deed goes straight into the database."""

    def __init__(self, engine):
        self.engine = engine
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            self.ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
        self.intake_id = self.run_id = None

    def ask(self, name="Cedar Hollow", **fields):
        with open_session(self.engine, EVERY_ORGANISATION) as session:
            firm = add_bare_firm(session, f"F-{len(name)}-{name[:3]}")
            firm.name = name
            asked = add_introduced(
                session, self.ids["Acme"], self.ids["Invented Assurance"], firm_key=firm.id, **fields
            )
            if self.intake_id is None:
                self.intake_id, self.run_id = asked.intake_id, asked.run_id
                session.get_one(MatchRun, self.run_id).intake = INTAKE
            else:
                asked.intake_id, asked.run_id = self.intake_id, self.run_id
            session.commit()
            return asked.id

    def quote(self, key, number=1, **terms):
        with open_session(self.engine, EVERY_ORGANISATION) as session:
            quote = add_quote(session, session.get_one(Introduction, key), number, **terms)
            session.commit()
            return quote.id

    @property
    def page(self):
        return f"/introductions/quotes/{self.intake_id}"


@pytest.fixture
def selection(app):
    return Selection(app.extensions["engine"])


@pytest.fixture
def quoted(selection):
    """Give the id of an introduction whose firm quoted 24,000."""
    key = selection.ask()
    selection.quote(key)
    return key


def test_firms_stand_in_columns_and_terms_in_rows(sign_in, selection, quoted):
    selection.quote(selection.ask("Northgate"), fixed_fee_usd=22_000, travel=Travel.INCLUDED)

    page = sign_in("alice").get(selection.page).text

    assert re.search(r'<th scope="col">Cedar Hollow</th><th scope="col">Northgate</th>', page)
    travel = page[page.index('<th scope="row">Travel</th>') :]
    travel = travel[: travel.index("</tr>")]
    assert travel.index("Not said") < travel.index("ask them") < travel.index("In the fixed fee")


def test_what_lies_outside_is_said_in_words(sign_in, selection):
    key = selection.ask()
    selection.quote(key, fixed_fee_usd=27_500, report_on=date(2027, 7, 2), valid_until=date(2026, 1, 1))

    page = sign_in("alice").get(selection.page).text

    assert "$2,500 above the estimate of $20,000 to $25,000" in page
    assert "$1,500 above your budget of $26,000" in page
    assert "2 days after you need it" in page
    assert "No longer holds: ask whether it still stands" in page


def test_a_fee_inside_the_estimate_is_not_marked(sign_in, selection, quoted):
    assert "the estimate of" not in sign_in("alice").get(selection.page).text


def test_the_first_year_adds_up_and_says_what_is_unknown_in_it(sign_in, selection, quoted):
    selection.quote(
        selection.ask("Northgate"),
        fixed_fee_usd=20_000,
        travel=Travel.AT_COST,
        travel_cap_usd=1_000,
        extra_categories=CategoryTerms.FEE,
        extra_category_fee_usd=2_000,
        readiness=ReadinessHelp.FEE,
        readiness_fee_usd=5_000,
    )

    page = sign_in("alice").get(selection.page).text

    total = page[page.index('<th scope="row">First year</th>') :]
    total = total[: total.index("</tr>")]
    assert "at least $24,000" in total
    assert "without travel, extra categories, help with readiness" in total
    assert "<strong>$28,000</strong>" in total
    assert '"estimates": [[20000, 25000], [20000, 25000]]' in page
    assert "An auditor may help with readiness only without making management decisions" in page


def test_only_the_latest_quote_counts_and_earlier_ones_can_be_read(sign_in, selection, quoted):
    first = selection.quote(quoted, 2, fixed_fee_usd=21_000)
    old = re.findall(rf"{selection.page}/versions/([0-9a-f-]+)", sign_in("alice").get(selection.page).text)

    page = sign_in("alice").get(selection.page).text
    assert "$21,000" in page
    assert "$24,000" not in page
    assert old[0] == str(first)
    earlier = sign_in("alice").get(f"{selection.page}/versions/{old[1]}")
    assert "Quote 1 of Cedar Hollow" in earlier.text
    assert "$24,000" in earlier.text


def test_a_firm_that_declined_stands_with_its_reason(sign_in, selection):
    selection.ask(stage=Stage.DECLINED, decline_reason=DeclineReason.NO_CAPACITY, closed_at=now())

    assert "Declined: No capacity" in sign_in("alice").get(selection.page).text


def test_without_any_request_the_page_says_where_to_begin(sign_in):
    alice = sign_in("alice")
    intake = alice.post("/intakes/new/upload", data={"pasted": '{"organisation": "Acme"}'}).location
    intake_id = re.findall(r"/intakes/([0-9a-f-]{36})", intake)[0]

    for page in ("", "/choice", "/memo", "/memo.html", "/memo.xlsx"):
        assert alice.get(f"/introductions/quotes/{intake_id}{page}").status_code == 200
    assert "No firm was asked yet" in alice.get(f"/introductions/quotes/{intake_id}").text


def test_the_four_questions_say_where_each_answer_comes_from(sign_in, selection):
    key = selection.ask()
    selection.quote(key, exception_process="You hear of it the same day")

    page = sign_in("alice").get(selection.page).text

    assert page.count("Not answered") == 3
    assert re.search(r"You hear of it the same day</span> <span class=\"quote-source\">The firm&#39;s quote of ", page)


def test_the_number_of_queries_does_not_grow_with_firms(app, sign_in, selection, quoted):
    alice = sign_in("alice")

    def asked():
        statements = []
        listen = lambda *given: statements.append(given[2])  # noqa: E731 - SQLAlchemy wants one callable to take off
        event.listen(app.extensions["engine"], "before_cursor_execute", listen)
        alice.get(selection.page)
        event.remove(app.extensions["engine"], "before_cursor_execute", listen)
        return len(statements)

    few = asked()
    for name in ("Northgate", "Hazelmoor Firm", "Quillbrook & Sons"):
        selection.quote(selection.ask(name))
    assert asked() == few


def test_notes_are_kept_per_firm_and_question_and_stand_beside_the_answers(sign_in, selection, quoted):
    alice, page = sign_in("alice"), f"{selection.page}/notes/{quoted}"

    assert alice.post(page, data={"version": "0", "contact": f"Rae leads {EVIL}"}).status_code == 303

    shown = alice.get(selection.page).text
    assert "Rae leads &lt;script&gt;" in shown
    assert "Your note; the firm does not see it" in shown
    assert alice.post(page, data={"version": "0", "contact": "Stale"}).status_code == 409
    assert alice.post(page, data={"version": "1", "contact": "x" * 5_001}).status_code == 422


def test_notes_on_a_firm_of_another_intake_are_not_found(sign_in, selection, quoted):
    other = Selection(selection.engine)
    foreign = other.ask("Hazelmoor")

    assert sign_in("alice").get(f"{selection.page}/notes/{foreign}").status_code == 404


def test_a_choice_is_kept_with_its_reason_and_can_be_changed(sign_in, acting_for, selection, quoted):
    alice, page = sign_in("alice"), f"{selection.page}/choice"

    chosen = {"version": "0", "firm": str(quoted), "reason": "Knows our field"}
    assert alice.post(page, data=chosen).status_code == 303
    assert "You chose Cedar Hollow" in alice.get(selection.page).text
    assert alice.post(page, data={"version": "1", "firm": "none", "reason": "Too late"}).status_code == 303
    assert alice.post(page, data=chosen).status_code == 409

    lines = acting_for("Acme").scalars(sa.select(AuditEntry).where(AuditEntry.action.like("auditor.%"))).all()
    assert {line.summary for line in lines} == {
        "Chose Cedar Hollow for Acme",
        "Chose none of the firms that quoted for Acme",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"firm": "none"}, "Say why, so that whoever asks later can follow it"),
        ({"reason": "Best"}, "Select a firm, or none of them"),
        ({"reason": "Best", "firm": "elephant"}, "Select a firm, or none of them"),
    ],
)
def test_a_choice_needs_a_firm_and_a_reason(sign_in, acting_for, selection, quoted, given, told):
    answer = sign_in("alice").post(f"{selection.page}/choice", data={"version": "0"} | given)

    assert (answer.status_code, told in answer.text) == (422, True)
    assert acting_for("Acme").scalars(sa.select(AuditorChoice)).all() == []


def test_the_memo_is_one_page_that_needs_nothing_else(sign_in, selection, quoted):
    selection.ask("Northgate", stage=Stage.DECLINED, decline_reason=DeclineReason.BUDGET_TOO_LOW, closed_at=now())
    alice = sign_in("alice")
    alice.post(f"{selection.page}/choice", data={"version": "0", "firm": str(quoted), "reason": EVIL})

    answer = alice.get(f"{selection.page}/memo.html")

    assert re.fullmatch(
        r"attachment; filename=auditor-selection-\d{4}-\d\d-\d\d\.html", answer.headers["Content-Disposition"]
    )
    assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", answer.text)
    assert "Decision: Cedar Hollow." in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "Declined: The budget is too low" in answer.text
    assert "What happens when a control fails in fieldwork?" in answer.text


def test_the_memo_on_the_services_page_links_its_files(sign_in, selection, quoted):
    page = sign_in("bob").get(f"{selection.page}/memo").text

    assert f"{selection.page}/memo.html" in page
    assert f"{selection.page}/memo.xlsx" in page
    assert "Not decided yet." in page


def test_the_memo_as_a_workbook_runs_nothing(sign_in, selection):
    formula = '=HYPERLINK("http://evil.example")'
    selection.quote(selection.ask(formula), team=formula)

    answer = sign_in("alice").get(f"{selection.page}/memo.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or str(cell.value).startswith("=")] == []
    assert f'"{formula}"' in [cell.value for cell in book["Quotes"][1]]


@pytest.mark.parametrize(
    "what", ["", "/memo", "/memo.html", "/memo.xlsx", "/choice", "/notes/{key}", "/versions/{quote}"]
)
def test_who_may_see_quotes(client, sign_in, selection, what):
    key = selection.ask()
    address = selection.page + what.format(key=key, quote=selection.quote(key))
    writing = what.startswith(("/choice", "/notes"))

    statuses = {person: sign_in(person).get(address).status_code for person in ("alice", "bob", "sam", "charlie")}
    assert statuses == {"alice": 200, "bob": 403 if writing else 200, "sam": 403, "charlie": 404}
    assert sign_in("fiona").get(address).status_code == 403
    assert sign_in("ada").get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_a_firms_markup_is_only_text_on_every_page(sign_in, selection):
    key = selection.ask(EVIL)
    quote = selection.quote(key, team=EVIL, experience=EVIL, exception_process=EVIL, note=EVIL)
    alice = sign_in("alice")

    for what in ("", "/memo", "/choice", f"/notes/{key}", f"/versions/{quote}"):
        page = alice.get(f"{selection.page}{what}").text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
