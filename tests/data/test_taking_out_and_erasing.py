"""A furnished house is taken out and deleted, on both databases; its neighbour notices nothing."""

import csv
import io
import json
import re
import uuid
import zipfile

import pytest
import sqlalchemy as sa

from auditmatch import create_app
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Membership, Organisation, OrganisationKind, SignIn, User
from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.audit.service import record
from foundation.clock import now
from foundation.config import Settings
from foundation.db import Base
from foundation.errors import Conflict, NotFound
from foundation.jobs.worker import run_waiting
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.sender import send_waiting
from foundation.mail.service import post_letter
from foundation.privacy.erasing import erase_organisation
from foundation.storage import FolderStorage
from matcher.intakes.retention import erase_visitors
from tests.conftest import Browser, signing_in
from tests.factories.people import PASSWORD
from tests.support.furnished import furnish
from tests.support.unconfined import read_without_processes

TRACES = re.compile(r"\b(Acme|Alice|Bob|Sam)\b|(alice|bob|sam|new)@example\.com")


@pytest.fixture
def app(engine, tmp_path):
    url = engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(instance=tmp_path / "house", database_url=url, secret_key="only for tests"))
    app.test_client_class = Browser
    read_without_processes(app)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def sign_in(app):
    return signing_in(app)


@pytest.fixture
def storage(app):
    return FolderStorage(app.extensions["settings"].files)


@pytest.fixture
def furnished(app, sign_in):
    """Acme with one of everything, Umbrella with controls, answers and facts of its own."""
    found = furnish(app, sign_in)
    sign_in("charlie").post("/organisation/data/exports")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    return found


def id_of(engine, name):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()


def rows_of(unwalled, organisation_id):
    """Count the rows of an organisation in each table."""
    with unwalled.connect() as connection:
        return {
            name: connection.scalar(
                sa.select(sa.func.count()).select_from(table).where(table.c.organisation_id == organisation_id)
            )
            for name, table in Base.metadata.tables.items()
            if "organisation_id" in table.c
        }


def traces(unwalled):
    """Search every value of every table."""
    with unwalled.connect() as connection:
        return [
            f"{name}.{column}: {value!r}"[:200]
            for name, table in Base.metadata.tables.items()
            for row in connection.execute(sa.select(table)).mappings()
            for column, value in row.items()
            if TRACES.search(value.decode("latin-1") if isinstance(value, bytes) else str(value))
        ]


def delete_acme(alice, **given):
    return alice.post("/organisation/data/delete", data={"name": "Acme", "password": PASSWORD} | given)


def packed(app, browser):
    """Have everything packed and download it."""
    browser.post("/organisation/data/exports")
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    address = re.findall(r"/organisation/data/exports/[0-9a-f-]{36}/download", browser.get("/organisation/data").text)
    with browser.post(address[0]) as answer:
        return zipfile.ZipFile(io.BytesIO(answer.data))


def test_nothing_of_a_deleted_house_is_left_but_a_trail_without_names(
    app, engine, unwalled, sign_in, storage, furnished
):
    with open_session(engine, EVERY_ORGANISATION) as session:
        erase_visitors(session, now())  # a visitor told of an Acme too
        session.commit()
    acme, umbrella = id_of(engine, "Acme"), id_of(engine, "Umbrella")
    alice = sign_in("alice")
    neighbours, lines = rows_of(unwalled, umbrella), rows_of(unwalled, acme)["audit_entry"]
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        wanted = sa.select(AuditEntry.at, AuditEntry.action).where(AuditEntry.organisation_id == acme)
        before = sorted(tuple(row) for row in session.execute(wanted))
    assert len(traces(unwalled)) > 30
    assert len(list(storage.folder.iterdir())) > 4

    assert delete_acme(alice).status_code == 303

    assert sum(rows_of(unwalled, acme).values()) == 0
    assert rows_of(unwalled, umbrella) == neighbours
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        of_it = AuditEntry.actor_name.like("%deleted organisation%")
        after = session.scalars(sa.select(AuditEntry).where(AuditEntry.at.in_([at for at, _ in before]))).all()
        assert sorted((line.at, line.action) for line in after) == before
        assert len(after) == lines > 15
        assert {line.organisation_id for line in after} == {id_of(engine, "The platform")}
        assert [line.detail for line in after if line.detail or line.actor_id] == []
        last = session.scalars(sa.select(AuditEntry).where(of_it).order_by(AuditEntry.at.desc()).limit(1)).one()
        assert (last.action, last.thing_id) == ("organisation.deleted", str(acme))
        actors = {name.partition(" of ")[0] for name in session.scalars(sa.select(AuditEntry.actor_name).where(of_it))}
        assert len({name for name in actors if name.startswith("Person")}) == 1  # only Alice did anything
    mails = []
    with open_session(engine, NOBODY) as session:
        assert send_waiting(session, lambda mail: mails.append((mail.recipient, mail.subject))) == 1
    assert mails == [("alice@example.com", "Your organisation is deleted")]
    assert traces(unwalled) == []
    names = {path.name for path in storage.folder.iterdir()}
    assert len(names) == 2  # the neighbour's own package, and what shows a check in the ledger
    assert alice.get("/account").status_code == 302


def test_everything_of_ones_own_is_taken_out_and_nothing_of_the_neighbours(app, engine, unwalled, sign_in, furnished):
    taken = packed(app, sign_in("alice"))

    acme = str(id_of(engine, "Acme"))
    kept = {name: json.loads(taken.read(name)) for name in taken.namelist() if name.endswith(".json")}
    owners = {row.get("organisation_id", acme) for rows in kept.values() for row in rows}
    assert owners == {acme}
    assert [row["name"] for row in kept["data/organisation.json"]] == ["Acme"]
    assert sorted(row["name"] for row in kept["data/user_account.json"]) == ["Alice", "Bob", "Sam"]
    with unwalled.connect() as connection:
        controls = Base.metadata.tables["control"]
        mine = sa.select(sa.func.count()).where(controls.c.organisation_id == uuid.UUID(acme))
        assert len(kept["data/control.json"]) == connection.scalar(mine) > 50
    assert {len(list(csv.DictReader(io.StringIO(taken.read(name.replace("json", "csv")).decode())))) - len(kept[name])
            for name in kept} == {0}  # fmt: skip
    everything = b"".join(taken.read(name) for name in taken.namelist())
    assert [word for word in (b"Charlie", b"Umbrella", b"argon2", b"token_hash") if word in everything] == []


def test_files_come_back_under_the_names_they_had(app, sign_in, furnished):
    taken = packed(app, sign_in("alice"))

    assert taken.read("files/evidence/shown.txt") == b"bytes"
    assert b"multi-factor" in taken.read("files/questionnaire/buyer.csv")
    (written,) = (name for name in taken.namelist() if name.startswith("files/questionnaire_export/"))
    assert b"Yes" in taken.read(written)
    assert taken.read("files/import_draft/controls.csv").startswith(b"control_id,")
    listed = csv.DictReader(io.StringIO(taken.read("files/files.csv").decode()))
    assert {row["place"] for row in listed} == {
        name for name in taken.namelist() if name.startswith("files/") and name != "files/files.csv"
    }
    assert "Everything that auditmatch keeps for Acme" in taken.read("README.txt").decode()


def test_a_deletion_that_breaks_off_has_done_nothing(app, engine, unwalled, sign_in, storage, furnished, monkeypatch):
    def killed(*_given):
        raise KeyboardInterrupt

    acme, alice = id_of(engine, "Acme"), sign_in("alice")
    before, files = rows_of(unwalled, acme), sorted(storage.folder.iterdir())
    monkeypatch.setattr("foundation.privacy.erasing.erase_strays", killed)

    with pytest.raises(KeyboardInterrupt):
        delete_acme(alice)

    assert rows_of(unwalled, acme) == before
    assert sorted(storage.folder.iterdir()) == files
    assert alice.get("/controls/").status_code == 200
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.scalars(sa.select(OutgoingMail).where(OutgoingMail.subject.like("%deleted%"))).all() == []


def join_umbrella(engine, name):
    with open_session(engine, EVERY_ORGANISATION) as session:
        user = session.scalars(sa.select(User).where(User.name == name)).one()
        session.add(Membership(organisation_id=id_of(engine, "Umbrella"), user_id=user.id, role=Role.SALES))
        session.commit()
        return user.id


def erase(engine, storage, name, actor=None):
    organisation_id = id_of(engine, name)
    with open_session(engine, organisation_id) as session:
        gone = erase_organisation(session, organisation_id, storage, actor or Actor(None, "auditmatch"))
        session.commit()
    return gone


def test_who_belongs_elsewhere_too_keeps_the_account_and_cannot_be_told_from_the_trail(engine, sign_in, storage):
    bob_id = join_umbrella(engine, "Bob")
    bob = sign_in("bob")
    with open_session(engine, id_of(engine, "Acme")) as session:
        record(session, Actor(bob_id, "Bob"), "password.changed", thing="user", thing_id=bob_id, summary="Bob did")
        session.commit()

    gone = erase(engine, storage, "Acme")

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        names = set(session.scalars(sa.select(User.name)))
        assert names & {"Alice", "Bob", "Sam", "Charlie", "Ada"} == {"Bob", "Charlie", "Ada"}
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "password.changed")).one()
        assert (line.actor_id, line.actor_name) == (None, f"Person 1 of {gone}")
        assert (line.thing_id, line.summary) == (f"Person 1 of {gone}", "Password: changed")
        assert session.scalars(sa.select(SignIn).where(SignIn.user_id == bob_id)).all() == []
    assert bob.get("/account").status_code == 302


def test_who_left_before_and_belongs_nowhere_goes_too(engine, sign_in, storage):
    with open_session(engine, id_of(engine, "Acme")) as session:
        sam = session.scalars(sa.select(Membership).join(User).where(User.name == "Sam")).one()
        record(session, Actor(sam.user_id, "Sam"), "intake.begun", thing="intake", thing_id=1, summary="Began")
        session.delete(sam)
        session.commit()

    erase(engine, storage, "Acme")

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.scalars(sa.select(User).where(User.name == "Sam")).all() == []


def test_mails_of_the_organisation_go_and_those_that_went_say_nothing_any_more(engine, storage):
    join_umbrella(engine, "Bob")
    with open_session(engine, id_of(engine, "Acme")) as session:
        post_letter(session, Letter("Join Acme", ("Alice invites you",)), recipient="outside@example.com")
        post_letter(session, Letter("Acme asks", ("Alice asks you",)), recipient="bob@example.com")
        session.flush()
        session.scalars(sa.select(OutgoingMail).where(OutgoingMail.subject == "Acme asks")).one().sent_at = now()
        session.commit()
    with open_session(engine, NOBODY) as session:
        post_letter(session, Letter("Choose a new password", ("Hello Alice",)), recipient="alice@example.com")
        post_letter(session, Letter("Choose a new password", ("Hello",)), recipient="bob@example.com")
        session.commit()

    erase(engine, storage, "Acme")

    with open_session(engine, NOBODY, read_only=True) as session:
        found = session.execute(sa.select(OutgoingMail.recipient, OutgoingMail.subject, OutgoingMail.body))
        left = {tuple(row) for row in found}
    assert left == {("bob@example.com", "Choose a new password", "Hello\n"), ("(erased)", "(erased)", "(erased)")}


def test_an_organisation_may_be_deleted_while_it_is_packed(app, engine, sign_in, storage, monkeypatch):
    def deleted_meanwhile(*given):
        erase(engine, storage, "Acme")
        return "too late"

    monkeypatch.setattr("foundation.privacy.archive.readme", deleted_meanwhile)
    sign_in("alice").post("/organisation/data/exports")

    assert run_waiting(app.extensions["engine"], app.extensions["deeds"]) == 1

    assert list(storage.folder.glob("*")) == []
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.scalars(sa.select(Organisation).where(Organisation.name == "Acme")).all() == []


def test_the_platform_cannot_be_deleted(engine, storage):
    with pytest.raises(Conflict, match="cannot be deleted"):
        erase(engine, storage, "The platform")

    assert id_of(engine, "The platform")


def test_an_organisation_that_is_gone_is_not_deleted_again(engine, storage):
    acme = id_of(engine, "Acme")
    erase(engine, storage, "Acme")

    with open_session(engine, acme) as session, pytest.raises(NotFound):
        erase_organisation(session, acme, storage, Actor(None, "auditmatch"))


def test_a_platform_is_made_for_the_trail_where_there_is_none(engine, storage):
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.delete(session.get_one(Organisation, id_of(engine, "The platform")))
        session.commit()

    gone = erase(engine, storage, "Acme")

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        platform = session.scalars(sa.select(Organisation).where(Organisation.kind == OrganisationKind.PLATFORM)).one()
        line = session.scalars(sa.select(AuditEntry)).one()
    assert (line.organisation_id, line.action) == (platform.id, "organisation.deleted")
    assert line.actor_name == f"auditmatch for {gone}"
    assert gone.startswith("deleted organisation ")
