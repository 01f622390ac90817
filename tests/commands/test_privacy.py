"""`auditmatch privacy`: what owners do on pages, for whoever runs the service."""

import json
import zipfile

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.errors import BadInput
from foundation.mail.models import OutgoingMail
from foundation.privacy.cli import privacy
from tests.factories.people import make_organisation


@pytest.fixture
def run(app):
    return lambda *words, **more: app.test_cli_runner().invoke(privacy, [*map(str, words)], **more)


@pytest.fixture
def names(app):
    def read():
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return set(session.scalars(sa.select(Organisation.name)))

    return read


def test_everything_of_an_organisation_is_written_to_a_file(run, tmp_path):
    out = tmp_path / "everything.zip"

    done = run("export", "--organisation", "Acme", "--out", out)

    assert done.exit_code == 0, done.output
    people = json.loads(zipfile.ZipFile(out).read("data/user_account.json"))
    assert sorted(person["name"] for person in people) == ["Alice", "Bob", "Sam"]
    assert out.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_place_that_cannot_be_written_to_is_named(run, tmp_path):
    done = run("export", "--organisation", "Acme", "--out", tmp_path / "nowhere" / "everything.zip")

    assert isinstance(done.exception, BadInput)
    assert "this cannot be written" in str(done.exception)


def test_an_organisation_is_deleted_without_a_mail(run, names, app):
    done = run("delete", "--organisation", "Acme", "--yes")

    assert done.exit_code == 0, done.output
    assert "Acme is deleted. The platform's trail names it deleted organisation " in done.output
    assert names() == {"Umbrella", "Invented Assurance", "The platform"}
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        assert session.scalars(sa.select(OutgoingMail)).all() == []


def test_without_yes_it_asks(run, names):
    done = run("delete", "--organisation", "Acme", input="n\n")

    assert done.exit_code == 1
    assert "Acme" in names()


def test_an_unknown_name_is_refused(run):
    done = run("delete", "--organisation", "Acne", "--yes")

    assert isinstance(done.exception, BadInput)
    assert str(done.exception) == "Acne: there is no organisation of this name or id"


def test_of_two_with_one_name_the_id_decides(run, names, app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        second = make_organisation(session, "Acme").id
        session.commit()

    done = run("delete", "--organisation", "Acme", "--yes")
    assert isinstance(done.exception, BadInput)
    assert "2 organisations have this name" in str(done.exception)
    assert str(second) in str(done.exception)

    assert run("delete", "--organisation", second, "--yes").exit_code == 0
    assert "Acme" in names()
