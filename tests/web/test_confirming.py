"""Deeds that would hurt ask again who it is."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation import clock
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import SignIn
from matcher.firms.models import Firm
from tests.factories.firm import add_firm
from tests.factories.people import PASSWORD

FRESH = {
    "claims.release",
    "domains.new",
    "domains.remove",
    "email.new",
    "email.take",
    "factors.app",
    "factors.begin",
    "factors.confirm",
    "factors.remove",
    "factors.renew_codes",
    "firm_imports.confirm",
    "firms.reinstate",
    "firms.suspend",
    "intakes.remove",
    "invitations.new",
    "members.edit",
    "members.remove",
    "members.require_second_factor",
    "members.reset_second_factor",
    "passkeys.add",
    "passkeys.new",
    "passkeys.options_of_new",
    "passkeys.remove",
    "person.end_other_sessions",
    "person.end_session",
    "person.password",
    "privacy.ask",
    "privacy.delete",
    "privacy.delete_account",
    "privacy.download",
    "questionnaires.remove",
    "ranker.promote",
    "ranker.roll_back",
    "tokens.new",
    "trust.settle",
    "vetting.status",
}


@pytest.fixture
def stale(app, sign_in):
    """Give a browser of somebody who proved who they are some minutes ago."""

    def open_as(name, minutes=11):
        browser = sign_in(name)
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            session.execute(sa.update(SignIn).values(confirmed_at=clock.now() - timedelta(minutes=minutes)))
            session.commit()
        return browser

    return open_as


def test_the_deeds_that_would_hurt_are_these(app):
    assert {name for name, view in app.view_functions.items() if getattr(view, "fresh", False)} == FRESH


def test_a_page_asks_first_and_leads_back(stale):
    alice = stale("alice")
    asked = alice.get("/account/tokens/new?x=1")

    assert (asked.status_code, asked.location) == (303, "/confirm?next=/account/tokens/new?x%3D1")
    answer = alice.post(asked.location, data={"password": PASSWORD, "next": "/account/tokens/new?x=1"})

    assert (answer.status_code, answer.location) == (303, "/account/tokens/new?x=1")
    assert alice.get("/account/tokens/new").status_code == 200
    assert "Confirmed that it is them" in alice.get("/trail").text


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (11, 303)])
def test_a_proof_holds_for_ten_minutes(stale, minutes, status):
    assert stale("alice", minutes).get("/account/password").status_code == status


def test_a_form_that_comes_too_late_changes_nothing_and_leads_back_to_its_page(stale):
    alice = stale("alice")
    referrer = {"Referer": "http://localhost/account/tokens/new"}

    answer = alice.post(
        "/account/tokens/new", data={"name": "Nightly", "days": "30", "scopes": "controls:read"}, headers=referrer
    )

    assert answer.location == "/confirm?next=/account/tokens/new"
    assert "Nothing was changed yet" in alice.get(answer.location).text
    assert "Nightly" not in alice.get("/account/tokens").text


def test_a_page_elsewhere_is_not_led_back_to(stale):
    answer = stale("alice").post("/organisation/data/exports", headers={"Referer": "https://evil.example/page"})

    assert answer.location == "/confirm"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_confirming_never_leads_to_another_site(stale, elsewhere):
    assert stale("alice").post("/confirm", data={"password": PASSWORD, "next": elsewhere}).location == "/"


def test_a_wrong_password_confirms_nothing_and_is_counted(stale):
    alice = stale("alice")
    answers = [alice.post("/confirm", data={"password": "wrong"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert "That is not your password" in answers[0].text
    assert alice.get("/account/password").status_code == 303
    assert "A wrong password was given for Alice" in alice.get("/trail").text


@pytest.fixture
def firm(acting_for):
    with acting_for("The platform") as session:
        key = add_firm(session, vetting_status="candidate").id
        session.commit()
    return key


def status_of(acting_for, key):
    with acting_for("The platform") as session:
        return session.get_one(Firm, key).vetting_status


@pytest.mark.parametrize("deed", ["suspend", "release"])
def test_a_firm_is_taken_out_or_back_only_after_a_fresh_proof(stale, acting_for, firm, deed):
    ada, page = stale("ada"), f"/admin/firms/{firm}/{deed}"

    assert ada.get(page).location == f"/confirm?next={page}"
    answer = ada.post(page, data={"reason": "Because"}, headers={"Referer": f"http://localhost{page}"})

    assert answer.location == f"/confirm?next={page}"
    assert status_of(acting_for, firm) == "candidate"


def test_of_the_moves_in_vetting_only_removing_a_firm_needs_a_fresh_proof(stale, acting_for, firm):
    ada, page = stale("ada"), f"/admin/firms/{firm}/vetting/status"

    assert [ada.get(f"{page}?to={status}").status_code for status in ("under_review", "removed")] == [200, 303]
    removed = ada.post(page, data={"status": "removed", "reason": "Because"}, query_string={"to": "under_review"})
    assert (removed.status_code, removed.location) == (303, "/confirm")
    assert status_of(acting_for, firm) == "candidate"

    ada.post(page, data={"status": "under_review", "reason": "Because"}, query_string={"to": "removed"})

    assert status_of(acting_for, firm) == "under_review"


def test_deleting_an_intake_asks_for_a_proof_but_not_whoever_holds_its_link(stale, client):
    begun = client.post("/intakes/new/company", data={"organisation": "Acme", "industry": "saas", "headcount": "50"})
    link = begun.location.rsplit("/steps/", 1)[0]
    assert client.post(f"{link}/delete").location == "/intakes/new"
    alice = stale("alice")
    own = alice.post("/intakes/new/company", data={"organisation": "Acme", "industry": "saas", "headcount": "50"})
    mine = own.location.rsplit("/steps/", 1)[0]

    assert alice.post(f"{mine}/delete").location == "/confirm"
    assert alice.get(mine).status_code == 200


def test_whoever_may_not_do_a_deed_is_not_asked_to_confirm(stale):
    assert stale("sam").get("/organisation/data/delete").status_code == 403


def test_acting_for_another_organisation_is_no_proof(stale, app):
    alice = stale("alice")
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        membership = session.scalars(sa.select(SignIn.membership_id)).first()

    assert alice.post(f"/account/memberships/{membership}/switch").status_code == 303

    assert alice.get("/account/password").status_code == 303


def test_signing_in_is_a_proof(client):
    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})

    assert client.get("/account/password").status_code == 200


def test_confirming_gives_the_session_a_new_token_and_voids_the_former(app, stale):
    alice = stale("alice")
    former = alice.get_cookie("auditmatch").value
    alice.post("/confirm", data={"password": PASSWORD})

    thief = app.test_client()
    thief.set_cookie("auditmatch", former)

    assert alice.get("/account").status_code == 200
    assert thief.get("/account").status_code == 302


def test_who_has_not_just_proved_who_they_are_ends_no_session(app, sign_in, stale):
    other, alice = sign_in("alice"), stale("alice")
    answer = alice.post("/account/sessions/end-others")

    assert answer.location.startswith("/confirm")
    assert other.get("/account").status_code == 200


def four_eyes(browser):
    return re.search(r'name="four_eyes"[^>]*checked|checked[^>]*name="four_eyes"', browser.get("/reliability/").text)


@pytest.mark.parametrize("without", [{}, {"four_eyes": "false"}, {"four_eyes": ""}])
def test_only_doing_without_four_eyes_asks_for_a_proof_among_the_rules_of_answering(stale, without):
    bob, rules = stale("bob"), {"version": 0, "error_budget": 3, "answer_days": 365}
    assert bob.post("/reliability/rules", data=rules | {"four_eyes": "y"}).location == "/reliability/"

    answer = bob.post("/reliability/rules", data=rules | {"version": 1} | without)
    assert (answer.status_code, answer.location) == (303, "/confirm")
    assert four_eyes(bob)

    bob.post("/confirm", data={"password": PASSWORD})
    assert bob.post("/reliability/rules", data=rules | {"version": 1} | without).location == "/reliability/"
    assert not four_eyes(bob)
