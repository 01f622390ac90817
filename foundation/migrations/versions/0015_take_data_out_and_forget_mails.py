"""Take an organisation's data out, and forget mails.

A row for each ZIP that an owner has made of everything; a mail knows whose it is, so that it can go with its
organisation, and may be forgotten as soon as it went.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_OF_MAIL = "fk_outgoing_mail_organisation_id_organisation"


def upgrade() -> None:
    op.create_table(
        "data_export",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("made_at", TZDateTime(timezone=True), nullable=True, comment="Empty: it is being made"),
        sa.Column("filename", sa.String(length=200), nullable=True),
        sa.Column("stored_name", sa.String(length=32), nullable=True, comment="Name of the ZIP in our storage"),
        sa.Column("size_bytes", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_data_export_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "job_id"],
            ["job.organisation_id", "job.id"],
            name=op.f("fk_data_export_organisation_id_job_id_job"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_export")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_data_export_organisation_id_id")),
    )
    op.create_index(op.f("ix_data_export_organisation_id"), "data_export", ["organisation_id"])
    op.create_index(op.f("ix_data_export_job_id"), "data_export", ["job_id"])
    with op.batch_alter_table("outgoing_mail") as mail:
        mail.add_column(sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="Whose matter it is"))
        mail.add_column(
            sa.Column(
                "forget_when_sent",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="Nothing of it is to be kept once it went",
            )
        )
        mail.create_foreign_key(op.f(_OF_MAIL), "organisation", ["organisation_id"], ["id"], ondelete="SET NULL")
        mail.create_index(op.f("ix_outgoing_mail_organisation_id"), ["organisation_id"])
        mail.create_index(op.f("ix_outgoing_mail_recipient"), ["recipient"])


def downgrade() -> None:
    with op.batch_alter_table("outgoing_mail") as mail:
        mail.drop_index(op.f("ix_outgoing_mail_recipient"))
        mail.drop_index(op.f("ix_outgoing_mail_organisation_id"))
        mail.drop_constraint(op.f(_OF_MAIL), type_="foreignkey")
        mail.drop_column("forget_when_sent")
        mail.drop_column("organisation_id")
    op.drop_index(op.f("ix_data_export_job_id"), table_name="data_export")
    op.drop_index(op.f("ix_data_export_organisation_id"), table_name="data_export")
    op.drop_table("data_export")
