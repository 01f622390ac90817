"""Let firms claim their profiles, tell what they offer, and be reminded of their capacity.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def _of_firm(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["firm_id"], ["firm.firm_id"], name=op.f(f"fk_{table}_firm_id_firm"), ondelete="CASCADE"
    )


def upgrade() -> None:
    _create_claims()
    _create_told()
    _create_reminders()
    _add_reference("firm_change", "told_id", "firm_told", "The firm's own people told it")
    op.create_index(op.f("ix_firm_change_told_id"), "firm_change", ["told_id"])


def _add_reference(table: str, column: str, to: str, comment: str) -> None:
    """Add a column that names a row or nothing; not in batch mode, which on SQLite drops the table and builds it anew.

    Dropping `firm` would delete every firm's history by its cascade, as foreign keys are on, and its checks with it.
    """
    name = op.f(f"fk_{table}_{column}_{to}")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} CHAR(32) CONSTRAINT {name} REFERENCES {to} (id)")
        return
    op.add_column(table, sa.Column(column, sa.Uuid(), nullable=True, comment=comment))
    op.create_foreign_key(name, table, to, [column], ["id"])


def _create_claims() -> None:
    op.create_table(
        "firm_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False, comment="As whoever asked gave it"),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Lower case, of the firm's domain"),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("used_at", TZDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", TZDateTime(timezone=True), nullable=True),
        _of_firm("firm_claim"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_claim")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_firm_claim_token_hash")),
    )
    op.create_index(op.f("ix_firm_claim_firm_id_created_at"), "firm_claim", ["firm_id", "created_at"])


def _create_told() -> None:
    op.create_table(
        "firm_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.String(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column(
            "seen_at", TZDateTime(timezone=True), nullable=True, comment="When an admin looked; empty: nobody did"
        ),
        sa.Column("seen_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_firm_told_actor_id_user_account"), ondelete="SET NULL"
        ),
        _of_firm("firm_told"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_told")),
    )
    op.create_index(op.f("ix_firm_told_at"), "firm_told", ["at"])
    op.create_index(op.f("ix_firm_told_firm_id"), "firm_told", ["firm_id"])


def _create_reminders() -> None:
    op.create_table(
        "capacity_reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.String(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False, comment="The word about capacity that was old"),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        _of_firm("capacity_reminder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_reminder")),
        sa.UniqueConstraint("firm_id", name=op.f("uq_capacity_reminder_firm_id")),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_firm_change_told_id"), table_name="firm_change")
    op.drop_column("firm_change", "told_id")
    for table in ("capacity_reminder", "firm_told", "firm_claim"):
        op.drop_table(table)
