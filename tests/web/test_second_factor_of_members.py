"""An organisation sees who has a second factor, may require it, and resets it for who lost theirs."""

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, User
from foundation.mail.models import OutgoingMail
from tests.factories.people import PASSWORD
from tests.support.second_factor import set_up


@pytest.fixture
def member_id(app):
    def read(name):
        wanted = sa.select(Membership.id).join(User, User.id == Membership.user_id).where(User.name == name)
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(wanted).first()

    return read


@pytest.fixture
def requiring(sign_in):
    """Alice's browser, her second factor set up and one required of everybody."""
    alice = sign_in("alice")
    set_up(alice)
    alice.post("/organisation/second-factor", data={"required": "yes"})
    return alice


def test_an_owner_sees_who_has_one_and_others_do_not(sign_in):
    alice = sign_in("alice")
    set_up(sign_in("bob"))

    page = alice.get("/organisation").text

    assert (page.count(">Set up</span>"), page.count(">None</span>")) == (1, 2)
    assert "Second factor" not in sign_in("sam").get("/organisation").text


def test_whoever_requires_it_has_one_first(sign_in):
    answer = sign_in("alice").post("/organisation/second-factor", data={"required": "yes"})

    assert answer.status_code == 409
    assert "Set up your own second factor first" in answer.text


@pytest.mark.parametrize("path", ["/", "/account/sessions", "/questionnaires/", "/organisation", "/intakes/new"])
def test_members_without_one_are_led_to_set_it_up(requiring, sign_in, path):
    assert sign_in("sam").get(path).location == "/account/second-factor"


def test_a_form_of_theirs_changes_nothing(requiring, sign_in):
    sam = sign_in("sam")

    assert sam.post("/account/name", data={"name": "Samuel"}).location == "/account/second-factor"
    assert "Samuel" not in sam.get("/account").text


def test_once_it_is_set_up_everything_is_open_again(requiring, sign_in):
    sam = sign_in("sam")
    assert "Acme requires a second factor of everybody" in sam.get("/account/second-factor").text
    set_up(sam)

    assert sam.get("/questionnaires/").status_code == 200


def test_they_can_still_sign_out(requiring, sign_in):
    assert sign_in("sam").post("/sign-out").location == "/"


def test_people_of_other_organisations_notice_nothing(requiring, sign_in):
    assert sign_in("charlie").get("/questionnaires/").status_code == 200


def test_it_cannot_be_removed_while_it_is_required(requiring):
    answer = requiring.post("/account/second-factor/app/remove")

    assert answer.status_code == 409
    assert "Acme requires a second factor of everybody" in answer.text
    requiring.post("/organisation/second-factor", data={"required": "no"})
    assert requiring.post("/account/second-factor/app/remove").status_code == 303


def test_both_decisions_stand_in_the_trail(requiring):
    requiring.post("/organisation/second-factor", data={"required": "no"})

    trail = requiring.get("/trail").text
    assert "Required a second factor of everybody" in trail
    assert "Left the second factor to each person" in trail


def test_an_owner_resets_a_members_and_a_mail_tells_them(sign_in, member_id, client, app):
    alice, bob = sign_in("alice"), sign_in("bob")
    set_up(bob)

    answer = alice.post(f"/organisation/members/{member_id('Bob')}/second-factor/reset")

    assert answer.status_code == 303
    assert bob.get("/account").status_code == 302
    assert client.post("/sign-in", data={"email": "bob@example.com", "password": PASSWORD}).location == "/"
    assert "Reset the second factor of Bob" in alice.get("/trail").text
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        mail = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.subject.like("%was reset"))).one()
    assert mail.recipient == "bob@example.com"
    assert "Alice has reset your second factor" in mail.body


def test_an_owner_resets_their_own_on_their_account(requiring, member_id):
    assert requiring.post(f"/organisation/members/{member_id('Alice')}/second-factor/reset").status_code == 409


def test_an_owner_does_not_weaken_somebody_for_another_organisation(sign_in, member_id, app):
    set_up(sign_in("bob"))
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        bob = session.scalars(sa.select(User.id).where(User.name == "Bob")).one()
        umbrella = session.scalars(sa.select(Organisation.id).where(Organisation.name == "Umbrella")).one()
        session.add(Membership(user_id=bob, organisation_id=umbrella, role=Role.SALES))
        session.commit()

    answer = sign_in("charlie").post(f"/organisation/members/{newest(app)}/second-factor/reset")

    assert answer.status_code == 409
    assert "belongs to another organisation too" in answer.text


def newest(app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Membership.id).order_by(Membership.created_at.desc())).first()


@pytest.mark.parametrize(("person", "expected"), [("bob", 403), ("sam", 403), ("charlie", 404)])
def test_who_may_not_reset_it(sign_in, member_id, person, expected):
    answer = sign_in(person).post(f"/organisation/members/{member_id('Sam')}/second-factor/reset")

    assert answer.status_code == expected
