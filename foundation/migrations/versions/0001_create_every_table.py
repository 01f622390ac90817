"""Create every table.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from foundation.audit import append_only
from foundation.db import TZDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "firm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "firm_id", sa.String(), nullable=False, comment="The id that files know it by, as F-014; never changed"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False, comment="Invented by the seed; its pages say so"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("legal_name", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
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
        ),
        sa.Column("hq_country", sa.String(), nullable=True, comment="ISO 3166 code of two letters"),
        sa.Column("hq_state", sa.String(), nullable=True),
        sa.Column("regions", sa.JSON(), nullable=False, comment="Country codes, or the groups EU, EEA, WORLD"),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("offshore_staff", sa.Boolean(), nullable=True),
        sa.Column("licence_state", sa.String(), nullable=True),
        sa.Column("licence_number", sa.String(), nullable=True),
        sa.Column(
            "licence_status",
            sa.Enum(
                "active",
                "lapsed",
                "revoked",
                "unknown",
                name="licencestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("licence_checked_on", sa.Date(), nullable=True),
        sa.Column("licence_expires_on", sa.Date(), nullable=True, comment="The last day it is valid"),
        sa.Column("licence_source", sa.String(), nullable=True),
        sa.Column(
            "peer_review_type",
            sa.Enum(
                "system",
                "engagement",
                "none",
                name="peerreviewtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "peer_review_rating",
            sa.Enum(
                "pass",
                "pass_with_deficiencies",
                "fail",
                "not_yet_due",
                name="peerreviewrating",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("peer_review_period_end", sa.Date(), nullable=True),
        sa.Column("peer_review_covers_soc", sa.Boolean(), nullable=True),
        sa.Column("peer_review_source", sa.String(), nullable=True),
        sa.Column("report_types", sa.JSON(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("frameworks", sa.JSON(), nullable=False, comment="Framework -> ISO day its credential ends, or null"),
        sa.Column("industries", sa.JSON(), nullable=False, comment="Industry -> SOC 2 reports issued there, or null"),
        sa.Column("headcount_min", sa.Integer(), nullable=True, comment="People of the company examined"),
        sa.Column("headcount_max", sa.Integer(), nullable=True, comment="People of the company examined"),
        sa.Column("clouds", sa.JSON(), nullable=False),
        sa.Column("platforms", sa.JSON(), nullable=False),
        sa.Column("type_1_fee_min_usd", sa.Integer(), nullable=True, comment="About 50 people, Security only"),
        sa.Column("type_1_fee_max_usd", sa.Integer(), nullable=True, comment="About 50 people, Security only"),
        sa.Column("type_2_fee_min_usd", sa.Integer(), nullable=True, comment="About 50 people, Security only"),
        sa.Column("type_2_fee_max_usd", sa.Integer(), nullable=True, comment="About 50 people, Security only"),
        sa.Column("fee_per_extra_category_pct", sa.Double(), nullable=True, comment="Per cent of the fee, 15 = 15 %"),
        sa.Column("fees_as_of", sa.Date(), nullable=True),
        sa.Column("next_start_on", sa.Date(), nullable=True),
        sa.Column("capacity_as_of", sa.Date(), nullable=True),
        sa.Column("open_slots", sa.Integer(), nullable=True),
        sa.Column("fieldwork_weeks", sa.Double(), nullable=True),
        sa.Column("report_weeks", sa.Double(), nullable=True),
        sa.Column("senior_contact", sa.Boolean(), nullable=True),
        sa.Column("exception_process", sa.String(), nullable=True),
        sa.Column("soc2_reports_per_year", sa.Integer(), nullable=True),
        sa.Column("cpa_count", sa.Integer(), nullable=True),
        sa.Column("cisa_count", sa.Integer(), nullable=True),
        sa.Column("rating", sa.Double(), nullable=True, comment="Mean of companies' ratings, 0 to 5"),
        sa.Column("rating_count", sa.Integer(), nullable=True),
        sa.Column("guarantees_clean_opinion", sa.Boolean(), nullable=True),
        sa.Column(
            "vetting_status",
            sa.Enum(
                "candidate",
                "under_review",
                "verified",
                "stale",
                "suspended",
                "removed",
                name="vettingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("conflict_clients", sa.JSON(), nullable=False, comment="Companies it may not examine; admins only"),
        sa.Column("contact_name", sa.String(), nullable=True, comment="Admins only"),
        sa.Column("contact_email", sa.String(), nullable=True, comment="Admins only"),
        sa.Column("notes", sa.String(), nullable=True, comment="Admins only"),
        sa.CheckConstraint("headcount_min <= headcount_max", name=op.f("ck_firm_headcount_runs_forward")),
        sa.CheckConstraint("type_1_fee_min_usd <= type_1_fee_max_usd", name=op.f("ck_firm_type_1_fee_runs_forward")),
        sa.CheckConstraint("type_2_fee_min_usd <= type_2_fee_max_usd", name=op.f("ck_firm_type_2_fee_runs_forward")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm")),
        sa.UniqueConstraint("firm_id", name=op.f("uq_firm_firm_id")),
    )
    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firm_name"), ["name"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "company",
                "firm",
                "platform",
                "visitor",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_demo", sa.Boolean(), nullable=False, comment="Invented by the seed, and saying so on its pages"),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "sent_at", TZDateTime(timezone=True), nullable=True, comment="When the mail server took it; empty: it waits"
        ),
        sa.Column(
            "claimed_until", TZDateTime(timezone=True), nullable=True, comment="Until then no other sender tries it"
        ),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="How often it was tried"),
        sa.Column("problem", sa.String(length=500), nullable=True, comment="Why the last attempt failed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
    )
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outgoing_mail_sent_at_created_at"), ["sent_at", "created_at"], unique=False
        )

    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Lower case"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    op.create_table(
        "approved_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answer_id", sa.String(length=200), nullable=False, comment="The organisation's own reference, as in L-001"
        ),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="yes, no, partial, not_applicable or free text"),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("controls", sa.JSON(), nullable=False, comment="Ids of controls it rests on; they may be gone"),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True, comment="Last day on which it holds, inclusive"),
        sa.Column("product", sa.JSON(), nullable=False, comment="Products it holds for; empty: all"),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "public", "nda", "internal", name="sensitivity", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Place in the organisation's list, from 1, as imported or added",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", TZDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_approved_answer_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_answer")),
        sa.UniqueConstraint("organisation_id", "answer_id", name=op.f("uq_approved_answer_organisation_id_answer_id")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_approved_answer_organisation_id_id")),
    )
    with op.batch_alter_table("approved_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approved_answer_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True, comment="Empty: the service itself or a visitor"),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False, comment="thing.deed, as in questionnaire.exported"),
        sa.Column("thing", sa.String(length=80), nullable=False, comment="Kind of the thing"),
        sa.Column("thing_id", sa.String(length=80), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_audit_entry_actor_id_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_audit_entry_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_organisation_id_at"), ["organisation_id", "at"], unique=False)

    op.create_table(
        "control",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "control_id", sa.String(length=200), nullable=False, comment="The organisation's own reference, as in AC-01"
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False, comment="References of Trust Services Criteria"),
        sa.Column(
            "status",
            sa.Enum(
                "implemented",
                "partial",
                "planned",
                "not_implemented",
                "not_applicable",
                name="controlstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("frequency", sa.Text(), nullable=True),
        sa.Column("policy", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True, comment="What shows it"),
        sa.Column("last_tested_on", sa.Date(), nullable=True),
        sa.Column(
            "test_result",
            sa.Enum(
                "passed",
                "exception",
                "not_tested",
                name="testresult",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("exception_note", sa.Text(), nullable=True),
        sa.Column("product", sa.JSON(), nullable=False, comment="Products it holds for; empty: all"),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "public", "nda", "internal", name="sensitivity", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Place in the organisation's list, from 1, as imported or added",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", TZDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_control_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control")),
        sa.UniqueConstraint("organisation_id", "control_id", name=op.f("uq_control_organisation_id_control_id")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_control_organisation_id_id")),
    )
    with op.batch_alter_table("control", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_control_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "firm_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.String(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "field", sa.String(length=80), nullable=True, comment="Column of firms.csv; null: the firm was entered"
        ),
        sa.Column("old", sa.String(), nullable=True, comment="As a cell of firms.csv; null: unknown"),
        sa.Column("new", sa.String(), nullable=True, comment="As a cell of firms.csv; null: unknown"),
        sa.Column(
            "source",
            sa.String(),
            nullable=False,
            comment="Address or note saying where the value is from, or the reason",
        ),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_firm_change_actor_id_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.firm_id"], name=op.f("fk_firm_change_firm_id_firm"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_change")),
    )
    with op.batch_alter_table("firm_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firm_change_firm_id_at"), ["firm_id", "at"], unique=False)

    op.create_table(
        "firm_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.String(), nullable=False, comment="Address or note saying where the file is from"),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column(
            "imported_at", TZDateTime(timezone=True), nullable=True, comment="Empty while it waits for the admin's word"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_firm_import_actor_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_import")),
    )
    op.create_table(
        "import_draft",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False, comment="Name of the collection it is meant for"),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_import_draft_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["user_account.id"],
            name=op.f("fk_import_draft_uploaded_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_import_draft_organisation_id_id")),
    )
    with op.batch_alter_table("import_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_draft_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_draft_uploaded_by_id"), ["uploaded_by_id"], unique=False)

    op.create_table(
        "intake",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False, comment="Keys of intake.json that were answered"),
        sa.Column("steps_done", sa.JSON(), nullable=False, comment="Steps that were saved, in any order"),
        sa.Column("advice", sa.JSON(), nullable=False, comment="Answers to the scope adviser: yes or no"),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_intake_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_intake_organisation_id_id")),
    )
    with op.batch_alter_table("intake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Lower case"),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "security",
                "sales",
                "firm",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", TZDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", TZDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by_id"],
            ["user_account.id"],
            name=op.f("fk_invitation_invited_by_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_invitation_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False, comment="Name of the registered deed"),
        sa.Column("subject_id", sa.Uuid(), nullable=False, comment="Id of the thing that is worked on"),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps_total", sa.Integer(), nullable=False, comment="0 while unknown"),
        sa.Column("problem", sa.Text(), nullable=True, comment="For the person, when it failed"),
        sa.Column("fence", sa.Integer(), nullable=False, comment="Raised by each worker that takes the job"),
        sa.Column("leased_until", TZDateTime(timezone=True), nullable=True),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("finished_at", TZDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_job_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_job_organisation_id_id")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "security",
                "sales",
                "firm",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("organisation_id", "user_id", name=op.f("uq_membership_organisation_id_user_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "password_reset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("used_at", TZDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_password_reset_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_reset_token_hash")),
    )
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_reset_user_id"), ["user_id"], unique=False)

    op.create_table(
        "stated_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False, comment="A key of the known list, or one of their own"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True, comment="Day on which it was true"),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Place in the organisation's list, from 1, as imported or added",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", TZDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_stated_fact_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_fact")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_stated_fact_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_stated_fact_organisation_id_key")),
    )
    with op.batch_alter_table("stated_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stated_fact_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "intake_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token in the link"),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "claimed_at",
            TZDateTime(timezone=True),
            nullable=True,
            comment="Since then the link only leads to the account's copy",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"],
            ["intake.organisation_id", "intake.id"],
            name=op.f("fk_intake_link_organisation_id_intake_id_intake"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_intake_link_token_hash")),
    )
    with op.batch_alter_table("intake_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_intake_link_organisation_id_intake_id"), ["organisation_id", "intake_id"], unique=False
        )

    op.create_table(
        "match_run",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("matched_on", sa.Date(), nullable=False, comment="The day that every rule was asked for"),
        sa.Column("intake", sa.JSON(), nullable=False, comment="The whole intake.json as it was matched"),
        sa.Column("trial_of", sa.Text(), nullable=True, comment="The change that was tried; empty: the intake as is"),
        sa.Column("report", sa.JSON(), nullable=False, comment="Report of `match`"),
        sa.Column(
            "shown",
            sa.JSON(),
            nullable=False,
            comment="For each match its firm's profile, its flags in words, its features and all contributions",
        ),
        sa.Column("directory", sa.JSON(), nullable=False, comment="firm_id -> name, tier and id of every firm asked"),
        sa.Column("eligible", sa.JSON(), nullable=False, comment="firm_id of all eligible firms, best first"),
        sa.Column("average_score", sa.Double(), nullable=True, comment="Score of the average eligible firm"),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("model_version", sa.String(length=80), nullable=False),
        sa.Column(
            "model_trained_on",
            sa.Integer(),
            nullable=False,
            comment="Intakes with outcomes that the model had learnt from",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"],
            ["intake.organisation_id", "intake.id"],
            name=op.f("fk_match_run_organisation_id_intake_id_intake"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_match_run_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_run")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_match_run_organisation_id_id")),
    )
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_run_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_match_run_organisation_id_intake_id"), ["organisation_id", "intake_id"], unique=False
        )

    op.create_table(
        "questionnaire",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("buyer", sa.String(length=200), nullable=False),
        sa.Column(
            "product", sa.String(length=200), nullable=True, comment="Asked about this product alone; empty: all"
        ),
        sa.Column("under_nda", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True, comment="Last day on which the buyer takes it"),
        sa.Column("filename", sa.String(length=255), nullable=False, comment="As the buyer named it"),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("stored_name", sa.String(length=64), nullable=False, comment="Name of the bytes in the storage"),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.JSON(), nullable=False, comment="As in the report of inspect, corrections included"),
        sa.Column("preview", sa.JSON(), nullable=False, comment="First rows of each sheet as shown for correction"),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("uploaded_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "job_id"],
            ["job.organisation_id", "job.id"],
            name=op.f("fk_questionnaire_organisation_id_job_id_job"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_questionnaire_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["user_account.id"],
            name=op.f("fk_questionnaire_uploaded_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_questionnaire_organisation_id_id")),
    )
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questionnaire_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questionnaire_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", TZDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_sign_in_membership_id_membership"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_sign_in_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_membership_id"), ["membership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_user_id"), ["user_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order in the file, from 1"),
        sa.Column("sheet", sa.String(length=255), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False, comment="Row of the sheet, or line of the text, from 1"),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False, comment="The cell's text, verbatim"),
        sa.Column("answer_cell", sa.String(length=40), nullable=True),
        sa.Column("mark_cells", sa.JSON(), nullable=False, comment="Word -> cell, where an x is the answer"),
        sa.Column("comment_cell", sa.String(length=40), nullable=True),
        sa.Column("vocabulary", sa.JSON(), nullable=False, comment="The buyer's own words; empty: none given"),
        sa.Column(
            "kind",
            sa.Enum(
                "yes_no",
                "choice",
                "free_text",
                "evidence",
                "number",
                "date",
                "fact",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_ref", sa.Text(), nullable=True),
        sa.Column("parent_row", sa.Integer(), nullable=True),
        sa.Column("filled", sa.Boolean(), nullable=False, comment="Whether its cells held text already"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "questionnaire_id"],
            ["questionnaire.organisation_id", "questionnaire.id"],
            name=op.f("fk_question_organisation_id_questionnaire_id_questionnaire"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_question_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_question_organisation_id_id")),
        sa.UniqueConstraint("questionnaire_id", "position", name=op.f("uq_question_questionnaire_id_position")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "questionnaire_export",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("stored_name", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=False, comment="Answers that were written"),
        sa.Column("questions", sa.Integer(), nullable=False, comment="Questions in the file"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "questionnaire_id"],
            ["questionnaire.organisation_id", "questionnaire.id"],
            name=op.f("fk_questionnaire_export_organisation_id_questionnaire_id_questionnaire"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_questionnaire_export_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_export")),
    )
    with op.batch_alter_table("questionnaire_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questionnaire_export_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_questionnaire_export_questionnaire_id"), ["questionnaire_id"], unique=False
        )

    op.create_table(
        "answer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "yes",
                "no",
                "partial",
                "not_applicable",
                "stated",
                "needs_input",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer_text", sa.Text(), nullable=False),
        sa.Column("cell_value", sa.Text(), nullable=True, comment="For the answer cell; empty: left as it is"),
        sa.Column("confidence", sa.Double(), nullable=True, comment="In [0, 1], of the draft; empty: no draft"),
        sa.Column(
            "routing",
            sa.Enum("auto", "review", name="routing", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "needs_input",
                "approved",
                name="answerstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("edited_by", sa.String(length=200), nullable=True, comment="Who worded it last; empty: the engine"),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.String(length=200), nullable=True),
        sa.Column("approved_at", TZDateTime(timezone=True), nullable=True),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="Raised by each change, so that none is lost"),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_answer_confidence_is_a_probability")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["user_account.id"],
            name=op.f("fk_answer_approved_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "question_id"],
            ["question.organisation_id", "question.id"],
            name=op.f("fk_answer_organisation_id_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_answer_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_answer_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "question_id", name=op.f("uq_answer_organisation_id_question_id")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_state"), ["state"], unique=False)

    op.create_table(
        "answer_change",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False, comment="Changed fields as they were"),
        sa.Column("new", sa.JSON(), nullable=False, comment="The same fields as they became"),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_answer_change_actor_id_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "answer_id"],
            ["answer.organisation_id", "answer.id"],
            name=op.f("fk_answer_change_organisation_id_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_answer_change_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_change")),
    )
    with op.batch_alter_table("answer_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_change_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_change_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "answer_reason",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "answer_id"],
            ["answer.organisation_id", "answer.id"],
            name=op.f("fk_answer_reason_organisation_id_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_answer_reason_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_reason")),
    )
    with op.batch_alter_table("answer_reason", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_reason_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_reason_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_reason_organisation_id"), ["organisation_id"], unique=False)

    append_only.create(op.get_bind())


def downgrade() -> None:
    append_only.drop(op.get_bind())
    with op.batch_alter_table("answer_reason", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_reason_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_answer_reason_code"))
        batch_op.drop_index(batch_op.f("ix_answer_reason_answer_id"))

    op.drop_table("answer_reason")
    with op.batch_alter_table("answer_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_change_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_answer_change_answer_id"))

    op.drop_table("answer_change")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_state"))
        batch_op.drop_index(batch_op.f("ix_answer_organisation_id"))

    op.drop_table("answer")
    with op.batch_alter_table("questionnaire_export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questionnaire_export_questionnaire_id"))
        batch_op.drop_index(batch_op.f("ix_questionnaire_export_organisation_id"))

    op.drop_table("questionnaire_export")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_organisation_id"))

    op.drop_table("question")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))
        batch_op.drop_index(batch_op.f("ix_sign_in_membership_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questionnaire_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_questionnaire_job_id"))

    op.drop_table("questionnaire")
    with op.batch_alter_table("match_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_run_organisation_id_intake_id"))
        batch_op.drop_index(batch_op.f("ix_match_run_organisation_id"))

    op.drop_table("match_run")
    with op.batch_alter_table("intake_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_link_organisation_id_intake_id"))

    op.drop_table("intake_link")
    with op.batch_alter_table("stated_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stated_fact_organisation_id"))

    op.drop_table("stated_fact")
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_reset_user_id"))

    op.drop_table("password_reset")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))
        batch_op.drop_index(batch_op.f("ix_membership_organisation_id"))

    op.drop_table("membership")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_subject_id"))
        batch_op.drop_index(batch_op.f("ix_job_state"))
        batch_op.drop_index(batch_op.f("ix_job_organisation_id"))

    op.drop_table("job")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_organisation_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("intake", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_organisation_id"))

    op.drop_table("intake")
    with op.batch_alter_table("import_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_draft_uploaded_by_id"))
        batch_op.drop_index(batch_op.f("ix_import_draft_organisation_id"))

    op.drop_table("import_draft")
    op.drop_table("firm_import")
    with op.batch_alter_table("firm_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firm_change_firm_id_at"))

    op.drop_table("firm_change")
    with op.batch_alter_table("control", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_control_organisation_id"))

    op.drop_table("control")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_organisation_id_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor_id"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("approved_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approved_answer_organisation_id"))

    op.drop_table("approved_answer")
    op.drop_table("user_account")
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_mail_sent_at_created_at"))

    op.drop_table("outgoing_mail")
    op.drop_table("organisation")
    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firm_name"))

    op.drop_table("firm")
