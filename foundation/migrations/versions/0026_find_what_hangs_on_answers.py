"""Index what hangs on answers and questions, and what buyers were told, together with the organisation.

Each statement names the organisation too. With an index on that alone SQLite went through all rows of the organisation
to find those of the 25 answers on a page. The foreign keys, which name both columns, are followed by it as well.

Revision ID: 0026
Revises: 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

SEARCHED = {
    "answer_change": "answer_id",
    "answer_reason": "answer_id",
    "question_assignment": "question_id",
    "question_comment": "question_id",
    "sent_statement": "claim_key",
}


def upgrade() -> None:
    for table, column in SEARCHED.items():
        op.create_index(f"ix_{table}_organisation_id_{column}", table, ["organisation_id", column])


def downgrade() -> None:
    for table, column in reversed(SEARCHED.items()):
        op.drop_index(f"ix_{table}_organisation_id_{column}", table_name=table)
