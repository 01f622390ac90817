"""Find the questions of one questionnaire among all that an organisation was asked.

Each statement names the organisation, so SQLite went by the organisation's index alone and read every question it
was ever asked, once for each questionnaire of the list.

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_question_organisation_id_questionnaire_id"), "question", ["organisation_id", "questionnaire_id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_question_organisation_id_questionnaire_id"), table_name="question")
