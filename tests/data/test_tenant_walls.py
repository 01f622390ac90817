"""PostgreSQL itself keeps organisations apart: raw SQL through the application's role reaches no row of another.

The tables are those of the models, so that a new one is tried here or fails here.
"""

import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from foundation.access.scope import (
    EVERY_ORGANISATION,
    NOBODY,
    across_organisations,
    bind,
    in_organisation,
    open_session,
    overseeing,
)
from foundation.access.walls import EVERY, ORGANISATION, OVERSEES, REACH
from foundation.accounts.models import Membership, Organisation
from foundation.accounts.signin import open_sign_in
from foundation.db import Base, open_engine
from foundation.migrations.walls import WITHOUT, raise_walls, take_down_walls, walled_tables
from tests.data.conftest import also_as, new_database
from tests.support.postgresql import APPLICATION, OWNER, SUPERUSER, as_role
from tests.support.walled import ANOTHERS, MINE, PARTNER, SHARED, TABLES, add_row, fill

pytestmark = pytest.mark.postgresql
REFUSED = "row-level security"

OF_NOBODY = {
    "who people are, and what lets them in": {
        "organisation", "user_account", "sign_in", "password_reset", "api_token", "intake_link",
        "identity", "passkey", "recovery_code", "totp_secret", "sign_in_step", "throttle",
    },
    "the directory of firms, which is everybody's": {
        "firm", "firm_import", "firm_change", "firm_told", "firm_claim", "capacity_reminder",
        "vetting_round", "vetting_check", "published_rating",
    },
    "what the platform counts and learns, without saying of whom": {
        "fee_honesty", "outcome_event", "ranking_model",
        "drift_check", "eligible_spread", "exposure_count", "ranked_run", "ranking_audit",
    },
    "what the platform sends": {"outgoing_mail"},
}  # fmt: skip
"""Tables without a wall, and why. A new table is an organisation's, or is named here on purpose."""


@pytest.fixture(scope="module")
def filled(postgresql_template):
    """The application's engine on a database with a row of two organisations in every table."""
    url = new_database(postgresql_template)
    superuser = open_engine(url)
    fill(superuser)
    superuser.dispose()
    engine = open_engine(as_role(APPLICATION, url))
    yield engine
    engine.dispose()


@pytest.fixture
def mine(filled):
    """A connection with raw SQL, in a session of one organisation; what it does is rolled back."""
    with open_session(filled, MINE) as session:
        yield session.connection()


@pytest.fixture
def told_nothing(filled):
    """A connection that no session stands behind."""
    with filled.connect() as connection:
        yield connection


def owners(connection, table):
    return sorted(connection.exec_driver_sql(f"SELECT organisation_id FROM {table}").scalars())


def test_every_table_has_a_wall_or_is_nobodys_on_purpose(filled, told_nothing):
    policies = "pg_policies JOIN pg_class ON relname = tablename"
    walls = f"SELECT tablename FROM {policies} WHERE relrowsecurity AND relforcerowsecurity"
    nobodys = set().union(*OF_NOBODY.values())

    assert set(told_nothing.exec_driver_sql(walls).scalars()) == set(TABLES)
    assert set(Base.metadata.tables) - set(TABLES) == nobodys


def test_the_walls_are_raised_around_the_tables_that_the_models_say(told_nothing):
    rules = walled_tables(told_nothing)

    assert set(rules) == set(TABLES)
    assert sorted(name for name, rule in rules.items() if "partner_id" in rule) == SHARED
    assert {"intake_link"} == WITHOUT


@pytest.mark.parametrize("table", TABLES)
def test_anothers_row_is_not_read(mine, table):
    assert owners(mine, table) == [MINE]


@pytest.mark.parametrize("table", TABLES)
def test_anothers_row_is_not_changed(mine, table):
    changed = mine.exec_driver_sql(f"UPDATE {table} SET organisation_id = organisation_id")
    stolen = mine.exec_driver_sql(
        f"UPDATE {table} SET organisation_id = %s WHERE organisation_id = %s", (MINE, ANOTHERS)
    )

    assert (changed.rowcount, stolen.rowcount) == (1, 0)


@pytest.mark.parametrize("table", TABLES)
def test_ones_own_row_is_not_given_away(mine, table):
    with pytest.raises(DBAPIError, match=REFUSED):
        mine.exec_driver_sql(f"UPDATE {table} SET organisation_id = %s", (ANOTHERS,))


@pytest.mark.parametrize("table", TABLES)
def test_anothers_row_is_not_deleted(filled, mine, table):
    assert mine.exec_driver_sql(f"DELETE FROM {table}").rowcount == 1


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_added_to_anothers(mine, table):
    with pytest.raises(DBAPIError, match=REFUSED):
        add_row(mine, TABLES[table], ANOTHERS)


@pytest.mark.parametrize("table", TABLES)
def test_who_tells_nothing_sees_nothing_and_adds_nothing(told_nothing, table):
    assert owners(told_nothing, table) == []
    with pytest.raises(DBAPIError, match=REFUSED):
        add_row(told_nothing, TABLES[table], MINE)


@pytest.mark.parametrize("table", TABLES)
def test_a_visitor_sees_nothing_and_the_command_line_everything(filled, table):
    with open_session(filled, NOBODY) as visitor:
        assert owners(visitor.connection(), table) == []
    with open_session(filled, EVERY_ORGANISATION) as everywhere:
        assert owners(everywhere.connection(), table) == [MINE, ANOTHERS]


@pytest.mark.parametrize("table", TABLES)
def test_who_oversees_sees_what_is_shared_and_nothing_else(filled, table):
    with open_session(filled, uuid.uuid4(), oversees=True) as admins:
        assert owners(admins.connection(), table) == ([MINE, ANOTHERS] if table in SHARED else [])


@pytest.mark.parametrize("table", SHARED)
def test_a_shared_row_exists_for_both_and_no_third(filled, table):
    with open_session(filled, MINE) as session:
        add_row(session.connection(), TABLES[table], MINE, partner_id=PARTNER)
        seen = {}
        for who in (MINE, PARTNER, ANOTHERS):
            session.info["scope"] = who
            partners = f"SELECT count(*) FROM {table} WHERE partner_id = %s"
            seen[who] = session.connection().exec_driver_sql(partners, (PARTNER,)).scalar()

    assert seen == {MINE: 1, PARTNER: 1, ANOTHERS: 0}


def test_the_owner_of_the_tables_is_walled_in_too(filled):
    for owner in also_as(OWNER, filled):
        with owner.connect() as connection:
            assert owners(connection, "control") == []
        with open_session(owner, MINE) as session:
            assert owners(session.connection(), "control") == [MINE]


@pytest.fixture
def ids(connecting):
    with open_session(connecting(APPLICATION), EVERY_ORGANISATION, read_only=True) as session:
        return {one.name: one.id for one in session.scalars(sa.select(Organisation))}


def test_walls_can_be_taken_down_and_raised_again(connecting):
    everyones, seen = "SELECT count(DISTINCT organisation_id) FROM membership", []
    for change in (take_down_walls, raise_walls):
        with connecting(OWNER).begin() as owner:
            change(owner)
        with connecting(APPLICATION).connect() as connection:
            seen.append(connection.exec_driver_sql(everyones).scalar())

    assert seen == [4, 0]


def test_what_refers_to_a_row_finds_it_past_the_walls(connecting, ids):
    """Foreign keys are the database's own look: they hold for rows that the session cannot see, and cascade to them."""
    with open_session(connecting(APPLICATION), EVERY_ORGANISATION, read_only=True) as session:
        charlies = session.scalars(sa.select(Membership).where(Membership.organisation_id == ids["Umbrella"])).one()
    with open_session(connecting(APPLICATION), ids["Acme"]) as session:
        open_sign_in(session, charlies, user_agent="test", days=1)
        session.connection().exec_driver_sql("DELETE FROM organisation WHERE name = 'Umbrella'")
        session.commit()

    with connecting(SUPERUSER).connect() as superuser:
        assert ids["Umbrella"] not in owners(superuser, "membership")


def seen_by(session):
    return set(owners(session.connection(), "membership"))


def told(connection):
    asked = f"SELECT current_setting('{ORGANISATION}', true), current_setting('{REACH}', true)"
    return [value or "" for value in connection.exec_driver_sql(asked).one()]


def test_a_connection_forgets_whom_it_served_before_the_next_takes_it(connecting, ids):
    engine = connecting(APPLICATION)
    process = "SELECT pg_backend_pid()"
    for end in ("commit", "rollback", "close"):
        with open_session(engine, ids["Acme"]) as session:
            assert told(session.connection()) == [str(ids["Acme"]), ""]
            served_by = session.connection().exec_driver_sql(process).scalar()
            getattr(session, end)()

        with engine.connect() as connection:
            assert connection.exec_driver_sql(process).scalar() == served_by
            assert told(connection) == ["", ""]
            assert owners(connection, "membership") == []


def test_what_raw_sql_set_for_good_does_not_reach_the_next_session(connecting, ids):
    engine = connecting(APPLICATION)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET {REACH} = '{EVERY}'")

    with open_session(engine, NOBODY) as session:
        assert seen_by(session) == set()


def test_each_transaction_of_a_session_is_told_anew(connecting, ids):
    with open_session(connecting(APPLICATION), ids["Acme"]) as session:
        for end in (session.commit, session.rollback, session.commit):
            assert seen_by(session) == {ids["Acme"]}
            end()


def test_the_database_follows_the_session_in_the_middle_of_a_transaction(connecting, ids):
    acme, umbrella = ids["Acme"], ids["Umbrella"]
    with open_session(connecting(APPLICATION), acme) as session:
        seen = [seen_by(session)]
        with across_organisations(session):
            seen.append(seen_by(session))
        with in_organisation(session, umbrella):
            seen.append(seen_by(session))
        seen.append(seen_by(session))
        with overseeing(session):
            assert told(session.connection()) == [str(acme), OVERSEES]
        bind(session, NOBODY)
        seen.append(seen_by(session))

    assert seen == [{acme}, set(ids.values()), {umbrella}, {acme}, set()]


def test_a_savepoint_that_is_kept_or_rolled_back_changes_nothing(connecting, ids):
    acme, umbrella = ids["Acme"], ids["Umbrella"]
    with open_session(connecting(APPLICATION), acme) as session:
        seen = [seen_by(session)]
        with session.begin_nested():
            seen.append(seen_by(session))
        nested = session.begin_nested()
        with in_organisation(session, umbrella):
            seen.append(seen_by(session))
            nested.rollback()
            seen.append(seen_by(session))
        seen.append(seen_by(session))

    assert seen == [{acme}, {acme}, {umbrella}, {umbrella}, {acme}]


def test_a_statement_that_fails_in_a_savepoint_leaves_the_session_its_organisation(connecting, ids):
    acme = ids["Acme"]
    with open_session(connecting(APPLICATION), acme) as session:
        with pytest.raises(DBAPIError), session.begin_nested(), across_organisations(session):
            session.connection().exec_driver_sql("SELECT 1 / 0")

        assert seen_by(session) == {acme}


def test_sessions_side_by_side_do_not_hear_each_other(connecting, ids):
    engine = connecting(APPLICATION)
    with open_session(engine, ids["Acme"]) as one, open_session(engine, ids["Umbrella"]) as other:
        assert (seen_by(one), seen_by(other), seen_by(one)) == ({ids["Acme"]}, {ids["Umbrella"]}, {ids["Acme"]})
