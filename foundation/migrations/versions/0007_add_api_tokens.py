"""Let a person make tokens with which a program acts for them.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False, comment="What the person calls it"),
        sa.Column("scopes", sa.JSON(), nullable=False, comment="Values of TokenScope, sorted"),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", TZDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_api_token_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_membership_id"), "api_token", ["membership_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_api_token_membership_id"), table_name="api_token")
    op.drop_table("api_token")
