"""Register what buyers were told, and tell questions that ask alike.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

VERDICTS = ("yes", "no", "partial", "not_applicable", "stated", "needs_input")
TYPES = ("control", "answer", "fact", "document")


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisation.id"],
        name=op.f(f"fk_{table}_organisation_id_organisation"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("claim_key", sa.String(length=64), nullable=True, comment="Same for questions that ask alike")
        )
        batch_op.create_index(batch_op.f("ix_question_claim_key"), ["claim_key"], unique=False)
    op.create_table(
        "sent_statement",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False, comment="It may have been removed since"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order in the file, from 1"),
        sa.Column("buyer", sa.String(length=200), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("claim_key", sa.String(length=64), nullable=True, comment="Same for questions that ask alike"),
        sa.Column(
            "verdict",
            sa.Enum(*VERDICTS, name="verdict", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("cell_value", sa.Text(), nullable=True),
        sa.Column("answer_text", sa.Text(), nullable=False),
        sa.Column("sent_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column(
            "superseded_at", TZDateTime(timezone=True), nullable=True, comment="When the buyer got a later revision"
        ),
        _of_organisation("sent_statement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_statement")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_sent_statement_organisation_id_id")),
    )
    with op.batch_alter_table("sent_statement", schema=None) as batch_op:
        for column in ("organisation_id", "questionnaire_id", "claim_key", "sent_at"):
            batch_op.create_index(batch_op.f(f"ix_sent_statement_{column}"), [column], unique=False)
    op.create_table(
        "statement_source",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(*TYPES, name="sourcetype", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=100), nullable=False, comment="In a word or two, as in implemented"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 over state and text"),
        sa.Column(
            "noticed", sa.String(length=64), nullable=False, comment="Digest of what people were last told of by mail"
        ),
        _of_organisation("statement_source"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "statement_id"],
            ["sent_statement.organisation_id", "sent_statement.id"],
            name=op.f("fk_statement_source_organisation_id_sent_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_source")),
    )
    with op.batch_alter_table("statement_source", schema=None) as batch_op:
        for columns in (["organisation_id"], ["statement_id"], ["organisation_id", "type", "source_id"]):
            batch_op.create_index(batch_op.f("ix_statement_source_" + "_".join(columns)), columns, unique=False)


def downgrade() -> None:
    op.drop_table("statement_source")
    op.drop_table("sent_statement")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_claim_key"))
        batch_op.drop_column("claim_key")
