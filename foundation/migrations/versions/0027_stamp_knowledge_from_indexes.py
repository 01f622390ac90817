"""Index what tells that an organisation's knowledge has changed: versions and moments of change.

Each question begins with how many controls, approved answers and facts there are, their versions' sum and the last
change. With these in an index the rows themselves, which hold long texts, are not read for it.

Revision ID: 0027
Revises: 0026
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = ("control", "approved_answer", "stated_fact")


def upgrade() -> None:
    for table in TABLES:
        op.create_index(
            f"ix_{table}_organisation_id_version_changed_at", table, ["organisation_id", "version", "changed_at"]
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_index(f"ix_{table}_organisation_id_version_changed_at", table_name=table)
