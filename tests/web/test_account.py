"""A person's own account: sign-up, name, password, sessions, several organisations."""

import logging

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, SignIn, User
from tests.factories.people import PASSWORD

NEW = {"organisation": "Initech", "name": "Peter", "email": "Peter@Initech.example", "password": "a stapler of red"}


@pytest.fixture
def look(app):
    """Give the rows of a selection, across organisations; no transaction stays open that a request would wait for."""

    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.execute(selection).all()

    return read


def sign_in_as(client, email, password=PASSWORD):
    return client.post("/sign-in", data={"email": email, "password": password})


def joins(name, organisation, role):
    """Make one of the standing people a member elsewhere too; gives the membership's id."""

    def deed(session):
        user_id = session.scalars(sa.select(User.id).where(User.name == name)).one()
        home_id = session.scalars(sa.select(Organisation.id).where(Organisation.name == organisation)).one()
        membership = Membership(user_id=user_id, organisation_id=home_id, role=role)
        session.add(membership)
        session.flush()
        return membership.id

    return deed


def membership_id_of(name):
    return sa.select(Membership.id).join(User, User.id == Membership.user_id).where(User.name == name)


def test_sign_up_makes_an_owner_and_leads_on(client, look):
    answer = client.post("/sign-up", data={**NEW, "next": "/intakes/link/abc"})

    assert (answer.status_code, answer.location) == (303, "/intakes/link/abc")
    joined = sa.select(Membership.role, Organisation.name).join(Membership.organisation).join(Membership.user)
    assert look(joined.where(User.email == "peter@initech.example")) == [(Role.OWNER, "Initech")]
    assert "Peter" in client.get("/account").text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "short words"}, "Use at least 12 characters"),
        ({"password": "peter@initech.example!"}, "does not contain your e-mail address"),
        ({"email": "peter"}, "Enter an e-mail address such as"),
        ({"email": "alice@example.com"}, "There is an account under this address already"),
        ({"organisation": "  "}, "Enter the name of your organisation"),
        ({"name": "x" * 201}, "Use at most 200 characters"),
    ],
)
def test_sign_up_says_what_to_put_right_and_keeps_nothing(client, look, wrong, told):
    answer = client.post("/sign-up", data={**NEW, **wrong})

    assert answer.status_code == 422
    assert told in answer.text
    assert look(sa.select(Organisation.id).where(Organisation.name == "Initech")) == []


def test_a_password_of_twelve_characters_is_long_enough(client):
    assert client.post("/sign-up", data={**NEW, "password": "twelve chars"}).status_code == 303


def test_a_refused_sign_in_goes_to_the_log(client, caplog):
    with caplog.at_level(logging.WARNING):
        sign_in_as(client, "alice@example.com", "wrong")

    assert "sign-in refused for 'alice@example.com'" in caplog.text


def test_signing_in_as_somebody_else_ends_the_session_before(sign_in, app):
    alice = sign_in("alice")
    stolen = app.test_client()
    with alice.session_transaction() as hers, stolen.session_transaction() as copy:
        copy.update(hers)

    sign_in_as(alice, "charlie@example.com")

    assert stolen.get("/account").status_code == 302
    assert "Charlie" in alice.get("/account").text


def test_whoever_belongs_nowhere_gets_a_plain_page(client, change):
    sams = sa.select(User.id).where(User.name == "Sam").scalar_subquery()
    change(lambda session: session.execute(sa.delete(Membership).where(Membership.user_id == sams)))

    answer = sign_in_as(client, "sam@example.com")

    assert answer.status_code == 403
    assert "You do not belong to an organisation any more" in answer.text


def test_a_new_name_shows_at_once_and_stands_in_the_trail(sign_in):
    alice = sign_in("alice")

    assert alice.post("/account/name", data={"name": "Alice  Liddell"}).status_code == 303

    assert "Alice Liddell" in alice.get("/account").text
    assert "Changed their name from Alice to Alice Liddell" in alice.get("/trail").text


def test_an_empty_name_is_refused(sign_in):
    assert sign_in("alice").post("/account/name", data={"name": " "}).status_code == 422


def test_a_new_password_ends_the_other_sessions_but_not_this_one(sign_in, client):
    here, elsewhere = sign_in("alice"), sign_in("alice")

    answer = here.post("/account/password", data={"old": PASSWORD, "new": "another long password"})

    assert answer.status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert sign_in_as(client, "alice@example.com").status_code == 422
    assert sign_in_as(client, "alice@example.com", "another long password").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("wrong", "another long password", "That is not your present password"),
        (PASSWORD, "too short", "Use at least 12 characters"),
        (PASSWORD, "ALICE@example.com 1", "does not contain your e-mail address"),
    ],
)
def test_a_password_is_not_changed_without_the_old_or_to_a_weak_one(sign_in, client, old, new, told):
    answer = sign_in("alice").post("/account/password", data={"old": old, "new": new})

    assert answer.status_code == 422
    assert told in answer.text
    assert sign_in_as(client, "alice@example.com").status_code == 303


def test_sessions_are_listed_with_browser_and_which_one_this_is(sign_in, client, app):
    client.post(
        "/sign-in",
        data={"email": "alice@example.com", "password": PASSWORD},
        headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"},
    )
    page = sign_in("alice").get("/account/sessions").text

    assert "Firefox on Windows" in page
    assert page.count("This one") == 1
    assert page.count("/end") == 2  # the other session, and all others


def test_one_session_can_be_ended(sign_in, look):
    here, elsewhere = sign_in("alice"), sign_in("alice")
    theirs = look(sa.select(SignIn.id).order_by(SignIn.created_at.desc()))[0].id

    assert here.post(f"/account/sessions/{theirs}/end").status_code == 303

    assert elsewhere.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_all_other_sessions_can_be_ended(sign_in):
    here, elsewhere = sign_in("alice"), sign_in("alice")

    here.post("/account/sessions/end-others")

    assert elsewhere.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_anothers_session_does_not_exist(sign_in, look):
    bob = sign_in("bob")
    his = look(sa.select(SignIn.id))[0].id

    assert sign_in("alice").post(f"/account/sessions/{his}/end").status_code == 404
    assert bob.get("/account").status_code == 200


def test_switching_shows_the_other_organisation_in_its_role(sign_in, change):
    elsewhere = change(joins("Alice", "Umbrella", Role.SALES))
    alice = sign_in("alice")

    assert alice.post(f"/account/memberships/{elsewhere}/switch").status_code == 303

    assert "Umbrella · sales" in alice.get("/account").text
    assert alice.get("/trail").status_code == 403


def test_nobody_switches_to_an_organisation_they_do_not_belong_to(sign_in, look):
    charlies = look(membership_id_of("Charlie"))[0].id

    assert sign_in("alice").post(f"/account/memberships/{charlies}/switch").status_code == 404


@pytest.mark.parametrize("path", ["/sign-out", "/account/sessions/end-others", "/account/memberships/{an_id}/switch"])
def test_what_changes_something_refuses_to_be_read(sign_in, path):
    path = path.format(an_id="00000000-0000-4000-8000-000000000000")

    assert sign_in("alice").get(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/account", "/account/name", "/account/password", "/account/sessions", "/organisation"]
)
def test_a_visitor_is_asked_to_sign_in(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path}")
