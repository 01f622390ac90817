"""Introduce companies to firms, keep what comes of matches, and send letters as pages.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from foundation.audit import append_only
from foundation.db import TZDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _tie_firms_to_organisations() -> None:
    """Add a column that names an organisation or nothing; not in batch mode, which drops the table and builds it anew.

    Dropping `firm` would delete every firm's history by its cascade, as foreign keys are on, and its checks with it.
    """
    name = op.f("fk_firm_organisation_id_organisation")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"ALTER TABLE firm ADD COLUMN organisation_id CHAR(32) CONSTRAINT {name} REFERENCES organisation (id)"
        )
    else:
        op.add_column("firm", sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="Whose people keep it"))
        op.create_foreign_key(name, "firm", "organisation", ["organisation_id"], ["id"])
    op.create_index(op.f("ix_firm_organisation_id"), "firm", ["organisation_id"], unique=True)


def upgrade() -> None:
    _tie_firms_to_organisations()
    op.create_table(
        "outcome_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "shown",
                "opened",
                "compared",
                "dismissed",
                "introduced",
                "quoted",
                "signed",
                "rated",
                name="outcomekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("run_id", sa.Uuid(), nullable=False, comment="The match run; no reference, as it outlives the run"),
        sa.Column("firm_id", sa.String(length=80), nullable=False, comment="firm_id of the directory"),
        sa.Column(
            "position", sa.Integer(), nullable=True, comment="Place among the eligible, from 1; empty: not known"
        ),
        sa.Column("probability", sa.Double(), nullable=True, comment="With which it was to be shown there, in (0, 1]"),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False, comment="Feature -> place in [0, 1] at that time"),
        sa.Column("value", sa.Double(), nullable=True, comment="Of a rating: 1 to 5 stars"),
        sa.Column("reason", sa.String(length=80), nullable=True, comment="Code of the reason, of a dismissal"),
        sa.CheckConstraint("position >= 1", name=op.f("ck_outcome_event_position_counts_from_1")),
        sa.CheckConstraint("probability > 0 AND probability <= 1", name=op.f("ck_outcome_event_probability_is_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_event")),
    )
    op.create_index(op.f("ix_outcome_event_at"), "outcome_event", ["at"], unique=False)
    op.create_index(op.f("ix_outcome_event_run_id_firm_id"), "outcome_event", ["run_id", "firm_id"], unique=False)
    append_only.create_fast(op.get_bind(), "outcome_event")
    op.create_table(
        "introduction",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("firm_key", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="Among the eligible of the run, from 1"),
        sa.Column(
            "stage",
            sa.Enum(
                "offered",
                "accepted",
                "introduced",
                "declined",
                "expired",
                "withdrawn",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("brief", sa.JSON(), nullable=False, comment="Title and text of each line; names nobody"),
        sa.Column("note", sa.Text(), nullable=True, comment="The company's own words; names nobody"),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("offered_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("answer_by", TZDateTime(timezone=True), nullable=False, comment="When the firm's clock runs out"),
        sa.Column(
            "decline_reason",
            sa.Enum(
                "budget_too_low",
                "deadline_too_tight",
                "no_capacity",
                "out_of_expertise",
                "independence_conflict",
                "other",
                name="declinereason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "replaces_next",
            sa.Boolean(),
            nullable=False,
            comment="Whether the next best firm is asked by itself when this one declines or is silent",
        ),
        sa.Column(
            "followed_up",
            sa.Boolean(),
            nullable=False,
            comment="Once over: whether it was settled if another firm is asked in its place",
        ),
        sa.Column("replaces_id", sa.Uuid(), nullable=True, comment="The introduction in whose place this one came"),
        sa.Column("fee_low_usd", sa.Integer(), nullable=True, comment="Low end of the estimate on that day"),
        sa.Column("fee_high_usd", sa.Integer(), nullable=True, comment="High end of the estimate on that day"),
        sa.Column("earliest_report_on", sa.Date(), nullable=True, comment="As estimated on that day"),
        sa.Column("closed_at", TZDateTime(timezone=True), nullable=True, comment="Declined, expired or withdrawn"),
        sa.CheckConstraint(
            "(stage = 'declined') = (decline_reason IS NOT NULL)", name=op.f("ck_introduction_declined_with_reason")
        ),
        sa.CheckConstraint(
            "(stage IN ('offered', 'accepted', 'introduced')) = (closed_at IS NULL)",
            name=op.f("ck_introduction_closed_when_over"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["user_account.id"],
            name=op.f("fk_introduction_asked_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["firm_key"], ["firm.id"], name=op.f("fk_introduction_firm_key_firm"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"],
            ["intake.organisation_id", "intake.id"],
            name=op.f("fk_introduction_organisation_id_intake_id_intake"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "run_id"],
            ["match_run.organisation_id", "match_run.id"],
            name=op.f("fk_introduction_organisation_id_run_id_match_run"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_introduction_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f("fk_introduction_partner_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["introduction.id"],
            name=op.f("fk_introduction_replaces_id_introduction"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_introduction_organisation_id_id")),
    )
    op.create_index(op.f("ix_introduction_closed_at"), "introduction", ["closed_at"], unique=False)
    op.create_index(op.f("ix_introduction_firm_key"), "introduction", ["firm_key"], unique=False)
    op.create_index(op.f("ix_introduction_organisation_id"), "introduction", ["organisation_id"], unique=False)
    op.create_index(
        op.f("ix_introduction_organisation_id_intake_id"),
        "introduction",
        ["organisation_id", "intake_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_introduction_organisation_id_run_id"), "introduction", ["organisation_id", "run_id"], unique=False
    )
    op.create_index(op.f("ix_introduction_partner_id"), "introduction", ["partner_id"], unique=False)
    op.create_index(op.f("ix_introduction_stage_answer_by"), "introduction", ["stage", "answer_by"], unique=False)
    op.create_index(
        "uq_introduction_open",
        "introduction",
        ["intake_id", "firm_key"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "disclosure",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "what",
            sa.Enum("brief", "identity", name="disclosed", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("content", sa.JSON(), nullable=False, comment="Title -> text, as the firm can read it"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "introduction_id"],
            ["introduction.organisation_id", "introduction.id"],
            name=op.f("fk_disclosure_organisation_id_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_disclosure_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisation.id"], name=op.f("fk_disclosure_partner_id_organisation"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint("introduction_id", "what", name=op.f("uq_disclosure_introduction_id_what")),
    )
    op.create_index(op.f("ix_disclosure_introduction_id"), "disclosure", ["introduction_id"], unique=False)
    op.create_index(op.f("ix_disclosure_organisation_id"), "disclosure", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_disclosure_partner_id"), "disclosure", ["partner_id"], unique=False)
    op.create_table(
        "introduction_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "offered",
                "accepted",
                "introduced",
                "declined",
                "expired",
                "withdrawn",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "party",
            sa.Enum("company", "firm", "service", name="party", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="What the party said to the other"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "introduction_id"],
            ["introduction.organisation_id", "introduction.id"],
            name=op.f("fk_introduction_step_organisation_id_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_introduction_step_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f("fk_introduction_step_partner_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction_step")),
        sa.UniqueConstraint("introduction_id", "stage", name=op.f("uq_introduction_step_introduction_id_stage")),
    )
    op.create_index(
        op.f("ix_introduction_step_introduction_id"), "introduction_step", ["introduction_id"], unique=False
    )
    op.create_index(
        op.f("ix_introduction_step_organisation_id"), "introduction_step", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_introduction_step_partner_id"), "introduction_step", ["partner_id"], unique=False)
    with op.batch_alter_table("outgoing_mail") as mail:
        mail.add_column(
            sa.Column(
                "html", sa.Text(), nullable=True, comment="The same as a page; empty: it goes as plain text alone"
            )
        )
        mail.add_column(
            sa.Column(
                "occasion",
                sa.String(length=120),
                nullable=True,
                comment="What it tells of, so that one thing is told once; empty: told freely",
            )
        )
        mail.create_unique_constraint(op.f("uq_outgoing_mail_occasion"), ["occasion"])


def downgrade() -> None:
    with op.batch_alter_table("outgoing_mail") as mail:
        mail.drop_constraint(op.f("uq_outgoing_mail_occasion"), type_="unique")
        mail.drop_column("occasion")
        mail.drop_column("html")
    op.drop_index(op.f("ix_introduction_step_partner_id"), table_name="introduction_step")
    op.drop_index(op.f("ix_introduction_step_organisation_id"), table_name="introduction_step")
    op.drop_index(op.f("ix_introduction_step_introduction_id"), table_name="introduction_step")
    op.drop_table("introduction_step")
    op.drop_index(op.f("ix_disclosure_partner_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_organisation_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_introduction_id"), table_name="disclosure")
    op.drop_table("disclosure")
    op.drop_index(
        "uq_introduction_open",
        table_name="introduction",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index(op.f("ix_introduction_stage_answer_by"), table_name="introduction")
    op.drop_index(op.f("ix_introduction_partner_id"), table_name="introduction")
    op.drop_index(op.f("ix_introduction_organisation_id_run_id"), table_name="introduction")
    op.drop_index(op.f("ix_introduction_organisation_id_intake_id"), table_name="introduction")
    op.drop_index(op.f("ix_introduction_organisation_id"), table_name="introduction")
    op.drop_index(op.f("ix_introduction_firm_key"), table_name="introduction")
    op.drop_index(op.f("ix_introduction_closed_at"), table_name="introduction")
    op.drop_table("introduction")
    op.drop_index(op.f("ix_outcome_event_run_id_firm_id"), table_name="outcome_event")
    op.drop_index(op.f("ix_outcome_event_at"), table_name="outcome_event")
    append_only.drop_fast(op.get_bind(), "outcome_event")
    op.drop_table("outcome_event")
    op.drop_index(op.f("ix_firm_organisation_id"), table_name="firm")
    op.drop_column("firm", "organisation_id")
