"""The application's role on PostgreSQL: made by the owner of the tables, and said plainly where it could pass walls."""

import os
import subprocess

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from auditmatch import cli
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.commands.serving import warn_of_weak_walls
from foundation.errors import BadInput
from foundation.migrations.roles import admit, told_who_may_not, weakness_of_walls
from foundation.migrations.run import downgrade, upgrade
from tests.support.postgresql import APPLICATION, OWNER, SUPERUSER, binaries


def rights_of(superuser, role):
    with superuser.connect() as connection:
        asked = (
            "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolpassword FROM pg_authid WHERE rolname = %s"
        )
        return tuple(connection.exec_driver_sql(asked, (role,)).one())


@pytest.mark.postgresql
def test_the_owner_makes_the_role_of_the_application_with_its_password_hashed(server_url, connecting):
    wanted = sa.make_url(server_url).set(username="shop's", password="it's a secret")

    admit(connecting(OWNER), wanted.render_as_string(hide_password=False))

    *rights, password = rights_of(connecting(SUPERUSER), "shop's")
    assert rights == [True, False, False, False]
    assert password.startswith("SCRAM-SHA-256$")


@pytest.mark.postgresql
def test_a_role_that_stands_is_let_in_and_otherwise_left_as_it_is(server_url, connecting):
    before = rights_of(connecting(SUPERUSER), APPLICATION)

    admit(connecting(OWNER), str(sa.make_url(server_url).set(username=APPLICATION, password="another")))

    assert rights_of(connecting(SUPERUSER), APPLICATION) == before


@pytest.mark.postgresql
def test_the_role_uses_tables_that_are_made_later_too(connecting):
    downgrade(connecting(OWNER), "base")
    upgrade(connecting(OWNER))

    with open_session(connecting(APPLICATION), EVERY_ORGANISATION) as session:
        session.add(Organisation(name="Globex"))
        session.commit()


@pytest.mark.postgresql
def test_the_applications_role_changes_no_table_and_is_told_whom_to_name(connecting):
    with pytest.raises(BadInput, match="Name the owner of the tables") as told, told_who_may_not():
        downgrade(connecting(APPLICATION), "base")

    assert told.value.where == "AUDITMATCH_OWNER_DATABASE_URL"


@pytest.mark.postgresql
def test_a_role_for_which_no_wall_holds_is_named(connecting):
    said = weakness_of_walls(connecting(SUPERUSER))

    assert said.startswith(f"The database role {SUPERUSER} passes every wall between organisations")


@pytest.mark.postgresql
def test_an_owner_for_whom_the_walls_hold_but_who_may_take_them_down_is_named(connecting):
    assert weakness_of_walls(connecting(OWNER)).startswith(f"The database role {OWNER} owns the tables")


@pytest.mark.postgresql
def test_a_table_without_its_wall_is_named(connecting):
    with connecting(OWNER).begin() as owner:
        owner.exec_driver_sql("ALTER TABLE control NO FORCE ROW LEVEL SECURITY")

    said = weakness_of_walls(connecting(APPLICATION))

    assert said == "There is no wall around control. Run `auditmatch db upgrade`."


def test_of_a_role_of_the_applications_own_nothing_is_said(engine):
    assert weakness_of_walls(engine) is None


@pytest.mark.postgresql
def test_the_owner_saves_every_row_by_the_documented_words(server_url):
    wanted = ["--enable-row-security", "--data-only", "--table=membership", sa.make_url(server_url).database]
    saved = subprocess.run(
        [binaries() / "bin/pg_dump", *wanted],
        env=os.environ | {"PGOPTIONS": "-c auditmatch.reach=every", "PGUSER": OWNER} | place(server_url),
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert saved.partition("FROM stdin;\n")[2].partition("\n\\.")[0].count("\n") == 5


def place(url):
    parts = sa.make_url(url)
    return {"PGHOST": parts.host, "PGPORT": str(parts.port)}


@pytest.mark.postgresql
def test_upgrading_as_the_owner_makes_the_role_that_the_application_then_connects_as(server_url, connecting, tmp_path):
    given = {
        "AUDITMATCH_INSTANCE": str(tmp_path),
        "AUDITMATCH_DATABASE_URL": str(sa.make_url(server_url).set(username="service")),
        "AUDITMATCH_OWNER_DATABASE_URL": str(sa.make_url(server_url).set(username=OWNER)),
    }

    done = CliRunner().invoke(cli, ["db", "upgrade"], env=given)

    assert (done.exit_code, done.output) == (0, "The database is up to date.\n")
    assert rights_of(connecting(SUPERUSER), "service") == (True, False, False, False, None)
    assert weakness_of_walls(connecting("service")) is None


@pytest.mark.postgresql
def test_downgrading_without_the_owner_ends_with_a_sentence(server_url, tmp_path):
    given = {
        "AUDITMATCH_INSTANCE": str(tmp_path),
        "AUDITMATCH_DATABASE_URL": str(sa.make_url(server_url).set(username=APPLICATION)),
    }

    refused = CliRunner().invoke(cli, ["db", "downgrade", "base"], env=given)

    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: AUDITMATCH_OWNER_DATABASE_URL: the database refuses this to the role")


@pytest.mark.postgresql
def test_the_log_says_that_the_walls_are_passed(connecting, caplog):
    warn_of_weak_walls(connecting(SUPERUSER))
    warn_of_weak_walls(connecting(APPLICATION))

    assert [line.levelname for line in caplog.records] == ["WARNING"]
    assert caplog.messages[0].endswith("Let the application connect as a role of its own: see docs/running.md.")
