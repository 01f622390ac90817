"""The trail holds what was written: the database itself refuses to change or delete a line of it."""

import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation, User
from foundation.audit import append_only
from foundation.audit.actor import Actor
from foundation.audit.append_only import AppendOnlyError
from foundation.audit.models import AuditEntry
from foundation.audit.service import record
from foundation.db import Base, open_engine
from tests.factories.people import make_member, make_organisation


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def created(request, tmp_path):
    """An engine on tables created from the models, so that this holds without the migration too."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'created.db'}")
    else:
        server, name = request.getfixturevalue("cluster"), f"trail_{uuid.uuid4().hex}"
        outside = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with outside.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        outside.dispose()
        engine = open_engine(f"{server}/{name}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def line(created):
    """One line of the trail, by a person of an organisation; gives the ids of line, organisation and person."""
    with open_session(created, EVERY_ORGANISATION) as session:
        organisation = make_organisation(session, "Acme")
        person = make_member(session, organisation, "Alice", "owner").user
        actor = Actor(person.id, person.name)
        record(
            session,
            actor,
            "control.edited",
            thing="control",
            thing_id=7,
            summary="Edited",
            organisation_id=organisation.id,
        )
        session.commit()
        return session.scalars(sa.select(AuditEntry.id)).one(), organisation.id, person.id


def only_line(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(AuditEntry)).one_or_none()


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(AuditEntry).values(summary="Nothing happened"),
        sa.update(AuditEntry).values(detail={"forged": True}),
        sa.update(AuditEntry).values(actor_id=None),
        sa.delete(AuditEntry),
    ],
    ids=["another summary", "another detail", "no actor", "deletion"],
)
def test_the_database_refuses_to_change_or_delete_a_line(created, line, statement):
    with open_session(created, EVERY_ORGANISATION) as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(statement)

    assert only_line(created).summary == "Edited"


def test_the_database_refuses_to_replace_a_line(created, line):
    if created.dialect.name != "sqlite":
        with created.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
            connection.exec_driver_sql("TRUNCATE audit_entry")
        return
    with created.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.exec_driver_sql("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry")


@pytest.mark.parametrize("deed", ["change", "delete"])
def test_the_session_refuses_before_the_database_does(created, line, deed):
    with open_session(created, EVERY_ORGANISATION) as session:
        entry = session.scalars(sa.select(AuditEntry)).one()
        if deed == "change":
            entry.summary = "Nothing happened"
        else:
            session.delete(entry)

        with pytest.raises(AppendOnlyError):
            session.flush()


def test_a_line_outlives_the_account_of_who_did_it(created, line):
    _line_id, _organisation_id, person_id = line
    with open_session(created, EVERY_ORGANISATION) as session:
        session.delete(session.get_one(User, person_id))
        session.commit()

    kept = only_line(created)
    assert (kept.actor_id, kept.actor_name) == (None, "Alice")


def test_lines_go_with_their_organisation(created, line):
    _line_id, organisation_id, _person_id = line
    with open_session(created, EVERY_ORGANISATION) as session:
        session.delete(session.get_one(Organisation, organisation_id))
        session.commit()

    assert only_line(created) is None


def test_the_triggers_can_be_taken_away_and_put_back_by_a_migration(created, line):
    with created.begin() as connection:
        append_only.drop(connection)
        append_only.create(connection)

    with open_session(created, EVERY_ORGANISATION) as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(sa.delete(AuditEntry))
