"""Filling an intake: a visitor's private link, the steps, the adviser, and the owner's own pages."""

import json
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

from foundation.accounts.tokens import hash_token
from foundation.audit.actor import VISITOR
from foundation.audit.models import AuditEntry
from foundation.errors import Conflict
from matcher.intakes.models import Intake, IntakeLink
from matcher.intakes.service import Saved, save
from tests.factories.intake import add_intake

COMPANY = {"organisation": "Acme Payroll", "headcount": "1,200", "industry": "fintech", "hq_country": "US"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def link(client):
    """A visitor's intake whose first step is saved: the path of its private link."""
    return client.post("/intakes/new/company", data=COMPANY).location.removesuffix("/steps/scope")


@pytest.fixture
def acme_intake(acting_for):
    session = acting_for("Acme")
    intake_id = add_intake(session).id
    session.commit()
    return f"/intakes/{intake_id}"


def test_the_start_page_says_that_nothing_is_sent_to_any_firm(client):
    page = client.get("/intakes/new")

    assert page.status_code == 200
    assert "Nothing is sent to any firm" in page.text


def test_the_first_step_saves_and_leads_to_the_second_behind_a_private_link(client):
    answer = client.post("/intakes/new/company", data=COMPANY)

    assert answer.status_code == 303
    assert answer.location.startswith("/intakes/link/")
    assert answer.location.endswith("/steps/scope")


def test_only_the_hash_of_the_token_is_stored(link, acting_for):
    token = link.removeprefix("/intakes/link/")

    stored = acting_for("Acme").scalars(sa.select(IntakeLink.token_hash)).all()

    assert stored == [hash_token(token)]


def test_a_first_step_without_a_name_saves_nothing(client, acting_for):
    answer = client.post("/intakes/new/company", data={**COMPANY, "organisation": ""})

    assert answer.status_code == 422
    assert "Enter the name of your company" in answer.text
    assert acting_for("Acme").scalars(sa.select(IntakeLink)).all() == []


def test_a_form_without_its_token_is_refused(client):
    assert client.post("/intakes/new/company", data=COMPANY, csrf=False).status_code == 400


def test_another_browser_comes_back_by_the_link_to_what_was_saved(link, app):
    page = app.test_client().get(f"{link}/steps/company")

    assert 'value="Acme Payroll"' in page.text
    assert 'value="1200"' in page.text


@pytest.mark.parametrize("path", ["", "/steps/scope", "/adviser", "/intake.json", "/matches"])
def test_a_wrong_link_leads_nowhere(client, link, path):
    assert client.get(f"{link}x{path}").status_code == 404


def test_an_unknown_step_does_not_exist(client, link):
    assert client.get(f"{link}/steps/payment").status_code == 404


def test_the_last_step_leads_to_the_review_when_all_are_answered(client, link):
    steps = {
        "scope": {"report_type": "type_2", "categories": "availability"},
        "readiness": {"readiness": "ready"},
        "budget": {"budget_usd__max": "$40,000"},
        "constraints": {"languages": "en"},
    }
    for step, answers in steps.items():
        client.post(f"{link}/steps/{step}", data=answers)

    answer = client.post(f"{link}/steps/independence", data={"independence__firms_that_built_controls": "A; B\nA"})

    assert answer.location == link
    stored = json.loads(client.get(f"{link}/intake.json").text)
    assert stored["categories"] == ["security", "availability"]
    assert stored["budget_usd"] == {"min": None, "max": 40000}
    assert stored["independence"]["firms_that_built_controls"] == ["A", "B"]


def test_a_deadline_that_has_passed_is_refused_in_words(client, link):
    answer = client.post(f"{link}/steps/readiness", data={"readiness": "", "report_needed_by": "2026-11-22"})

    assert answer.status_code == 422
    assert "Choose a day that is still to come: 2026-11-22 has passed" in answer.text


def test_a_deadline_today_is_taken(client, link):
    answer = client.post(f"{link}/steps/readiness", data={"readiness": "", "report_needed_by": "2026-11-23"})

    assert answer.status_code == 303


def test_a_budget_that_runs_backwards_is_refused_in_words(client, link):
    answer = client.post(f"{link}/steps/budget", data={"budget_usd__min": "40000", "budget_usd__max": "39999"})

    assert answer.status_code == 422
    assert "The most you can spend must not be below the least, $40,000" in answer.text


@pytest.mark.parametrize("typed", ["many", "-5", "12.5", "99999999999"])
def test_a_headcount_that_is_no_whole_number_is_refused_in_words(client, typed):
    answer = client.post("/intakes/new/company", data={**COMPANY, "headcount": typed})

    assert answer.status_code == 422
    assert "Enter a whole number in digits" in answer.text


def test_the_adviser_proposes_and_the_person_decides(client, link):
    client.post(f"{link}/adviser", data={"promises_uptime": "yes", "handles_personal": "yes"})
    proposal = client.get(f"{link}/adviser").text
    client.post(f"{link}/adviser/categories", data={"categories": "privacy"})

    assert "you promise uptime or recovery" in proposal
    assert json.loads(client.get(f"{link}/intake.json").text)["categories"] == ["security", "privacy"]


def test_an_owner_begins_an_intake_in_her_own_organisation(sign_in, acting_for):
    answer = sign_in("alice").post("/intakes/new/company", data=COMPANY)

    assert answer.status_code == 303
    assert [intake.title for intake in acting_for("Acme").scalars(sa.select(Intake))] == ["Acme Payroll"]


@pytest.mark.parametrize("name", ["bob", "sam", "ada", "fiona"])
def test_other_roles_may_not_begin_an_intake(sign_in, name):
    assert sign_in(name).post("/intakes/new/company", data=COMPANY).status_code == 403


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("alice", "", 200),
        ("alice", "/steps/budget", 200),
        ("bob", "", 200),
        ("bob", "/intake.json", 200),
        ("bob", "/steps/budget", 403),
        ("sam", "", 403),
        ("charlie", "", 404),
        ("charlie", "/steps/budget", 404),
        ("charlie", "/intake.json", 404),
        ("charlie", "/matches", 404),
    ],
)
def test_who_may_open_which_page_of_an_organisations_intake(sign_in, acme_intake, name, path, status):
    assert sign_in(name).get(acme_intake + path).status_code == status


def test_a_visitor_is_asked_to_sign_in_for_an_organisations_intake(client, acme_intake):
    assert client.get(acme_intake).location.startswith("/sign-in")


def test_the_list_shows_the_organisations_own_intakes_only(sign_in, acme_intake, link):
    assert "Acme Payroll" in sign_in("bob").get("/intakes/").text
    assert "No intake yet" in sign_in("charlie").get("/intakes/").text


def test_deleting_is_a_post(sign_in, acme_intake):
    alice = sign_in("alice")

    assert alice.get(f"{acme_intake}/delete").status_code == 405
    assert alice.post(f"{acme_intake}/delete").status_code == 303
    assert alice.get(acme_intake).status_code == 404


def test_saving_leaves_a_line_in_the_trail(sign_in, acme_intake, acting_for):
    sign_in("alice").post(f"{acme_intake}/steps/budget", data={"budget_usd__max": "1000"})

    entries = acting_for("Acme").execute(sa.select(AuditEntry.action, AuditEntry.actor_name)).all()
    assert ("intake.saved", "Alice") in [tuple(entry) for entry in entries]


def test_who_saves_after_somebody_else_has_is_told_instead_of_overwriting(acting_for):
    session = acting_for("Acme")
    intake = add_intake(session)
    save(session, intake, Saved({"headcount": 1}), VISITOR)
    set_committed_value(intake, "version", 1)  # as one who read it before that

    with pytest.raises(Conflict, match="Your answers were not saved"):
        save(session, intake, Saved({"headcount": 2}), VISITOR)
