"""Keep a ledger of what was checked of each firm, and the days on which it was looked through.

Revision ID: 0017
Revises: 0016
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FACTS = (
    "firm_licence", "signer_licence", "peer_review", "clean_opinion", "credential", "insurance", "sample_report",
    "fees", "capacity",
)  # fmt: skip
ENDINGS = ("superseded", "withdrawn")
MOMENT = TZDateTime(timezone=True)
CURRENT = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table("vetting_check", *_found(), *_what_became_of_it(), *_constraints())
    op.create_index(op.f("ix_vetting_check_due_on"), "vetting_check", ["due_on"])
    op.create_index(op.f("ix_vetting_check_firm_id_recorded_at"), "vetting_check", ["firm_id", "recorded_at"])
    op.create_index(
        "uq_vetting_check_current",
        "vetting_check",
        ["firm_id", "fact", "subject"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "vetting_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("stale_checks", sa.Integer(), nullable=False, comment="Checks found past due for the first time"),
        sa.Column("stale_firms", sa.Integer(), nullable=False, comment="Firms that became stale"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_round")),
        sa.UniqueConstraint("day", name=op.f("uq_vetting_round_day")),
    )


def _found() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("fact", _one_of(FACTS, "fact"), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False, comment="State or framework; empty: the firm"),
        sa.Column("finding", sa.Text(), nullable=False, comment="In words, for anyone"),
        sa.Column("cells", sa.JSON(), nullable=False, comment="Column of firms.csv -> its cell as found"),
        sa.Column("details", sa.JSON(), nullable=False, comment="What else was found; admins only"),
        sa.Column("source", sa.Text(), nullable=False, comment="Address or note: where it was looked up"),
        sa.Column("note", sa.Text(), nullable=True, comment="Admins only"),
        sa.Column("stored_name", sa.String(32), nullable=True, comment="Name of the evidence file in our storage"),
        sa.Column("filename", sa.String(200), nullable=True, comment="As it was called when it was uploaded"),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("checked_by", sa.String(200), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False, comment="Day on which it was looked up"),
        sa.Column("valid_until", sa.Date(), nullable=True, comment="Last day on which what was found holds"),
        sa.Column("due_on", sa.Date(), nullable=False, comment="Last day before it is to be checked again"),
        sa.Column("recorded_at", MOMENT, nullable=False),
    ]


def _what_became_of_it() -> list[sa.Column[Any]]:
    return [
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by", sa.String(200), nullable=True, comment="A second person, never the first"),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("stale_since", sa.Date(), nullable=True, comment="Day on which the nightly look found it past due"),
        sa.Column("ended_at", MOMENT, nullable=True, comment="Empty: this is the check that counts"),
        sa.Column("ending", _one_of(ENDINGS, "ending"), nullable=True),
        sa.Column("ended_by", sa.String(200), nullable=True),
        sa.Column("ending_reason", sa.Text(), nullable=True),
    ]


def _constraints() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_vetting_check_ends_with_its_kind")),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_vetting_check_firm_id_firm"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["user_account.id"],
                name=op.f(f"fk_vetting_check_{column}_user_account"),
                ondelete="SET NULL",
            )
            for column in ("checked_by_id", "confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_check")),
    ]


def _one_of(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    op.drop_table("vetting_round")
    op.drop_table("vetting_check")
