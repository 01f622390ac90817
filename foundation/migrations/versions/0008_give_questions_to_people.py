"""Give questions to people, and let people speak about them.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("assignee", sa.String(200), nullable=False, comment="Name, which stays when the person leaves"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assigned_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", TZDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", TZDateTime(timezone=True), nullable=True, comment="Empty: it is in force"),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        *_of_a_question("question_assignment", "assignee_id"),
    )
    op.create_index(
        "uq_question_assignment_in_force",
        "question_assignment",
        ["question_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "question_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mentioned", sa.JSON(), nullable=False, comment="Names of those who were told by mail"),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        *_of_a_question("question_comment", "author_id"),
    )
    for table, column in _INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table, column in reversed(_INDEXED):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_table("question_comment")
    op.drop_index("uq_question_assignment_in_force", table_name="question_assignment")
    op.drop_table("question_assignment")


_INDEXED = [
    ("question_assignment", "question_id"),
    ("question_assignment", "assignee_id"),
    ("question_assignment", "organisation_id"),
    ("question_comment", "question_id"),
    ("question_comment", "organisation_id"),
]


def _of_a_question(table: str, person: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            [person], ["user_account.id"], name=op.f(f"fk_{table}_{person}_user_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "question_id"],
            ["question.organisation_id", "question.id"],
            name=op.f(f"fk_{table}_organisation_id_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
