"""Keep ranking models: what each had learnt, how it fared against others, which one ranks.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = TZDateTime(timezone=True)
RANKS = sa.text("is_current")


def upgrade() -> None:
    op.create_table(
        "ranking_model",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, comment="MODEL.json, without its evaluation"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="sha256 of the content"),
        sa.Column("fingerprint", sa.String(length=64), nullable=True, comment="Of the rows it learnt from"),
        sa.Column("trained_on", sa.Integer(), nullable=False, comment="Intakes with outcomes that it learnt from"),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("as_of", MOMENT, nullable=True, comment="Later events were not read"),
        sa.Column("learnt_until", MOMENT, nullable=True, comment="When the last intake it learnt from was shown"),
        sa.Column("evaluation", sa.JSON(), nullable=False, comment="Empty: not evaluated"),
        sa.Column("evaluated_at", MOMENT, nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False, comment="At most one; none: the expert prior ranks"),
        sa.Column("promoted_at", MOMENT, nullable=True),
        sa.Column("promoted_by", sa.String(length=200), nullable=True),
        sa.Column("promoted_by_id", sa.Uuid(), nullable=True),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True, comment="Of the last promotion or retirement"),
        sa.CheckConstraint(
            "NOT is_current OR (promoted_at IS NOT NULL AND retired_at IS NULL)",
            name=op.f("ck_ranking_model_ranks_once_promoted"),
        ),
        sa.CheckConstraint(
            "promoted_at IS NULL OR evaluated_at IS NOT NULL", name=op.f("ck_ranking_model_evaluated_before_promoted")
        ),
        sa.CheckConstraint(
            "(promoted_at IS NULL) = (reason IS NULL)", name=op.f("ck_ranking_model_promoted_with_a_reason")
        ),
        sa.CheckConstraint("trained_on >= 0", name=op.f("ck_ranking_model_trained_on_counts")),
        sa.ForeignKeyConstraint(
            ["promoted_by_id"],
            ["user_account.id"],
            name=op.f("fk_ranking_model_promoted_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_model")),
        sa.UniqueConstraint("version", name=op.f("uq_ranking_model_version")),
    )
    op.create_index(
        "uq_ranking_model_current",
        "ranking_model",
        ["is_current"],
        unique=True,
        sqlite_where=RANKS,
        postgresql_where=RANKS,
    )


def downgrade() -> None:
    op.drop_index("uq_ranking_model_current", table_name="ranking_model")
    op.drop_table("ranking_model")
