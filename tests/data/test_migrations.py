"""One history, up and down, and it makes exactly what the models say."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from foundation.db import Base
from foundation.migrations.run import downgrade, upgrade
from foundation.migrations.standing import known_revisions, revision_of


def test_the_history_makes_what_the_models_say(owner):
    with owner.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_down_to_nothing_and_up_again(owner):
    downgrade(owner, "base")
    with owner.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}

    upgrade(owner)

    with owner.connect() as connection:
        assert set(Base.metadata.tables) <= set(sa.inspect(connection).get_table_names())


def test_upgrading_twice_changes_nothing(owner):
    upgrade(owner)
    upgrade(owner)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_foreign_keys_hold_again_after_a_migration(engine):
    upgrade(engine)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_migration_that_would_leave_rows_without_what_they_refer_to_is_undone(engine):
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("UPDATE membership SET user_id = id")
        driver.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(RuntimeError, match="a row of membership would refer to one of user_account that is not there"):
        downgrade(engine, "0018")

    with engine.connect() as connection:
        assert revision_of(connection) == known_revisions()[0]
