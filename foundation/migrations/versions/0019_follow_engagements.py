"""Follow engagements from a signature to a rating.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "engagement",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=False),
        sa.Column(
            "report_type",
            sa.Enum("type_1", "type_2", name="offeredtype", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("categories", sa.JSON(), nullable=False, comment="Security always among them"),
        sa.Column(
            "stage",
            sa.Enum(
                "signed",
                "window",
                "fieldwork",
                "writing",
                "report_issued",
                "rated",
                "cancelled",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("fee_usd", sa.Integer(), nullable=True, comment="As agreed; empty: not told"),
        sa.Column("cancel_reason", sa.Text(), nullable=True, comment="As who ended it told the other"),
        sa.Column("promised_window_start", sa.Date(), nullable=True, comment="First day, inclusive; none for a Type 1"),
        sa.Column("promised_window_end", sa.Date(), nullable=True, comment="Last day, inclusive; none for a Type 1"),
        sa.Column("promised_fieldwork_start", sa.Date(), nullable=True),
        sa.Column("promised_fieldwork_end", sa.Date(), nullable=True),
        sa.Column("promised_report_on", sa.Date(), nullable=True),
        sa.Column("window_start", sa.Date(), nullable=True, comment="As it really was; at last as the report says"),
        sa.Column("window_end", sa.Date(), nullable=True, comment="As the report says"),
        sa.Column("fieldwork_start", sa.Date(), nullable=True),
        sa.Column("fieldwork_end", sa.Date(), nullable=True),
        sa.Column("report_on", sa.Date(), nullable=True, comment="Date of the report"),
        sa.Column("changed_at", TZDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(stage = 'cancelled') = (cancel_reason IS NOT NULL)", name=op.f("ck_engagement_cancelled_with_reason")
        ),
        sa.CheckConstraint(
            "(stage IN ('report_issued', 'rated')) = (report_on IS NOT NULL)",
            name=op.f("ck_engagement_issued_with_day"),
        ),
        sa.CheckConstraint("fee_usd >= 0", name=op.f("ck_engagement_fee_is_no_debt")),
        sa.CheckConstraint("fieldwork_start <= fieldwork_end", name=op.f("ck_engagement_fieldwork_runs_forward")),
        sa.CheckConstraint(
            "promised_fieldwork_start <= promised_fieldwork_end",
            name=op.f("ck_engagement_promised_fieldwork_runs_forward"),
        ),
        sa.CheckConstraint(
            "promised_window_start <= promised_window_end", name=op.f("ck_engagement_promised_window_runs_forward")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "introduction_id"],
            ["introduction.organisation_id", "introduction.id"],
            name=op.f("fk_engagement_organisation_id_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_engagement_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisation.id"], name=op.f("fk_engagement_partner_id_organisation"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_engagement_organisation_id_id")),
    )
    op.create_index(op.f("ix_engagement_introduction_id"), "engagement", ["introduction_id"], unique=False)
    op.create_index(op.f("ix_engagement_organisation_id"), "engagement", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_engagement_partner_id"), "engagement", ["partner_id"], unique=False)
    op.create_index(op.f("ix_engagement_signed_on"), "engagement", ["signed_on"], unique=False)
    op.create_index(
        "uq_engagement_standing",
        "engagement",
        ["introduction_id", "report_type"],
        unique=True,
        sqlite_where=sa.text("cancel_reason IS NULL"),
        postgresql_where=sa.text("cancel_reason IS NULL"),
    )
    op.create_table(
        "engagement_rating",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("dates", sa.Integer(), nullable=False, comment="1 to 5 stars: kept what it promised"),
        sa.Column("contact", sa.Integer(), nullable=False, comment="1 to 5 stars: easy to reach, clear"),
        sa.Column("knowledge", sa.Integer(), nullable=False, comment="1 to 5 stars: understood systems and industry"),
        sa.Column("fee", sa.Integer(), nullable=False, comment="1 to 5 stars: kept to the fee"),
        sa.Column("overall", sa.Integer(), nullable=False, comment="1 to 5 stars; this one counts"),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column(
            "may_publish",
            sa.Boolean(),
            nullable=False,
            comment="Whether text and reply stand on the firm's page, naming nobody",
        ),
        sa.Column("rated_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", TZDateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True, comment="The firm's"),
        sa.Column("replied_at", TZDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(reply IS NULL) = (replied_at IS NULL)", name=op.f("ck_engagement_rating_replied_with_moment")
        ),
        sa.CheckConstraint("contact BETWEEN 1 AND 5", name=op.f("ck_engagement_rating_contact_is_stars")),
        sa.CheckConstraint("dates BETWEEN 1 AND 5", name=op.f("ck_engagement_rating_dates_is_stars")),
        sa.CheckConstraint("fee BETWEEN 1 AND 5", name=op.f("ck_engagement_rating_fee_is_stars")),
        sa.CheckConstraint("knowledge BETWEEN 1 AND 5", name=op.f("ck_engagement_rating_knowledge_is_stars")),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name=op.f("ck_engagement_rating_overall_is_stars")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_engagement_rating_organisation_id_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_engagement_rating_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f("fk_engagement_rating_partner_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_rating")),
        sa.UniqueConstraint("engagement_id", name=op.f("uq_engagement_rating_engagement_id")),
    )
    op.create_index(
        op.f("ix_engagement_rating_organisation_id"), "engagement_rating", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_engagement_rating_partner_id"), "engagement_rating", ["partner_id"], unique=False)
    op.create_table(
        "engagement_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "signed",
                "window",
                "fieldwork",
                "writing",
                "report_issued",
                "rated",
                "cancelled",
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
        sa.Column(
            "on_day", sa.Date(), nullable=False, comment="The day that it speaks of, which may be earlier than `at`"
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="What the party said to the other"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_engagement_step_organisation_id_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_engagement_step_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f("fk_engagement_step_partner_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_step")),
        sa.UniqueConstraint("engagement_id", "stage", name=op.f("uq_engagement_step_engagement_id_stage")),
    )
    op.create_index(op.f("ix_engagement_step_engagement_id"), "engagement_step", ["engagement_id"], unique=False)
    op.create_index(op.f("ix_engagement_step_organisation_id"), "engagement_step", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_engagement_step_partner_id"), "engagement_step", ["partner_id"], unique=False)
    op.create_table(
        "issued_report",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "report_type",
            sa.Enum("type_1", "type_2", name="offeredtype", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column(
            "period_start",
            sa.Date(),
            nullable=False,
            comment="First day of the window, inclusive; of a Type 1 its one day",
        ),
        sa.Column(
            "period_end",
            sa.Date(),
            nullable=False,
            comment="Last day of the window, inclusive; of a Type 1 its one day",
        ),
        sa.Column(
            "opinion",
            sa.Enum(
                "unqualified",
                "qualified",
                "adverse",
                "disclaimer",
                name="opinion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exceptions", sa.Integer(), nullable=False, comment="How many the report names"),
        sa.Column("exceptions_note", sa.Text(), nullable=True),
        sa.Column("auditor", sa.String(length=200), nullable=False, comment="Legal name of the firm that signed"),
        sa.Column("report_on", sa.Date(), nullable=False),
        sa.CheckConstraint("exceptions >= 0", name=op.f("ck_issued_report_exceptions_are_counted")),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_issued_report_period_runs_forward")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "engagement_id"],
            ["engagement.organisation_id", "engagement.id"],
            name=op.f("fk_issued_report_organisation_id_engagement_id_engagement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_issued_report_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_report")),
        sa.UniqueConstraint("engagement_id", name=op.f("uq_issued_report_engagement_id")),
    )
    op.create_index(op.f("ix_issued_report_organisation_id"), "issued_report", ["organisation_id"], unique=False)
    op.create_table(
        "published_rating",
        sa.Column("id", sa.Uuid(), nullable=False, comment="Shown nowhere"),
        sa.Column("firm_key", sa.Uuid(), nullable=False),
        sa.Column(
            "month",
            sa.Date(),
            nullable=False,
            comment="First day of the month in which it was given; a day would tell more",
        ),
        sa.Column("overall", sa.Integer(), nullable=False, comment="1 to 5 stars"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True, comment="The firm's"),
        sa.ForeignKeyConstraint(
            ["firm_key"], ["firm.id"], name=op.f("fk_published_rating_firm_key_firm"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["engagement_rating.id"], name=op.f("fk_published_rating_id_engagement_rating"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_rating")),
    )
    op.create_index(op.f("ix_published_rating_firm_key"), "published_rating", ["firm_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_published_rating_firm_key"), table_name="published_rating")
    op.drop_table("published_rating")
    op.drop_index(op.f("ix_issued_report_organisation_id"), table_name="issued_report")
    op.drop_table("issued_report")
    op.drop_index(op.f("ix_engagement_step_partner_id"), table_name="engagement_step")
    op.drop_index(op.f("ix_engagement_step_organisation_id"), table_name="engagement_step")
    op.drop_index(op.f("ix_engagement_step_engagement_id"), table_name="engagement_step")
    op.drop_table("engagement_step")
    op.drop_index(op.f("ix_engagement_rating_partner_id"), table_name="engagement_rating")
    op.drop_index(op.f("ix_engagement_rating_organisation_id"), table_name="engagement_rating")
    op.drop_table("engagement_rating")
    op.drop_index(
        "uq_engagement_standing",
        table_name="engagement",
        sqlite_where=sa.text("cancel_reason IS NULL"),
        postgresql_where=sa.text("cancel_reason IS NULL"),
    )
    op.drop_index(op.f("ix_engagement_signed_on"), table_name="engagement")
    op.drop_index(op.f("ix_engagement_partner_id"), table_name="engagement")
    op.drop_index(op.f("ix_engagement_organisation_id"), table_name="engagement")
    op.drop_index(op.f("ix_engagement_introduction_id"), table_name="engagement")
    op.drop_table("engagement")
