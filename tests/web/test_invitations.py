"""Invitations: mailed, accepted once, withdrawn, expired."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation import clock
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.invitations import service
from foundation.accounts.models import Invitation, Membership, Organisation, User
from foundation.mail.models import OutgoingMail

NEW = {"name": "Nina", "password": "a long new password"}


@pytest.fixture
def look(app):
    """Give the rows of a selection, across organisations."""

    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.execute(selection).all()

    return read


@pytest.fixture
def invite(sign_in, look):
    """Invite an address to Acme as its owner; gives the path that was mailed."""

    def send(email="nina@example.com", role="security"):
        answer = sign_in("alice").post("/organisation/invitations/new", data={"email": email, "role": role})
        assert answer.status_code == 303
        newest = look(sa.select(OutgoingMail.body, OutgoingMail.recipient).order_by(OutgoingMail.created_at.desc()))[0]
        assert newest.recipient == email
        return re.search(r"http://127\.0\.0\.1:8000(/invitations/\S+)", newest.body)[1]

    return send


def roles_of(look, email):
    joined = sa.select(Organisation.name, Membership.role).join(Membership.organisation).join(Membership.user)
    return sorted(tuple(row) for row in look(joined.where(User.email == email)))


def test_somebody_new_joins_with_a_name_and_a_password(client, invite, look):
    link = invite()

    assert client.get(link).status_code == 200
    assert client.post(link, data=NEW).status_code == 303

    assert roles_of(look, "nina@example.com") == [("Acme", Role.SECURITY)]
    assert "Acme · security" in client.get("/account").text


def test_somebody_with_an_account_signs_in_and_joins(client, sign_in, invite, look):
    link = invite("charlie@example.com", "sales")
    assert f"/sign-in?next={link}" in client.get(link).text.replace("%2F", "/")
    charlie = sign_in("charlie")

    assert charlie.post(link).status_code == 303

    assert roles_of(look, "charlie@example.com") == [("Acme", Role.SALES), ("Umbrella", Role.OWNER)]
    assert "Acme · sales" in charlie.get("/account").text


def test_a_visitor_cannot_take_over_an_account_by_an_invitation(client, invite, look):
    link = invite("charlie@example.com")

    client.post(link, data=NEW)

    assert roles_of(look, "charlie@example.com") == [("Umbrella", Role.OWNER)]


def test_an_invitation_to_another_address_is_refused(sign_in, invite, look):
    answer = sign_in("charlie").post(invite())

    assert answer.status_code == 403
    assert roles_of(look, "charlie@example.com") == [("Umbrella", Role.OWNER)]


def test_an_invitation_works_once(client, app, invite):
    link = invite()
    client.post(link, data=NEW)

    again = app.test_client().get(link)

    assert again.status_code == 404
    assert "accepted already" in again.text


def test_a_withdrawn_invitation_no_longer_works(client, sign_in, invite, look):
    link = invite()
    an_id = look(sa.select(Invitation.id))[0].id

    assert sign_in("alice").post(f"/organisation/invitations/{an_id}/withdraw").status_code == 303

    assert client.post(link, data=NEW).status_code == 404
    assert roles_of(look, "nina@example.com") == []


@pytest.mark.parametrize(("days", "status"), [(6, 200), (7, 404)])
def test_an_invitation_holds_for_seven_days(client, invite, monkeypatch, days, status):
    link = invite()
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(service, "now", lambda: later)

    assert client.get(link).status_code == status


def test_a_second_invitation_replaces_the_first(client, invite):
    first, second = invite(), invite()

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_weak_password_does_not_use_the_invitation_up(client, invite):
    link = invite()

    assert client.post(link, data={**NEW, "password": "short"}).status_code == 422

    assert client.post(link, data=NEW).status_code == 303


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"email": "bob@example.com", "role": "sales"}, "member already"),
        ({"email": "nina", "role": "sales"}, "Enter an e-mail address such as"),
        ({"email": "nina@example.com"}, "Select a role"),
        ({"email": "nina@example.com", "role": "admin"}, "Not a valid choice"),
    ],
)
def test_a_wrong_invitation_says_what_to_put_right_and_mails_nothing(sign_in, look, data, told):
    answer = sign_in("alice").post("/organisation/invitations/new", data=data)

    assert answer.status_code == 422
    assert told in answer.text
    assert look(sa.select(OutgoingMail.id)) == []


@pytest.mark.parametrize(("person", "expected"), [("bob", 403), ("charlie", 404)])
def test_who_may_not_withdraw(sign_in, client, invite, look, person, expected):
    link = invite()
    an_id = look(sa.select(Invitation.id))[0].id

    assert sign_in(person).post(f"/organisation/invitations/{an_id}/withdraw").status_code == expected

    assert client.get(link).status_code == 200


@pytest.mark.parametrize("person", ["bob", "sam"])
def test_who_may_not_invite(sign_in, person):
    assert sign_in(person).get("/organisation/invitations/new").status_code == 403


def test_a_firms_people_invite_colleagues_into_the_firm_and_nothing_else(sign_in, client, look):
    fiona = sign_in("fiona")
    refused = fiona.post("/organisation/invitations/new", data={"email": "nina@example.com", "role": "owner"})
    sent = fiona.post("/organisation/invitations/new", data={"email": "nina@example.com", "role": "firm"})
    link = re.search(r"http://127\.0\.0\.1:8000(/invitations/\S+)", look(sa.select(OutgoingMail.body))[0].body)[1]

    assert (refused.status_code, sent.status_code) == (422, 303)
    assert client.post(link, data=NEW).status_code == 303
    assert roles_of(look, "nina@example.com") == [("Invented Assurance", Role.FIRM)]
    assert client.get("/portal/").status_code == 200


def test_an_admin_invites_only_admins(sign_in):
    page = sign_in("ada").get("/organisation/invitations/new").text

    assert 'value="admin"' in page
    assert 'value="owner"' not in page
