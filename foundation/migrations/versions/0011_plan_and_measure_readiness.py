"""Settle what is in scope, measure coverage from day to day, and let people take on remediation steps.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CATEGORIES = ("security", "availability", "processing_integrity", "confidentiality", "privacy")
STATES = ("open", "doing", "done")


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisation.id"],
        name=op.f(f"fk_{table}_organisation_id_organisation"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "readiness_scope",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "categories", sa.JSON(), nullable=False, comment="Values of Category in their usual order, Security first"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        _of_organisation("readiness_scope"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness_scope")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_readiness_scope_organisation_id")),
    )
    op.create_index(op.f("ix_readiness_scope_organisation_id"), "readiness_scope", ["organisation_id"])
    op.create_table(
        "coverage_snapshot",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "category",
            sa.Enum(*CATEGORIES, name="category", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        *(
            sa.Column(name, sa.Integer(), nullable=False, comment="Criteria")
            for name in ("covered", "partial", "gap", "not_applicable")
        ),
        sa.CheckConstraint(
            "covered >= 0 AND partial >= 0 AND gap >= 0 AND not_applicable >= 0",
            name=op.f("ck_coverage_snapshot_counts"),
        ),
        _of_organisation("coverage_snapshot"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_snapshot")),
    )
    op.create_index(op.f("ix_coverage_snapshot_organisation_id"), "coverage_snapshot", ["organisation_id"])
    op.create_index(op.f("ix_coverage_snapshot_organisation_id_at"), "coverage_snapshot", ["organisation_id", "at"])
    op.create_table(
        "remediation_task",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False, comment="Reference of a Trust Services Criterion"),
        sa.Column("step", sa.String(length=500), nullable=False, comment="What to do"),
        sa.Column(
            "own",
            sa.Boolean(),
            nullable=False,
            comment="Written by the organisation; else one of the product's suggestions",
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("owner_name", sa.String(length=200), nullable=True, comment="Stays when the account goes"),
        sa.Column("due_on", sa.Date(), nullable=True, comment="Last day on which it should be done"),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="taskstate", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="What was done and where it shows"),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=True),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.CheckConstraint(
            "(state = 'done') = (done_on IS NOT NULL)", name=op.f("ck_remediation_task_done_has_its_day")
        ),
        _of_organisation("remediation_task"),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_remediation_task_owner_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remediation_task")),
        sa.UniqueConstraint(
            "organisation_id",
            "criterion",
            "step",
            name=op.f("uq_remediation_task_organisation_id_criterion_step"),
        ),
    )
    op.create_index(op.f("ix_remediation_task_organisation_id"), "remediation_task", ["organisation_id"])
    op.create_index(op.f("ix_remediation_task_owner_id"), "remediation_task", ["owner_id"])
    op.create_index(
        op.f("ix_remediation_task_organisation_id_due_on"), "remediation_task", ["organisation_id", "due_on"]
    )


def downgrade() -> None:
    op.drop_table("remediation_task")
    op.drop_table("coverage_snapshot")
    op.drop_table("readiness_scope")
