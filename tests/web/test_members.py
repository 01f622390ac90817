"""The organisation, its members and their roles."""

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, User
from tests.support.full_house import crowd


@pytest.fixture
def member_id(app):
    """Give the id of a standing person's membership, and their role, by first name."""

    def read(name, column=Membership.id):
        wanted = sa.select(column).join(User, User.id == Membership.user_id).where(User.name == name)
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(wanted).one_or_none()

    return read


def test_every_member_sees_who_belongs_and_nobody_else(sign_in):
    page = sign_in("sam").get("/organisation").text

    assert "bob@example.com" in page
    assert "charlie@example.com" not in page
    assert "Invite somebody" not in page


def test_an_owner_changes_a_role_and_it_holds_at_once(sign_in, member_id):
    alice, bob = sign_in("alice"), sign_in("bob")
    assert bob.get("/trail").status_code == 200

    answer = alice.post(f"/organisation/members/{member_id('Bob')}", data={"role": "sales"})

    assert answer.status_code == 303
    assert member_id("Bob", Membership.role) is Role.SALES
    assert bob.get("/trail").status_code == 403
    assert "Changed Bob from Security to Sales" in alice.get("/trail").text


def test_a_removed_member_loses_access_at_once_and_the_trail_says_so(sign_in, member_id):
    alice, bob = sign_in("alice"), sign_in("bob")

    assert alice.post(f"/organisation/members/{member_id('Bob')}/remove").status_code == 303

    assert bob.get("/account").status_code == 302
    assert member_id("Bob") is None
    assert "Removed Bob (Security)" in alice.get("/trail").text


@pytest.mark.parametrize(("deed", "data"), [("", {"role": "sales"}), ("/remove", {})])
@pytest.mark.parametrize(("person", "name"), [("alice", "Alice"), ("ada", "Ada")])
def test_the_last_owner_or_admin_is_neither_demoted_nor_removed(sign_in, member_id, person, name, deed, data):
    answer = sign_in(person).post(f"/organisation/members/{member_id(name)}{deed}", data=data)

    assert answer.status_code in (409, 422)  # an admin's page does not offer another role to begin with
    assert member_id(name) is not None
    assert member_id(name, Membership.role) in (Role.OWNER, Role.ADMIN)


def test_the_last_of_a_firms_people_is_told_to_invite_somebody_first(sign_in, member_id):
    answer = sign_in("fiona").post(f"/organisation/members/{member_id('Fiona')}/remove")

    assert answer.status_code == 409
    assert "Fiona is the last member of Invented Assurance. Invite somebody else first." in answer.text


def test_one_of_two_owners_may_leave_and_the_other_may_not(sign_in, member_id):
    alice = sign_in("alice")
    alice.post(f"/organisation/members/{member_id('Bob')}", data={"role": "owner"})

    left = alice.post(f"/organisation/members/{member_id('Alice')}/remove")
    stays = sign_in("bob").post(f"/organisation/members/{member_id('Bob')}/remove")

    assert (left.status_code, stays.status_code) == (303, 409)
    assert alice.get("/account").status_code == 302


@pytest.mark.parametrize("role", ["admin", "firm", "king", ""])
def test_a_role_of_another_kind_of_organisation_is_refused(sign_in, member_id, role):
    answer = sign_in("alice").post(f"/organisation/members/{member_id('Bob')}", data={"role": role})

    assert answer.status_code == 422
    assert member_id("Bob", Membership.role) is Role.SECURITY


@pytest.mark.parametrize("deed", ["", "/remove"])
@pytest.mark.parametrize(("person", "expected"), [("bob", 403), ("sam", 403), ("charlie", 404), (None, 302)])
def test_who_may_not_touch_a_member(sign_in, client, member_id, deed, person, expected):
    browser = sign_in(person) if person else client

    answer = browser.post(f"/organisation/members/{member_id('Sam')}{deed}", data={"role": "owner"})

    assert answer.status_code == expected
    assert member_id("Sam", Membership.role) is Role.SALES


def test_removing_refuses_to_be_read(sign_in, member_id):
    assert sign_in("alice").get(f"/organisation/members/{member_id('Bob')}/remove").status_code == 405


def test_an_owner_renames_the_organisation(sign_in):
    alice = sign_in("alice")

    assert alice.post("/organisation/name", data={"name": "Acme & Daughters"}).status_code == 303

    assert "Acme &amp; Daughters" in alice.get("/organisation").text


def test_a_security_lead_does_not_rename_it(sign_in):
    assert sign_in("bob").post("/organisation/name", data={"name": "Bob's"}).status_code == 403


def test_a_long_list_of_members_is_cut_into_pages(app, sign_in):
    crowd(app, "Acme", 60)
    alice = sign_in("alice")

    first, second = (alice.get(f"/organisation?page={number}").text for number in (1, 2))

    assert "Page 2 of 2 · 63 in all" in second
    assert ("acme-40@example.com" in first, "acme-59@example.com" in first) == (True, False)
    assert ("acme-40@example.com" in second, "acme-59@example.com" in second) == (False, True)
