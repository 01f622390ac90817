"""Read questionnaires in the background, and remember the columns that people set.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # added one by one: SQLite would make the table anew in a batch, and lose the questions that hang on it
    op.add_column(
        "questionnaire",
        sa.Column(
            "remembered",
            sa.JSON(),
            server_default="[]",
            nullable=False,
            comment="Sheets read with columns set for an earlier file of the buyer",
        ),
    )
    op.add_column(
        "questionnaire",
        sa.Column(
            "read_at", TZDateTime(timezone=True), nullable=True, comment="When it was last read well; empty: never"
        ),
    )
    op.add_column(
        "questionnaire",
        sa.Column("encoding", sa.String(length=40), nullable=True, comment="Of a CSV or TSV, as it was read"),
    )
    op.add_column(
        "questionnaire",
        sa.Column("delimiter", sa.String(length=20), nullable=True, comment="Between a CSV's fields, as it was read"),
    )
    questionnaire = sa.table("questionnaire", sa.column("read_at"), sa.column("created_at"))
    op.execute(questionnaire.update().values(read_at=questionnaire.c.created_at))
    op.create_table(
        "remembered_mapping",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("buyer_key", sa.String(length=600), nullable=False, comment="The buyer's name, folded for comparing"),
        sa.Column("sheet", sa.String(length=255), nullable=False),
        sa.Column(
            "fingerprint",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 over format and header texts, as hex",
        ),
        sa.Column("columns", sa.JSON(), nullable=False, comment="Role -> column letter"),
        sa.Column("header_rows", sa.JSON(), nullable=False, comment="Rows of the header, from 1"),
        sa.Column("updated_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Uuid(), nullable=True),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_remembered_mapping_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"],
            ["user_account.id"],
            name=op.f("fk_remembered_mapping_updated_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_mapping")),
        sa.UniqueConstraint(
            "organisation_id",
            "buyer_key",
            "fingerprint",
            "sheet",
            name=op.f("uq_remembered_mapping_of_sheet"),
        ),
    )
    op.create_index(
        op.f("ix_remembered_mapping_organisation_id"), "remembered_mapping", ["organisation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("remembered_mapping")
    op.drop_column("questionnaire", "delimiter")
    op.drop_column("questionnaire", "encoding")
    op.drop_column("questionnaire", "read_at")
    op.drop_column("questionnaire", "remembered")
