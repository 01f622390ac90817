"""The pages of the facts."""

import io
import re
from datetime import date

import pytest

from questionnaires.facts.records import Fact
from questionnaires.facts.service import facts
from tests.factories.fact import keep_fact


@pytest.fixture
def fact(acting_for):
    with acting_for("Acme") as acme:
        return keep_fact(acme).id


def kept(acting_for):
    with acting_for("Acme") as session:
        return facts(session)


@pytest.mark.parametrize(
    ("person", "method", "path", "expected"),
    [
        (None, "GET", "/facts/", 302),
        ("fiona", "GET", "/facts/", 403),
        ("sam", "GET", "/facts/", 200),
        ("sam", "GET", "/facts/export", 200),
        ("sam", "GET", "/facts/new", 403),
        ("sam", "GET", "/facts/{fact}/edit", 403),
        ("sam", "POST", "/facts/{fact}/remove", 403),
        ("bob", "GET", "/facts/{fact}/edit", 200),
        ("bob", "GET", "/facts/{fact}/remove", 200),
        ("charlie", "GET", "/facts/{fact}/edit", 404),
        ("charlie", "POST", "/facts/{fact}/edit", 404),
        ("charlie", "POST", "/facts/{fact}/remove", 404),
    ],
)
def test_who_may_open_which_page(sign_in, client, fact, person, method, path, expected):
    browser = sign_in(person) if person else client
    data = {"csrf_token": browser.csrf_token()} if method == "POST" else None

    assert browser.open(path.format(fact=fact), method=method, data=data).status_code == expected


def test_the_list_reads_in_plain_words_known_facts_first_and_names_what_is_not_stated(sign_in, acting_for):
    with acting_for("Acme") as acme:
        keep_fact(acme, "mascot_name", "Otter")
        keep_fact(acme, "dpo", "Kim")

    page = sign_in("bob").get("/facts/").text

    assert re.findall(r'<th scope="row"[^>]*><a[^>]*>(.*?)</a></th>', page) == [
        "Data protection officer",
        "Mascot name",
    ]
    assert '<a href="/facts/new?key=employees">Employees</a>' in page
    assert "/facts/new?key=dpo" not in page


def test_a_fact_that_is_offered_comes_selected(sign_in):
    assert '<option selected value="insurance">' in sign_in("bob").get("/facts/new?key=insurance").text


def test_a_known_fact_is_stated(sign_in, acting_for):
    answer = sign_in("bob").post("/facts/new", data={"known": "dpo", "value": "Kim", "as_of": "2026-09-01"})

    assert answer.status_code == 303
    assert kept(acting_for) == (Fact("dpo", "Kim", date(2026, 9, 1)),)


def test_a_fact_of_their_own_is_stated(sign_in, acting_for):
    sign_in("bob").post("/facts/new", data={"known": "", "own_key": "ISO 9001 certificate", "value": "none"})

    assert kept(acting_for) == (Fact("iso_9001_certificate", "none"),)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"known": "dpo", "value": " "}, "Enter what is true"),
        ({"known": "", "own_key": "", "value": "x"}, "Enter what you call it"),
        ({"known": "", "own_key": "employees", "value": "x"}, "&#39;employees&#39; names another fact already"),
        ({"known": "soc2_period_end", "value": "30 June"}, "Enter a day such as 2027-03-31"),
    ],
)
def test_a_wrong_fact_is_told_what_to_enter_and_not_kept(sign_in, fact, acting_for, typed, told):
    page = sign_in("bob").post("/facts/new", data=typed)

    assert page.status_code == 422
    assert told in page.text
    assert len(kept(acting_for)) == 1


def test_a_fact_is_edited(sign_in, fact, acting_for):
    bob = sign_in("bob")
    assert ">85</textarea>" in bob.get(f"/facts/{fact}/edit").text.replace("\r\n", "").replace("\n", "")

    bob.post(f"/facts/{fact}/edit", data={"version": "1", "value": "90"})

    assert kept(acting_for) == (Fact("employees", "90"),)


def test_a_day_that_is_edited_must_stay_a_day(sign_in, acting_for):
    with acting_for("Acme") as acme:
        row_id = keep_fact(acme, "soc2_period_end", "2026-06-30").id

    page = sign_in("bob").post(f"/facts/{row_id}/edit", data={"version": "1", "value": "June"})

    assert page.status_code == 422
    assert "Enter a day such as 2027-03-31" in page.text


def test_an_edit_of_what_somebody_else_changed_is_refused(sign_in, fact):
    bob = sign_in("bob")
    bob.post(f"/facts/{fact}/edit", data={"version": "1", "value": "90"})

    assert bob.post(f"/facts/{fact}/edit", data={"version": "1", "value": "91"}).status_code == 409


def test_a_removed_fact_is_gone(sign_in, fact, acting_for):
    sign_in("bob").post(f"/facts/{fact}/remove")

    assert kept(acting_for) == ()


def test_what_was_exported_imports_unchanged(sign_in, fact):
    bob = sign_in("bob")
    content = bob.get("/facts/export").data

    page = bob.get(bob.post("/facts/import", data={"file": (io.BytesIO(content), "facts.csv")}).location)

    assert "1 unchanged" in page.text
    assert "There is nothing to import" in page.text
