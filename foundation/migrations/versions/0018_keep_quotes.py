"""Keep quotes, what companies note and choose, and how estimates fared against quotes.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fee_honesty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "tier",
            sa.Enum(
                "boutique",
                "specialist",
                "national",
                "global",
                name="tier",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="Empty: firms of every tier",
        ),
        sa.Column("inside", sa.Integer(), nullable=False, comment="Quotes"),
        sa.Column("below", sa.Integer(), nullable=False, comment="Quotes"),
        sa.Column("above", sa.Integer(), nullable=False, comment="Quotes"),
        sa.Column(
            "median_miss",
            sa.Double(),
            nullable=True,
            comment="Of those outside, as a share of the nearer end; empty: too few to say",
        ),
        sa.CheckConstraint("inside >= 0 AND below >= 0 AND above >= 0", name=op.f("ck_fee_honesty_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_honesty")),
        sa.UniqueConstraint("tier", name=op.f("uq_fee_honesty_tier")),
    )
    op.create_table(
        "auditor_choice",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=True, comment="Empty: none of the firms that quoted"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False, comment="The person's name at that time"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"],
            ["intake.organisation_id", "intake.id"],
            name=op.f("fk_auditor_choice_organisation_id_intake_id_intake"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "introduction_id"],
            ["introduction.organisation_id", "introduction.id"],
            name=op.f("fk_auditor_choice_organisation_id_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_auditor_choice_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditor_choice")),
        sa.UniqueConstraint("intake_id", name=op.f("uq_auditor_choice_intake_id")),
    )
    op.create_index(op.f("ix_auditor_choice_organisation_id"), "auditor_choice", ["organisation_id"], unique=False)
    op.create_table(
        "quote",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="Version within its introduction, from 1; the highest one counts",
        ),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("fixed_fee_usd", sa.Integer(), nullable=False, comment="For the report asked for"),
        sa.Column("included", sa.JSON(), nullable=False, comment="What is in the fixed fee; empty: not said"),
        sa.Column("included_note", sa.Text(), nullable=True),
        sa.Column(
            "extra_categories",
            sa.Enum("included", "fee", name="categoryterms", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("extra_category_fee_usd", sa.Integer(), nullable=True, comment="For each category beyond Security"),
        sa.Column(
            "travel",
            sa.Enum("included", "at_cost", name="travel", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "travel_cap_usd",
            sa.Integer(),
            nullable=True,
            comment="Most that is billed for travel; empty: no cap is said",
        ),
        sa.Column(
            "readiness",
            sa.Enum(
                "included", "fee", "none", name="readinesshelp", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("readiness_fee_usd", sa.Integer(), nullable=True),
        sa.Column(
            "bridge_letter",
            sa.Enum(
                "included", "fee", "none", name="bridgeletter", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("bridge_letter_fee_usd", sa.Integer(), nullable=True),
        sa.Column("multi_year_years", sa.Integer(), nullable=True, comment="Years that are signed for at once"),
        sa.Column("multi_year_fee_usd", sa.Integer(), nullable=True, comment="Of each of these years"),
        sa.Column("change_orders", sa.Text(), nullable=True, comment="When more than the fixed fee is billed"),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("fieldwork_start_on", sa.Date(), nullable=True),
        sa.Column("fieldwork_end_on", sa.Date(), nullable=True),
        sa.Column("report_on", sa.Date(), nullable=True, comment="When the report is in the company's hands"),
        sa.Column(
            "lead_seniority",
            sa.Enum(
                "partner",
                "manager",
                "senior",
                "staff",
                name="seniority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
            comment="Of the day-to-day contact",
        ),
        sa.Column("team", sa.Text(), nullable=True, comment="Who works on it, by role"),
        sa.Column("experience", sa.Text(), nullable=True, comment="Audits done in the company's industry and clouds"),
        sa.Column("exception_process", sa.Text(), nullable=True, comment="When a control fails in fieldwork"),
        sa.Column("platforms", sa.JSON(), nullable=False, comment="Evidence platforms; empty: not said"),
        sa.Column(
            "platform_demo", sa.Boolean(), nullable=True, comment="Whether it is shown before anything is signed"
        ),
        sa.Column("valid_until", sa.Date(), nullable=True, comment="Last day on which the offer holds"),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(bridge_letter_fee_usd IS NOT NULL) = (bridge_letter IS NOT NULL AND bridge_letter = 'fee')",
            name=op.f("ck_quote_bridge_letter_with_its_fee"),
        ),
        sa.CheckConstraint(
            "(extra_category_fee_usd IS NOT NULL) = (extra_categories IS NOT NULL AND extra_categories = 'fee')",
            name=op.f("ck_quote_extra_categories_with_its_fee"),
        ),
        sa.CheckConstraint(
            "(readiness_fee_usd IS NOT NULL) = (readiness IS NOT NULL AND readiness = 'fee')",
            name=op.f("ck_quote_readiness_with_its_fee"),
        ),
        sa.CheckConstraint(
            "travel_cap_usd IS NULL OR (travel IS NOT NULL AND travel = 'at_cost')",
            name=op.f("ck_quote_travel_cap_of_travel_at_cost"),
        ),
        sa.CheckConstraint(
            "(multi_year_years IS NULL) = (multi_year_fee_usd IS NULL)", name=op.f("ck_quote_multi_year_as_a_whole")
        ),
        sa.CheckConstraint("bridge_letter_fee_usd >= 0", name=op.f("ck_quote_bridge_letter_fee_usd_is_no_debt")),
        sa.CheckConstraint("extra_category_fee_usd >= 0", name=op.f("ck_quote_extra_category_fee_usd_is_no_debt")),
        sa.CheckConstraint("fieldwork_end_on <= report_on", name=op.f("ck_quote_fieldwork_end_on_before_report_on")),
        sa.CheckConstraint(
            "fieldwork_start_on <= fieldwork_end_on", name=op.f("ck_quote_fieldwork_start_on_before_fieldwork_end_on")
        ),
        sa.CheckConstraint(
            "fieldwork_start_on <= report_on", name=op.f("ck_quote_fieldwork_start_on_before_report_on")
        ),
        sa.CheckConstraint("fixed_fee_usd >= 0", name=op.f("ck_quote_fixed_fee_usd_is_no_debt")),
        sa.CheckConstraint("multi_year_fee_usd >= 0", name=op.f("ck_quote_multi_year_fee_usd_is_no_debt")),
        sa.CheckConstraint("multi_year_years BETWEEN 2 AND 5", name=op.f("ck_quote_multi_year_is_2_to_5_years")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_quote_number_counts_from_1")),
        sa.CheckConstraint("readiness_fee_usd >= 0", name=op.f("ck_quote_readiness_fee_usd_is_no_debt")),
        sa.CheckConstraint("start_on <= fieldwork_end_on", name=op.f("ck_quote_start_on_before_fieldwork_end_on")),
        sa.CheckConstraint("start_on <= fieldwork_start_on", name=op.f("ck_quote_start_on_before_fieldwork_start_on")),
        sa.CheckConstraint("start_on <= report_on", name=op.f("ck_quote_start_on_before_report_on")),
        sa.CheckConstraint("travel_cap_usd >= 0", name=op.f("ck_quote_travel_cap_usd_is_no_debt")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "introduction_id"],
            ["introduction.organisation_id", "introduction.id"],
            name=op.f("fk_quote_organisation_id_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_quote_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisation.id"], name=op.f("fk_quote_partner_id_organisation"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("introduction_id", "number", name=op.f("uq_quote_introduction_id_number")),
    )
    op.create_index(op.f("ix_quote_at"), "quote", ["at"], unique=False)
    op.create_index(op.f("ix_quote_introduction_id"), "quote", ["introduction_id"], unique=False)
    op.create_index(op.f("ix_quote_organisation_id"), "quote", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_quote_partner_id"), "quote", ["partner_id"], unique=False)
    op.create_table(
        "quote_notes",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("introduction_id", sa.Uuid(), nullable=False),
        sa.Column("experience", sa.Text(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=True),
        sa.Column("exceptions", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "introduction_id"],
            ["introduction.organisation_id", "introduction.id"],
            name=op.f("fk_quote_notes_organisation_id_introduction_id_introduction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_quote_notes_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_notes")),
        sa.UniqueConstraint("introduction_id", name=op.f("uq_quote_notes_introduction_id")),
    )
    op.create_index(op.f("ix_quote_notes_organisation_id"), "quote_notes", ["organisation_id"], unique=False)
    op.add_column(
        "introduction",
        sa.Column(
            "extra_categories",
            sa.Integer(),
            nullable=True,
            comment="Categories asked for beyond Security, which the estimate counts in; empty: not kept",
        ),
    )


def downgrade() -> None:
    op.drop_column("introduction", "extra_categories")
    op.drop_index(op.f("ix_quote_notes_organisation_id"), table_name="quote_notes")
    op.drop_table("quote_notes")
    op.drop_index(op.f("ix_quote_partner_id"), table_name="quote")
    op.drop_index(op.f("ix_quote_organisation_id"), table_name="quote")
    op.drop_index(op.f("ix_quote_introduction_id"), table_name="quote")
    op.drop_index(op.f("ix_quote_at"), table_name="quote")
    op.drop_table("quote")
    op.drop_index(op.f("ix_auditor_choice_organisation_id"), table_name="auditor_choice")
    op.drop_table("auditor_choice")
    op.drop_table("fee_honesty")
