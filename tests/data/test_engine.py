"""The engine's promises: no increment is lost, foreign keys hold, moments come back aware."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Membership, Organisation, User
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
