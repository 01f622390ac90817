"""Watch for drift: how eligible firms stood on each feature, one check a week, and the ratio of quotes to estimates.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from foundation.audit.append_only import create_fast, drop_fast
from foundation.db import TZDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = TZDateTime(timezone=True)
RATIOS = (
    ("median_ratio", "Of quotes to the middle of their estimates; empty: too few to say"),
    ("ratio_low", "End of its 95 % interval"),
    ("ratio_high", "End of its 95 % interval"),
)


def upgrade() -> None:
    op.create_table(
        "eligible_spread",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False, comment="The day that every rule was asked for"),
        sa.Column("firms", sa.Integer(), nullable=False, comment="Eligible firms, at least one"),
        sa.Column(
            "spread", sa.JSON(), nullable=False, comment="Feature -> unknown, low, high, deviation; null: no wish"
        ),
        sa.CheckConstraint("firms >= 1", name=op.f("ck_eligible_spread_somebody_is_eligible")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligible_spread")),
    )
    op.create_index(op.f("ix_eligible_spread_day"), "eligible_spread", ["day"])
    op.create_table(
        "drift_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False, comment="Monday of the week in which was looked"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("model", sa.String(length=161), nullable=False, comment="Name and version of what ranked"),
        sa.Column("found", sa.JSON(), nullable=False, comment="Calibration, features and fees as they were found"),
        sa.Column("off", sa.JSON(), nullable=False, comment="Codes of what was off"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drift_check")),
        sa.UniqueConstraint("week", name=op.f("uq_drift_check_week")),
    )
    for table in ("eligible_spread", "drift_check"):
        create_fast(op.get_bind(), table)
    for name, comment in RATIOS:
        op.add_column("fee_honesty", sa.Column(name, sa.Double(), nullable=True, comment=comment))


def downgrade() -> None:
    for name, _comment in reversed(RATIOS):
        op.drop_column("fee_honesty", name)
    for table in ("drift_check", "eligible_spread"):
        drop_fast(op.get_bind(), table)
    op.drop_table("drift_check")
    op.drop_index(op.f("ix_eligible_spread_day"), table_name="eligible_spread")
    op.drop_table("eligible_spread")
