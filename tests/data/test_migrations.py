"""One history, up and down, and it makes exactly what the models say."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from foundation.db import Base
from foundation.migrations.run import downgrade, upgrade


def test_the_history_makes_what_the_models_say(engine):
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_down_to_nothing_and_up_again(engine):
    downgrade(engine, "base")
    with engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}

    upgrade(engine)

    with engine.connect() as connection:
        assert set(Base.metadata.tables) <= set(sa.inspect(connection).get_table_names())


def test_upgrading_twice_changes_nothing(engine):
    upgrade(engine)
    upgrade(engine)
