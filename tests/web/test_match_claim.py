"""Keeping a visitor's intake in an account."""

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from matcher.intakes.models import Intake
from matcher.matches.models import MatchRun
from tests.factories.intake import add_firms, four_firms


@pytest.fixture
def link(client, acting_for):
    """A visitor's intake, matched once: the path of its private link."""
    session = acting_for("Acme")
    add_firms(session, *four_firms())
    session.commit()
    answers = {"organisation": "Acme Payroll", "headcount": "50"}
    link = client.post("/intakes/new/company", data=answers).location.removesuffix("/steps/scope")
    client.post(f"{link}/match")
    return link


def count(app, model):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_visitor_is_shown_the_way_to_keep_the_intake(client, link):
    assert "/sign-up?next=" + link in client.get(link).text


def test_an_owner_who_opens_the_link_is_offered_to_keep_it(sign_in, link):
    assert "Keep it in my account" in sign_in("alice").get(link).text
    assert "Keep it in my account" not in sign_in("bob").get(link).text


def test_claiming_moves_the_intake_and_its_matches_and_leaves_no_copy(sign_in, link, app, acting_for):
    answer = sign_in("alice").post(f"{link}/claim")

    acme = acting_for("Acme")
    kept = acme.scalars(sa.select(Intake)).one()
    assert answer.location == f"/intakes/{kept.id}"
    assert (kept.title, kept.steps_done) == ("Acme Payroll", ["company"])
    assert acme.scalars(sa.select(MatchRun)).one().intake_id == kept.id
    assert (count(app, Intake), count(app, MatchRun)) == (1, 1)


def test_after_claiming_the_link_only_leads_to_the_accounts_page(client, sign_in, link):
    kept = sign_in("alice").post(f"{link}/claim").location

    assert client.get(link).location == kept
    assert client.get(f"{link}/matches").location == kept
    assert client.get(kept).location.startswith("/sign-in")
    assert sign_in("charlie").get(kept).status_code == 404


def test_a_post_through_a_claimed_link_changes_nothing(client, sign_in, link, acting_for):
    sign_in("alice").post(f"{link}/claim")

    client.post(f"{link}/delete")

    assert acting_for("Acme").scalars(sa.select(Intake)).one().title == "Acme Payroll"


def test_a_link_is_claimed_once(sign_in, link):
    sign_in("alice").post(f"{link}/claim")

    assert sign_in("charlie").post(f"{link}/claim").status_code == 409


def test_who_may_not_write_cannot_claim(client, sign_in, link):
    assert sign_in("bob").post(f"{link}/claim").status_code == 403
    assert client.post(f"{link}/claim").location.startswith("/sign-in")
    assert sign_in("alice").get(f"{link}/claim").status_code == 405


def test_a_wrong_link_cannot_be_claimed(sign_in):
    assert sign_in("alice").post("/intakes/link/wrong/claim").status_code == 404


def test_a_signed_in_person_sees_through_the_link_only_what_it_leads_to(sign_in, link, acting_for):
    """Opening a link binds the request to the visitor; the next request is the person's own again."""
    alice = sign_in("alice")
    alice.get(link)

    assert "No intake yet" in alice.get("/intakes/").text
