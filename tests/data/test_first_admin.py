"""`auditmatch accounts make-admin`: the first admin of a new installation, on both databases."""

import re

import pytest
import sqlalchemy as sa

from auditmatch import create_app
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.cli import accounts
from foundation.accounts.models import Membership, Organisation, OrganisationKind, PasswordReset, User
from foundation.audit.models import AuditEntry
from foundation.config import Settings
from foundation.errors import BadInput
from foundation.mail.models import OutgoingMail
from tests.conftest import Browser

ADDRESS, PASSWORD = "nora@new.example", "a heron under the footbridge"


@pytest.fixture
def app(engine, tmp_path):
    app = create_app(
        Settings(
            instance=tmp_path,
            database_url=str(engine.url),
            base_url="http://audit.example",
            secret_key="only for tests",
        )
    )
    app.test_client_class = Browser
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(accounts, ["make-admin", *words])


def refusal(told):
    """Give what is wrong; the command line says it and ends with status 2, as tests/commands hold."""
    assert isinstance(told.exception, BadInput)
    return str(told.exception)


@pytest.fixture
def look(engine):
    def read(selection):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            return [tuple(row) for row in session.execute(selection)]

    return read


@pytest.fixture
def without_platform(engine):
    """A new installation: no platform, no admin."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.execute(sa.delete(Organisation).where(Organisation.kind == OrganisationKind.PLATFORM))
        session.commit()


def admins():
    of_platform = sa.select(User.email, Organisation.name, Membership.role).select_from(Membership)
    joined = of_platform.join(Membership.user).join(Membership.organisation)
    return joined.where(Organisation.kind == OrganisationKind.PLATFORM, User.email != "ada@example.com")


def test_the_first_admin_chooses_a_password_by_the_printed_link_and_keeps_the_desk(run, client, look, without_platform):
    done = run(" NORA@new.example", "--name", "Nora  Quill")

    assert done.exit_code == 0
    told = "Nora Quill is an admin of the platform.\nThey choose a password here, once and within 60 minutes:\n"
    assert done.output.startswith(told)
    link = re.fullmatch(r"http://audit\.example(/password-reset/\S+)\n", done.output.removeprefix(told))[1]
    assert look(admins()) == [(ADDRESS, "The platform", Role.ADMIN)]

    assert client.post(link, data={"password": PASSWORD}).status_code == 303
    assert client.post(link, data={"password": PASSWORD}).status_code == 404
    assert client.post("/sign-in", data={"email": ADDRESS, "password": PASSWORD}).status_code == 303
    assert client.get("/admin/firms").status_code == 200
    assert "Made Nora Quill (nora@new.example) an admin on the command line" in client.get("/trail").text


def test_no_password_lets_in_before_one_is_chosen(run, client):
    run(ADDRESS)

    assert client.post("/sign-in", data={"email": ADDRESS, "password": ""}).status_code == 422
    assert client.post("/sign-in", data={"email": ADDRESS, "password": "x"}).status_code == 422


def test_whoever_has_not_chosen_a_password_yet_gets_another_link(run, look):
    first, second = run(ADDRESS).output, run(ADDRESS).output

    assert first != second
    assert "/password-reset/" in second
    assert look(admins()) == [(ADDRESS, "The platform", Role.ADMIN)]


def test_only_the_hash_of_the_link_is_kept(run, look):
    token = run(ADDRESS).output.rsplit("/", 1)[1].strip()

    ((kept,),) = look(sa.select(PasswordReset.token_hash))
    assert token not in kept


def test_an_account_that_stands_is_made_an_admin_only_when_that_is_meant(run, look):
    assert "ADDRESS: Alice has an account already; add --existing" in refusal(run("alice@example.com"))
    assert look(admins()) == []

    done = run("alice@example.com", "--existing")

    assert (done.exit_code, look(admins())) == (0, [("alice@example.com", "The platform", Role.ADMIN)])
    assert "They sign in as before, and switch to the platform" in done.output
    assert "password-reset" not in done.output
    assert look(sa.select(AuditEntry.summary)) == [("Made Alice (alice@example.com) an admin on the command line",)]
    mails = sa.select(OutgoingMail.recipient, OutgoingMail.subject)
    assert look(mails) == [("alice@example.com", "You are an admin now")]


@pytest.mark.parametrize("more", [[], ["--existing"]])
def test_an_admin_is_one_already(run, look, more):
    assert "Ada is an admin already" in refusal(run("ada@example.com", *more))
    assert look(sa.select(PasswordReset.id)) == []


@pytest.mark.parametrize("address", ["nora", "nora@", "nora@new .example", f"{'n' * 250}@new.example", ""])
def test_what_is_no_address_is_refused(run, look, address):
    assert refusal(run(address)).startswith("ADDRESS: ")
    assert look(admins()) == []
