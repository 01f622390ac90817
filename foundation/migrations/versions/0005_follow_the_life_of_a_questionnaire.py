"""Follow a questionnaire to the buyer: deal, revision, when its columns were taken, its file written and sent.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENTS = (
    ("mapped_at", "When its columns were first taken as right"),
    ("exported_at", "When this revision's file was last written"),
    ("sent_at", "When this revision went to the buyer"),
)


def upgrade() -> None:
    op.add_column(
        "questionnaire",
        sa.Column(
            "deal_value",
            sa.Integer(),
            nullable=True,
            comment="Worth of the deal that waits for it, in whole US dollars",
        ),
    )
    op.add_column(
        "questionnaire",
        sa.Column(
            "revision",
            sa.Integer(),
            server_default="1",
            nullable=False,
            comment="Raised when it is reopened, from 1",
        ),
    )
    for name, comment in MOMENTS:
        op.add_column("questionnaire", sa.Column(name, TZDateTime(timezone=True), nullable=True, comment=comment))
    op.add_column("questionnaire", sa.Column("sent_by", sa.String(length=200), nullable=True))
    op.add_column(
        "questionnaire_export",
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False, comment="Of the questionnaire, from 1"),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edited_by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_answer_edited_by_id_user_account"),
            "user_account",
            ["edited_by_id"],
            ["id"],
            ondelete="SET NULL",
        )
    # what was answered before had its columns taken as right, at the latest when it was read
    op.execute(
        "UPDATE questionnaire SET mapped_at = read_at WHERE EXISTS (SELECT 1 FROM question JOIN answer"
        " ON answer.question_id = question.id WHERE question.questionnaire_id = questionnaire.id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_answer_edited_by_id_user_account"), type_="foreignkey")
        batch_op.drop_column("edited_by_id")
    op.drop_column("questionnaire_export", "revision")
    for name in ("sent_by", *(name for name, _ in reversed(MOMENTS)), "revision", "deal_value"):
        op.drop_column("questionnaire", name)
