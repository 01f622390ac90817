"""Keep what a person must know of a written file, and how a buyer's CSV is written.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "questionnaire_export",
        sa.Column(
            "notes",
            sa.JSON(),
            server_default="[]",
            nullable=False,
            comment="What a person must know of the file, in sentences",
        ),
    )
    op.add_column(
        "remembered_mapping",
        sa.Column("encoding", sa.String(length=40), nullable=True, comment="Of a CSV or TSV, where a person said it"),
    )
    op.add_column(
        "remembered_mapping",
        sa.Column(
            "delimiter", sa.String(length=20), nullable=True, comment="Between its fields, where a person said it"
        ),
    )


def downgrade() -> None:
    op.drop_column("remembered_mapping", "delimiter")
    op.drop_column("remembered_mapping", "encoding")
    op.drop_column("questionnaire_export", "notes")
