"""Let both parties of an introduction complain to the platform.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=False),
        sa.Column(
            "party",
            sa.Enum("company", "firm", "service", name="party", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True, comment="Empty: nobody answered yet"),
        sa.Column("answered_at", TZDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_complaint_answered_with_words")),
        sa.CheckConstraint("partner_id IS NULL", name=op.f("ck_complaint_is_between_its_writer_and_admins")),
        sa.ForeignKeyConstraint(
            ["introduction_id"],
            ["introduction.id"],
            name=op.f("fk_complaint_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_complaint_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisation.id"], name=op.f("fk_complaint_partner_id_organisation"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["user_account.id"],
            name=op.f("fk_complaint_written_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_index(op.f("ix_complaint_answered_at"), "complaint", ["answered_at"], unique=False)
    op.create_index(op.f("ix_complaint_introduction_id"), "complaint", ["introduction_id"], unique=False)
    op.create_index(op.f("ix_complaint_organisation_id"), "complaint", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_complaint_partner_id"), "complaint", ["partner_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_complaint_partner_id"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_organisation_id"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_introduction_id"), table_name="complaint")
    op.drop_index(op.f("ix_complaint_answered_at"), table_name="complaint")
    op.drop_table("complaint")
