"""Raise the walls between organisations in PostgreSQL: row-level security on each table of organisations' rows.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

from foundation.migrations.walls import raise_walls, take_down_walls

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    raise_walls(op.get_bind())


def downgrade() -> None:
    take_down_walls(op.get_bind())
