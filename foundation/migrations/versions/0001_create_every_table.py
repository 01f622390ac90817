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

    append_only.create(op.get_bind())


def downgrade() -> None:
    append_only.drop(op.get_bind())
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))
        batch_op.drop_index(batch_op.f("ix_sign_in_membership_id"))

    op.drop_table("sign_in")
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
    with op.batch_alter_table("import_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_draft_uploaded_by_id"))
        batch_op.drop_index(batch_op.f("ix_import_draft_organisation_id"))

    op.drop_table("import_draft")
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
    op.drop_table("organisation")
