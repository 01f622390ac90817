"""How Alembic runs here: on the connection that `run.py` hands over, with models of all packages loaded by it."""

from alembic import context

from foundation.db import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    user_module_prefix="",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
