"""The engine's promises: no increment is lost, foreign keys hold, moments come back aware."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, User
from foundation.errors import ScopeError
from foundation.jobs.models import Job


def one_organisation(session):
    return session.scalars(sa.select(Organisation).where(Organisation.name == "Acme")).one()


def test_increments_from_eight_threads_are_all_kept(engine):
    with open_session(engine, EVERY_ORGANISATION) as session:
        acme = one_organisation(session)
        job = Job(organisation_id=acme.id, kind="count", subject_id=acme.id)
        session.add(job)
        session.commit()
        job_id = job.id

    def count():
        for _ in range(10):
            with open_session(engine, EVERY_ORGANISATION) as session:
                row = session.scalars(sa.select(Job).where(Job.id == job_id).with_for_update()).one()
                row.steps_done += 1
                session.commit()

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.get_one(Job, job_id).steps_done == 80


def test_a_membership_of_nobody_is_refused(engine):
    with open_session(engine, EVERY_ORGANISATION) as session:
        acme = one_organisation(session)
        session.add(Membership(organisation_id=acme.id, user_id=acme.id, role=Role.SALES))
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()


def test_moments_come_back_in_utc(engine):
    moment = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.scalars(sa.select(User).limit(1)).one().created_at = moment
        session.commit()
        assert session.scalars(sa.select(User.created_at).where(User.created_at == moment)).one() == moment


def test_a_moment_without_a_zone_is_refused(engine):
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.scalars(sa.select(User).limit(1)).one().created_at = datetime(2026, 3, 4)  # noqa: DTZ001 - the point
        with pytest.raises(sa.exc.StatementError):
            session.flush()


@pytest.mark.parametrize("deed", [sa.update(User).values(name="Mallory"), sa.delete(User)], ids=["change", "removal"])
def test_a_session_that_only_reads_writes_nothing_by_a_statement_either(engine, deed):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session, pytest.raises(ScopeError):
        session.execute(deed)


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_postgresql_holds_a_session_that_only_reads_to_it_and_another_not(engine):
    renaming = "UPDATE user_account SET name = 'Mallory'"
    reading = open_session(engine, EVERY_ORGANISATION, read_only=True)
    with reading, pytest.raises(sa.exc.InternalError, match="read-only transaction"):
        reading.connection().exec_driver_sql(renaming)

    with open_session(engine, EVERY_ORGANISATION) as session:
        assert session.connection().exec_driver_sql(renaming).rowcount > 0


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_postgresql_plans_a_statement_that_is_asked_often_once_and_not_for_each_session(engine):
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%user_account%%'"
    for _ in range(10):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            session.scalars(sa.select(User.id)).all()

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.connection().exec_driver_sql(prepared).scalar() == 1


def test_a_session_that_only_reads_ends_well_where_its_last_statement_failed(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session, pytest.raises(sa.exc.DBAPIError):
        session.connection().exec_driver_sql("SELECT nothing FROM nowhere")

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.scalar(sa.select(sa.func.count(Organisation.id))) > 0
