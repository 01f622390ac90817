"""Sessions that only read, on each engine: nothing is written by them, and PostgreSQL plans what they ask once."""

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation, User
from foundation.errors import ScopeError


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
