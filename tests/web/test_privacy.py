"""The pages of an organisation's data and of deleting an account."""

import io
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, SignIn, User
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.jobs.worker import run_waiting
from foundation.mail.models import OutgoingMail
from foundation.privacy.models import DataExport
from tests.factories.control import keep_control
from tests.factories.people import PASSWORD

DATA = "/organisation/data"


@pytest.fixture
def look(app):
    """Give the values of a selection, across organisations."""

    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(selection).all()

    return read


@pytest.fixture
def work_off(app):
    return lambda: run_waiting(app.extensions["engine"], app.extensions["deeds"])


@pytest.fixture
def download(look):
    """Ask for the package that was made last."""

    def ask(browser):
        export_id = look(sa.select(DataExport.id).order_by(DataExport.created_at.desc()))[0]
        return browser.post(f"{DATA}/exports/{export_id}/download")

    return ask


def test_the_page_counts_what_is_kept_in_plain_words(sign_in, acting_for):
    for number in range(3):
        keep_control(acting_for("Acme"), f"AC-0{number}")

    page = sign_in("alice").get(DATA).text

    assert '<th scope="row">Controls</th><td class="app-number">3</td>' in page
    assert '<th scope="row">People and their roles</th><td class="app-number">3</td>' in page
    assert "Other records" not in page


def test_the_page_says_for_how_long_things_are_kept(sign_in, client):
    for page in (sign_in("alice").get(DATA).text, client.get("/privacy").text):
        assert "Intakes that no account took are erased 90 days after they were last changed" in page
        assert "Intakes kept in an account are kept until somebody deletes them." in page
        assert "Packages of everything are erased 7 days after they were made." in page


def test_the_pages_of_an_intake_say_how_long_it_is_kept(sign_in, client):
    assert "are erased 90 days after they were last changed" in client.get("/intakes/new").text
    assert "are kept until somebody deletes them" in sign_in("alice").get("/intakes/new").text


def test_everything_is_packed_in_the_background_and_then_offered(sign_in, work_off, download):
    alice = sign_in("alice")
    assert alice.post(f"{DATA}/exports").status_code == 303
    assert "Waiting for a free worker" in alice.get(DATA).text
    assert "Waiting for a free worker" in alice.get(f"{DATA}/progress").text

    assert work_off() == 1

    assert alice.get(f"{DATA}/progress").headers["HX-Refresh"] == "true"
    assert "Download it" in alice.get(DATA).text
    with download(alice) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=everything-")
        assert "README.txt" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    trail = alice.get("/trail").text
    assert "Asked for a package of everything" in trail
    assert "Took out the package of everything" in trail


def test_a_formula_leaves_as_text(sign_in, acting_for, work_off, download):
    keep_control(acting_for("Acme"), "AC-01", title="=HYPERLINK(1)")
    alice = sign_in("alice")
    alice.post(f"{DATA}/exports")
    work_off()

    with download(alice) as answer:
        table = zipfile.ZipFile(io.BytesIO(answer.data)).read("data/control.csv").decode()

    assert ",'=HYPERLINK(1)," in table


def test_only_one_package_is_made_at_a_time(sign_in, look):
    alice = sign_in("alice")
    alice.post(f"{DATA}/exports")

    again = alice.post(f"{DATA}/exports")

    assert again.status_code == 409
    assert "being packed already" in again.text
    assert len(look(sa.select(DataExport))) == 1


@pytest.mark.parametrize(("later", "status"), [(timedelta(days=7, seconds=-60), 200), (timedelta(days=7), 404)])
def test_a_package_is_there_for_seven_days(sign_in, work_off, download, monkeypatch, later, status):
    alice = sign_in("alice")
    alice.post(f"{DATA}/exports")
    work_off()
    moment = now() + later
    monkeypatch.setattr("foundation.privacy.views.now", lambda: moment)

    with download(alice) as answer:
        assert answer.status_code == status
    assert ("Download it" in alice.get(DATA).text) is (status == 200)


def test_another_organisations_package_does_not_exist(sign_in, work_off, download):
    sign_in("alice").post(f"{DATA}/exports")
    work_off()

    assert download(sign_in("charlie")).status_code == 404


def test_a_package_that_cannot_be_made_says_so(app, sign_in, work_off, monkeypatch):
    monkeypatch.setattr("foundation.jobs.worker.ATTEMPTS", 0)
    alice = sign_in("alice")
    alice.post(f"{DATA}/exports")
    work_off()

    page = alice.get(DATA).text

    assert "The last one was not made" in page
    assert "Pack everything" in page


def test_the_page_of_deleting_says_what_goes_and_what_stays(sign_in):
    page = sign_in("alice").get(f"{DATA}/delete").text

    assert "What goes" in page
    assert "The trail, without names" in page
    assert "Type the name as it stands here: Acme" in page
    assert "demo" not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Acme", "password": "not this one"}, "That is not your password"),
        ({"name": "Acme"}, "Enter your password"),
        ({"name": "acme", "password": PASSWORD}, "Type the name as it stands here: Acme"),
        ({"password": PASSWORD}, "Type the name of the organisation"),
    ],
)
def test_an_organisation_is_deleted_only_by_name_and_password(sign_in, look, given, said):
    alice = sign_in("alice")

    answer = alice.post(f"{DATA}/delete", data=given)

    assert answer.status_code == 422
    assert f'app-field-error" id="{"password" if "password" in said else "name"}-error"' in answer.text
    assert said in answer.text
    assert "Acme" in look(sa.select(Organisation.name))
    assert look(sa.select(OutgoingMail)) == []


def test_a_deleted_organisation_is_gone_for_everybody(sign_in, look):
    alice, bob = sign_in("alice"), sign_in("bob")

    answer = alice.post(f"{DATA}/delete", data={"name": " Acme ", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/")
    assert "The organisation is deleted" in alice.get("/").text
    assert alice.get(DATA).status_code == bob.get("/controls/").status_code == 302
    assert look(sa.select(User.name).order_by(User.name)) == ["Ada", "Charlie", "Fiona"]
    assert look(sa.select(OutgoingMail.recipient)) == ["alice@example.com"]


def test_the_platforms_admin_reads_the_trail_without_names(sign_in):
    sign_in("alice").post("/organisation/name", data={"name": "Acme Rockets"})
    sign_in("alice").post(f"{DATA}/delete", data={"name": "Acme Rockets", "password": PASSWORD})

    page = sign_in("ada").get("/trail").text

    assert "Organisation: renamed" in page
    assert "Person 1 of deleted organisation" in page
    assert "Rockets" not in page
    assert "Alice" not in page


def test_a_demo_organisation_says_that_it_is_one(app, sign_in):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(Organisation).values(is_demo=True))
        session.commit()

    assert "the next start of the demo makes it anew" in sign_in("alice").get(f"{DATA}/delete").text


def test_a_person_deletes_their_account_and_their_colleagues_keep_their_name(sign_in, look):
    sam, elsewhere = sign_in("sam"), sign_in("sam")

    answer = sam.post("/account/delete", data={"password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/")
    assert elsewhere.get("/account").status_code == 302
    assert look(sa.select(User).where(User.name == "Sam")) == []
    lines = look(sa.select(AuditEntry).where(AuditEntry.action == "member.left"))
    assert [(line.actor_name, line.actor_id, line.summary) for line in lines] == [
        ("Sam", None, "Deleted their account")
    ]
    (mail,) = look(sa.select(OutgoingMail))
    assert (mail.recipient, mail.subject, mail.forget_when_sent) == ("sam@example.com", "Your account is deleted", True)


def test_a_wrong_password_deletes_no_account(sign_in, look):
    answer = sign_in("sam").post("/account/delete", data={"password": "not this one"})

    assert answer.status_code == 422
    assert "That is not your password" in answer.text
    assert len(look(sa.select(User).where(User.name == "Sam"))) == 1


@pytest.mark.parametrize(
    ("person", "remedy"),
    [
        ("alice", "Alice is the last owner of Acme. Make somebody else an owner first, or delete the organisation."),
        ("fiona", "Invite somebody else first, or ask whoever runs this service to delete the organisation."),
        ("ada", "Invite another admin first."),
    ],
)
def test_the_last_to_lead_an_organisation_is_told_what_to_do(sign_in, look, person, remedy):
    answer = sign_in(person).post("/account/delete", data={"password": PASSWORD})

    assert answer.status_code == 422
    assert remedy in answer.text
    assert len(look(sa.select(User))) == 6


def test_who_may_leave_one_organisation_and_not_the_other_leaves_none(app, sign_in, look):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        charlie = session.scalars(sa.select(User).where(User.name == "Charlie")).one()
        acme = session.scalars(sa.select(Organisation).where(Organisation.name == "Acme")).one()
        long_ago = now() - timedelta(days=900)  # so that this membership is the first to end
        session.add(Membership(organisation_id=acme.id, user_id=charlie.id, role=Role.SALES, created_at=long_ago))
        session.commit()

    answer = sign_in("charlie").post("/account/delete", data={"password": PASSWORD})

    assert answer.status_code == 422
    assert "the last owner of Umbrella" in answer.text
    assert len(look(sa.select(Membership).where(Membership.user_id == charlie_id(look)))) == 2
    assert len(look(sa.select(SignIn).where(SignIn.user_id == charlie_id(look)))) == 1


def charlie_id(look):
    return look(sa.select(User.id).where(User.name == "Charlie"))[0]
