"""Keep an organisation's rules of answering, and the shipped model's estimate of each draft.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answering_rules",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "error_budget", sa.Double(), nullable=False, comment="Share in [0, 0.2] of unread answers that may be wrong"
        ),
        sa.Column(
            "four_eyes", sa.Boolean(), nullable=False, comment="Nobody approves an answer that they worded themselves"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.CheckConstraint(
            "error_budget >= 0 AND error_budget <= 0.2", name=op.f("ck_answering_rules_error_budget_is_small")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_answering_rules_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answering_rules")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_answering_rules_organisation_id")),
    )
    with op.batch_alter_table("answering_rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answering_rules_organisation_id"), ["organisation_id"], unique=False)
    op.add_column(
        "answer",
        sa.Column(
            "estimate", sa.Double(), nullable=True, comment="The shipped model's own confidence in the draft, in [0, 1]"
        ),
    )


def downgrade() -> None:
    op.drop_column("answer", "estimate")
    op.drop_table("answering_rules")
