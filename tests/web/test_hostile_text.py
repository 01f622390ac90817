"""Texts that no person types: control characters, markup, values longer than any column."""

import io
import json

import openpyxl
import pytest
import sqlalchemy as sa

from foundation.accounts.models import Organisation
from matcher.firms.models import Firm
from matcher.firms.questions import QUESTIONS
from questionnaires.controls.models import Control
from tests.factories.firm import add_firm
from tests.factories.questionnaire import answer_ids, answered, keep_two_controls, uploaded, version_of

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"
CONTROL = {
    "control_id": MARKUP,
    "title": MARKUP,
    "statement": MARKUP,
    "status": "implemented",
    "test_result": "",
    "sensitivity": "public",
    "owner": MARKUP,
    "evidence": MARKUP,
    "product": MARKUP,
}


def shows_only_text(page):
    told = page.status_code == 200 and ESCAPED in page.text
    return told and "<script>alert" not in page.text and "<img src=x" not in page.text


def test_characters_that_postgresql_refuses_are_left_out_of_what_is_typed(sign_in, acting_for):
    sign_in("alice").post("/organisation/name", data={"name": "Ac\x00me\x01 Pay\x7froll"})

    names = acting_for("Umbrella").scalars(sa.select(Organisation.name).where(Organisation.name.like("A%"))).all()
    assert names == ["Acme Payroll"]


@pytest.mark.parametrize("address", ["/controls/?search=a%00b", "/sign-in?next=/%00", "/library/?search=%00"])
def test_characters_that_postgresql_refuses_are_left_out_of_addresses(sign_in, address):
    page = sign_in("bob").get(address)

    assert page.status_code == 200
    assert "\x00" not in page.text


def test_a_file_name_is_kept_without_control_characters_and_folders(sign_in):
    sam = sign_in("sam")

    page = sam.get(uploaded(sam, filename="../../etc/bu\x00y\x1ber.xlsx")).text

    assert "buyer.xlsx" in page
    assert "etc/" not in page


def test_markup_in_a_control_is_shown_as_text(sign_in, acting_for):
    bob = sign_in("bob")

    address = bob.post("/controls/new", data=CONTROL).location

    for page in (address, f"{address}/edit", f"{address}/remove", "/controls/", "/trail"):
        assert shows_only_text(bob.get(page)), page


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("facts", {"known": "", "own_key": MARKUP, "value": MARKUP}),
        (
            "library",
            {
                "answer_id": MARKUP,
                "question": MARKUP,
                "word": "in_words",
                "words": MARKUP,
                "controls": MARKUP,
                "approved_by": MARKUP,
                "sensitivity": "public",
            },
        ),
    ],
)
def test_markup_in_facts_and_approved_answers_is_shown_as_text(sign_in, where, values):
    bob = sign_in("bob")

    kept = bob.post(f"/{where}/new", data=values)

    assert kept.status_code == 303, kept.text
    assert shows_only_text(bob.get(f"/{where}/"))


@pytest.mark.parametrize("collection", ["controls", "facts", "library"])
def test_markup_in_an_imported_file_is_shown_as_text(sign_in, collection):
    rows = {
        "controls": {**CONTROL, "criteria": MARKUP},
        "facts": {"key": MARKUP, "value": MARKUP, "as_of": MARKUP},
        "library": {"answer_id": MARKUP, "question": MARKUP, "answer": MARKUP, "expires_on": MARKUP},
    }
    good = {name: value for name, value in rows[collection].items() if name not in ("criteria", "as_of", "expires_on")}
    content = json.dumps([good, rows[collection] | {next(iter(good)): "other"}]).encode()
    bob = sign_in("bob")

    sent = bob.post(f"/{collection}/import", data={"file": (io.BytesIO(content), f"{MARKUP}.json")})

    assert sent.status_code == 303, sent.text
    assert shows_only_text(bob.get(sent.location))


def test_markup_in_a_firm_is_shown_as_text(sign_in, acting_for):
    texts = ("name", "legal_name", "website", "hq_state", "licence_number", "licence_source", "exception_process")
    session = acting_for("Acme")
    firm = add_firm(session, **dict.fromkeys((*texts, "notes", "contact_name"), MARKUP), conflict_clients=(MARKUP,))
    session.commit()
    ada = sign_in("ada")

    for page in ("/admin/firms", f"/admin/firms/{firm.id}", f"/admin/firms/{firm.id}/edit", f"/firms/{firm.id}"):
        assert shows_only_text(ada.get(page)), page


def test_an_address_of_a_firm_that_is_a_script_is_no_link(client, acting_for):
    session = acting_for("Acme")
    firm = add_firm(session, website="javascript:alert(1)", licence_source="javascript:alert(2)")
    session.commit()

    assert 'href="javascript:' not in client.get(f"/firms/{firm.id}").text


def test_markup_in_an_intake_is_shown_as_text(client):
    given = {"organisation": MARKUP, "prior_auditor": MARKUP, "systems": [MARKUP], "clouds": [MARKUP]}
    given |= {"platform": MARKUP, "excluded_firms": [MARKUP], "report_type": "type_1"}

    link = client.post("/intakes/new/upload", data={"pasted": json.dumps(given)}).location

    for page in (link, f"{link}/steps/company", f"{link}/steps/scope", f"{link}/steps/constraints"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text, page
        assert "<img src=x" not in answer.text, page


def test_markup_in_a_questionnaire_is_shown_as_text(app, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    bob = sign_in("bob")
    content = f'"ID","Section","Question {MARKUP.replace(chr(34), "")}","Answer"\n'
    content += f'"{MARKUP.replace(chr(34), "")}","<script>alert(1)</script>","Do you <script>alert(1)</script>?",""\n'

    address = answered(app, bob, content.encode(), filename="a<script>alert(1)</script>.csv", buyer=MARKUP)

    for page in ("/questionnaires/", address, f"{address}/columns", f"{address}/review", f"{address}/approve"):
        answer = bob.get(page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text, page
        assert "<img src=x" not in answer.text, page
    assert shows_only_text(bob.get(f"{address}/review"))


def test_markup_in_names_of_people_is_shown_as_text(sign_in):
    alice = sign_in("alice")
    alice.post("/account/name", data={"name": MARKUP})
    alice.post("/organisation/name", data={"name": MARKUP})

    for page in ("/account", "/organisation", "/trail"):
        assert shows_only_text(alice.get(page)), page


def test_a_word_processors_control_characters_reach_no_workbook(app, sign_in, acting_for):
    keep_two_controls(acting_for("Acme"))
    bob = sign_in("bob")
    address = answered(app, bob)
    answer_id = answer_ids(bob.get(f"{address}/review").text)[2]
    said = {"verdict": "word:Compliant", "answer_text": "Ye\x0bs\x00 \x1fwe do\ufffe"}
    bob.post(f"{address}/answers/{answer_id}", data={**said, "version": "1"})
    version = version_of(bob.get(f"{address}/review").text, answer_id)
    bob.post(f"{address}/answers/{answer_id}/approve", data={"version": version})

    bob.post(f"{address}/exports")

    link = bob.get(address).text.split(f'href="{address}/exports/', 1)[1].split('"', 1)[0]
    book = openpyxl.load_workbook(io.BytesIO(bob.get(f"{address}/exports/{link}").data))
    assert book["Vendor review"]["E4"].value == "Yes we do"


LONG = "x" * 30_000
TOO_LONG = [
    ("alice", "/organisation/name", {"name": LONG}),
    ("alice", "/account/name", {"name": LONG}),
    ("alice", "/organisation/invitations/new", {"email": f"{LONG}@example.com", "role": "sales"}),
    ("bob", "/controls/new", CONTROL | {"control_id": LONG}),
    ("bob", "/facts/new", {"own_key": LONG, "value": "1"}),
    ("bob", "/library/new", {"answer_id": LONG, "question": "Q", "word": "yes", "sensitivity": "public"}),
    ("sam", "/questionnaires/new", {"buyer": LONG, "text": "Do you?"}),
    ("sam", "/questionnaires/new", {"buyer": "B", "product": LONG, "text": "Do you?"}),
    ("ada", "/admin/firms/new", {"firm_id": "F-1", "name": LONG, "source": "test"}),
    (None, "/intakes/new/company", {"organisation": LONG}),
    (None, "/sign-in", {"email": LONG, "password": "x"}),
    (None, "/sign-up", {"organisation": LONG, "name": LONG, "email": "a@example.com", "password": LONG}),
    (None, "/password-reset", {"email": LONG}),
]


@pytest.mark.parametrize(("person", "address", "values"), TOO_LONG, ids=lambda part: part if type(part) is str else "")
def test_a_value_longer_than_its_column_is_told_beside_its_field(client, sign_in, person, address, values):
    browser = sign_in(person) if person else client

    answer = browser.post(address, data=values)

    assert answer.status_code == 422
    assert "is-invalid" in answer.text


def test_the_longest_values_that_are_taken_fit(sign_in, acting_for):
    """The name is also part of a line in the trail, which is cut."""
    session, ada = acting_for("Acme"), sign_in("ada")
    values = {question.column: "" for question in QUESTIONS if question.column not in ("report_types", "categories")}
    values |= {"firm_id": "F-1", "name": "é" * 500}

    answer = ada.post("/admin/firms/new", data={**values, "source": "é" * 1_000})

    assert answer.status_code == 303
    assert session.scalars(sa.select(sa.func.length(Firm.name))).all() == [500]
    assert session.scalars(sa.select(Control)).all() == []


@pytest.mark.parametrize(
    "given",
    [
        '{"organisation": "a\\ud800b\\u0000", "systems": ["\\ud800x"], "clouds": ["\\u0000\\ud800"]}',
        '{"\\ud800": 1, "organisation": "ab"}',
    ],
)
def test_half_a_pair_in_an_intake_file_breaks_no_page(client, given):
    link = client.post("/intakes/new/upload", data={"pasted": given}).location

    for page in (link, f"{link}/steps/scope", f"{link}/steps/readiness", f"{link}/intake.json"):
        assert client.get(page).status_code == 200, page
    assert "ab" in client.get(link).text


def test_half_a_pair_in_a_refused_intake_file_is_told_without_it(client):
    answer = client.post("/intakes/new/upload", data={"pasted": '{"headcount": "\\ud800many"}'})

    assert answer.status_code == 422
    assert "found &#39;many&#39;" in answer.text


def test_half_a_pair_in_a_questionnaire_file_breaks_no_page(sign_in):
    asked = '[{"question": "Do you log \\ud800\\u0000all?", "ref": "R\\ud800", "vocabulary": ["Y\\ud800"]}]'
    sam = sign_in("sam")

    page = sam.get(f"{uploaded(sam, asked.encode(), filename='asked.json')}/columns")

    assert page.status_code == 200
    assert "Do you log all?" in page.text
