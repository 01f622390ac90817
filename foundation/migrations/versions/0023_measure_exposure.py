"""Keep which firms each run could show and showed, what came of it in counts, and audits of ranking models.

Revision ID: 0023
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from foundation.audit import append_only
from foundation.db import TZDateTime

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None

CAUSES = ("tested", "promoted", "rolled_back", "weekly")


def upgrade() -> None:
    op.create_table(
        "ranked_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="On which matches were looked for"),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("eligible", sa.JSON(), nullable=False, comment="firm_id of all eligible firms, by their ids"),
        sa.Column("shown", sa.JSON(), nullable=False, comment="firm_id of those shown, by their places"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranked_run")),
    )
    op.create_index(op.f("ix_ranked_run_day"), "ranked_run", ["day"], unique=False)
    append_only.create_fast(op.get_bind(), "ranked_run")
    op.create_table(
        "exposure_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("firm_id", sa.String(length=80), nullable=False, comment="firm_id of the directory"),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=False, comment="Runs"),
        sa.Column("shown", sa.Integer(), nullable=False, comment="Runs"),
        sa.Column(
            "expected", sa.Double(), nullable=False, comment="Runs, if those shown were drawn by lot of the eligible"
        ),
        sa.Column("asked", sa.Integer(), nullable=False, comment="Runs, of those in which it was shown"),
        sa.Column("engaged", sa.Integer(), nullable=False, comment="Runs, of those in which it was shown"),
        sa.CheckConstraint(
            "eligible >= shown AND shown >= asked AND asked >= engaged AND engaged >= 0",
            name=op.f("ck_exposure_count_each_is_part_of_the_last"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exposure_count")),
        sa.UniqueConstraint("firm_id", "model_version", name=op.f("uq_exposure_count_firm_id_model_version")),
    )
    op.create_table(
        "ranking_audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(*CAUSES, name="auditcause", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("trained_on", sa.Integer(), nullable=False, comment="Intakes with outcomes that it learnt from"),
        sa.Column(
            "despite_warning", sa.Boolean(), nullable=False, comment="Promoted although small firms get too little"
        ),
        sa.Column("findings", sa.JSON(), nullable=False, comment="matcher.ranking.audit.Audit as JSON"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_audit")),
    )
    op.create_index(op.f("ix_ranking_audit_at"), "ranking_audit", ["at"], unique=False)
    append_only.create_fast(op.get_bind(), "ranking_audit")


def downgrade() -> None:
    op.drop_index(op.f("ix_ranking_audit_at"), table_name="ranking_audit")
    append_only.drop_fast(op.get_bind(), "ranking_audit")
    op.drop_table("ranking_audit")
    op.drop_table("exposure_count")
    op.drop_index(op.f("ix_ranked_run_day"), table_name="ranked_run")
    append_only.drop_fast(op.get_bind(), "ranked_run")
    op.drop_table("ranked_run")
