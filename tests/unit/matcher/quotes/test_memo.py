"""The memo as a workbook, opened as its reader opens it; no text in it ever runs."""

import io
from datetime import date

import openpyxl

from foundation.tables.write_workbook import workbook
from matcher.introductions.states import DeclineReason, Stage
from matcher.matches.stored import public_profile
from matcher.quotes.answers import Known, Question
from matcher.quotes.comparison import Asked, Comparison
from matcher.quotes.memo import Decision, Memo, sheets_of
from matcher.quotes.words import Travel
from tests.factories.firm import make_profile
from tests.factories.quote import DAY, expecting, make_terms

SCOPE = {"industry": "saas", "report_type": "type_2", "categories": ["security"], "readiness": "ready"}
BARE = {"industries": {}, "clouds": (), "platforms": (), "exception_process": None, "senior_contact": None}


def asked(name="Cedar Hollow", terms=None, *, stage=Stage.INTRODUCED, reason=None, notes=None, **expected):
    known = Known(public_profile(make_profile(**BARE)), DAY, terms, DAY if terms else None, "saas", ())
    return Asked(
        key="1", name=name, stage=stage, reason=reason, offered_on=DAY, quote_id="2" if terms else None,
        number=1 if terms else 0, earlier=(), expected=expecting(**expected), known=known, notes=notes or {},
    )  # fmt: skip


def opened(*firms, decision=None):
    memo = Memo("Acme Rocketry", DAY, Comparison(SCOPE, firms, needs_readiness=False), decision)
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets_of(memo), DAY, title="Selection of an auditor")))


def rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_says_what_was_asked_of_whom_what_came_back_and_what_was_chosen():
    book = opened(
        asked(terms=make_terms(fixed_fee_usd=26_000)), decision=Decision("Cedar Hollow", "Best", "Alice", DAY)
    )

    assert book.sheetnames == [
        "Decision", "What was asked", "Firms asked", "Quotes", "First year", "Four questions"
    ]  # fmt: skip
    assert rows(book["Decision"])[2:4] == [("Chosen firm", "Cedar Hollow"), ("Reason", "Best")]
    assert ("Industry", "SaaS") in rows(book["What was asked"])
    assert rows(book["Quotes"])[0] == ("Fixed fee", "$26,000\n$1,000 above the estimate of $20,000 to $25,000")
    assert ("Cedar Hollow", "Travel", None, "Not known: not said") in rows(book["First year"])
    assert ("Cedar Hollow", "Sum of what is known", 26_000, None) in rows(book["First year"])


def test_a_firm_that_declined_stands_with_its_reason_and_without_a_column():
    book = opened(asked("Northgate", stage=Stage.DECLINED, reason=DeclineReason.NO_CAPACITY))

    name, _day, came, estimate, quoted = rows(book["Firms asked"])[0]
    assert (name, came, estimate, quoted) == (
        "Northgate", "Declined: No capacity", "$20,000 to $25,000", None
    )  # fmt: skip
    assert [cell.value for cell in book["Quotes"][1]] == ["Term"]


def test_without_a_decision_it_says_so():
    assert ("Decision", "Not decided yet") in rows(opened(asked())["Decision"])


def test_unanswered_questions_say_so_and_the_companys_notes_stand_beside_them():
    found = rows(opened(asked(notes={Question.CONTACT: "Rae leads"}))["Four questions"])

    contact = "Who is our day-to-day contact, and how senior?"
    assert (contact, "Cedar Hollow", "Not answered", None) in found
    assert (contact, "Cedar Hollow", "Rae leads", "Our own note") in found


def test_no_text_of_a_firm_becomes_a_formula():
    evil = '=HYPERLINK("http://evil.example","click")'
    terms = make_terms(team=evil, experience=evil, travel=Travel.INCLUDED, valid_until=date(2027, 1, 1))
    book = opened(asked(evil, terms, notes={Question.CONTACT: evil}), decision=Decision(evil, evil, evil, DAY))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or str(cell.value).startswith("=")] == []
    assert any(evil in str(cell.value) for cell in cells)
