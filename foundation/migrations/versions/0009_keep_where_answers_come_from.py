"""Keep where approved answers come from, who owns them, where they are used and which of them are one.

Revision ID: 0009
Revises: 0008
"""

import uuid
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

HELD = ("names_buyer", "contradicts")
ORIGIN = (
    ("origin_questionnaire_id", sa.Uuid(), "Questionnaire it was approved in, which may be gone; empty: by hand"),
    ("origin_answer_id", sa.Uuid(), "The questionnaire's answer that it was approved as; it may be gone"),
    ("origin_digest", sa.String(64), "SHA-256 of how it entered; another one now: a person has changed it since"),
    ("origin_buyer", sa.String(200), "The questionnaire's buyer, as it was"),
    ("origin_filename", sa.String(255), "The questionnaire's file, as it was named"),
    ("origin_ref", sa.Text(), "The question's reference or row in that file"),
    ("owner", sa.String(200), "Name of the member who looks after it, as it was"),
    ("reminded_for", sa.Date(), "The last day of which its owner was reminded by mail"),
    ("claim_key", sa.String(64), "Same for questions that ask alike; '': names too little; empty: not yet worked out"),
)


def upgrade() -> None:
    with op.batch_alter_table("approved_answer", schema=None) as batch_op:
        for name, kind, comment in ORIGIN:
            batch_op.add_column(sa.Column(name, kind, nullable=True, comment=comment))
        batch_op.add_column(sa.Column("owner_id", sa.Uuid(), nullable=True))
        held = sa.Enum(*HELD, name="held", native_enum=False, create_constraint=True, length=40)
        batch_op.add_column(sa.Column("held", held, nullable=True, comment="Why it is not in use; empty: it is"))
        batch_op.create_foreign_key(
            batch_op.f("fk_approved_answer_owner_id_user_account"),
            "user_account",
            ["owner_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(
            batch_op.f("ix_approved_answer_organisation_id_claim_key"), ["organisation_id", "claim_key"], unique=False
        )
        for column in ("origin_answer_id", "origin_questionnaire_id", "owner_id"):
            batch_op.create_index(batch_op.f(f"ix_approved_answer_{column}"), [column], unique=False)
    with op.batch_alter_table("answering_rules", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "only_chosen",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="Approved answers enter the library only when somebody chooses to",
            )
        )
        batch_op.add_column(
            sa.Column(
                "answer_days",
                sa.Integer(),
                server_default="365",
                nullable=False,
                comment="Days from its approval on which an answer of the library holds",
            )
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_answering_rules_answers_hold_one_day_to_three_years"),
            "answer_days >= 1 AND answer_days <= 1095",
        )
    _create_uses()
    _create_merged()
    _create_distinct()
    _note_uses_so_far()


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisation.id"],
        name=op.f(f"fk_{table}_organisation_id_organisation"),
        ondelete="CASCADE",
    )


def _create_uses() -> None:
    op.create_table(
        "answer_use",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False, comment="The questionnaire's answer"),
        sa.Column("source_id", sa.String(length=200), nullable=False, comment="Id of the approved answer it cites"),
        _of_organisation("answer_use"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "answer_id"],
            ["answer.organisation_id", "answer.id"],
            name=op.f("fk_answer_use_organisation_id_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_use")),
        sa.UniqueConstraint("answer_id", "source_id", name=op.f("uq_answer_use_answer_id_source_id")),
    )
    op.create_index(op.f("ix_answer_use_organisation_id"), "answer_use", ["organisation_id"])
    op.create_index(op.f("ix_answer_use_organisation_id_source_id"), "answer_use", ["organisation_id", "source_id"])


def _create_merged() -> None:
    op.create_table(
        "merged_answer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("old_id", sa.String(length=200), nullable=False, comment="Id that the removed one had"),
        sa.Column("kept_id", sa.String(length=200), nullable=False, comment="Id of the one that stands for it"),
        sa.Column("question", sa.Text(), nullable=False, comment="What the removed one was asked"),
        sa.Column("said", sa.Text(), nullable=False, comment="What the removed one said"),
        sa.Column("kept_said", sa.Text(), nullable=False, comment="What the kept one said at that moment"),
        sa.Column("alike", sa.Boolean(), nullable=False, comment="Whether both gave the same verdict"),
        sa.Column("merged_on", sa.Date(), nullable=False),
        _of_organisation("merged_answer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merged_answer")),
        sa.UniqueConstraint("organisation_id", "old_id", name=op.f("uq_merged_answer_organisation_id_old_id")),
    )
    op.create_index(op.f("ix_merged_answer_organisation_id"), "merged_answer", ["organisation_id"])


def _create_distinct() -> None:
    op.create_table(
        "distinct_answers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False, comment="The smaller of the two ids"),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        _of_organisation("distinct_answers"),
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                ["approved_answer.organisation_id", "approved_answer.id"],
                name=op.f(f"fk_distinct_answers_organisation_id_{column}_approved_answer"),
                ondelete="CASCADE",
            )
            for column in ("first_id", "second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_answers")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_distinct_answers_first_id_second_id")),
    )
    for column in ("organisation_id", "second_id"):
        op.create_index(op.f(f"ix_distinct_answers_{column}"), "distinct_answers", [column])


def _note_uses_so_far() -> None:
    """Note for what is approved already which approved answers it cites, out of its citations."""
    answer = sa.table(
        "answer",
        sa.column("id", sa.Uuid()),
        sa.column("organisation_id", sa.Uuid()),
        sa.column("state", sa.String()),
        sa.column("citations", sa.JSON()),
    )
    use = sa.table(
        "answer_use",
        sa.column("id", sa.Uuid()),
        sa.column("organisation_id", sa.Uuid()),
        sa.column("answer_id", sa.Uuid()),
        sa.column("source_id", sa.String()),
    )
    approved = sa.select(answer.c.id, answer.c.organisation_id, answer.c.citations).where(answer.c.state == "approved")
    rows = op.get_bind().execute(approved).all()
    found = [_use(row, source_id) for row in rows for source_id in _cited(row.citations)]
    if found:
        op.bulk_insert(use, found)


def _use(row: Any, source_id: str) -> dict[str, Any]:
    return {"id": uuid.uuid4(), "organisation_id": row.organisation_id, "answer_id": row.id, "source_id": source_id}


def _cited(citations: list[dict[str, Any]] | None) -> set[str]:
    return {one["id"] for one in citations or () if one["type"] == "answer"}


def downgrade() -> None:
    for table in ("distinct_answers", "merged_answer", "answer_use"):
        op.drop_table(table)
    with op.batch_alter_table("answering_rules", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_answering_rules_answers_hold_one_day_to_three_years"), type_="check")
        batch_op.drop_column("answer_days")
        batch_op.drop_column("only_chosen")
    with op.batch_alter_table("approved_answer", schema=None) as batch_op:
        for column in ("owner_id", "origin_questionnaire_id", "origin_answer_id"):
            batch_op.drop_index(batch_op.f(f"ix_approved_answer_{column}"))
        batch_op.drop_index(batch_op.f("ix_approved_answer_organisation_id_claim_key"))
        batch_op.drop_constraint(batch_op.f("fk_approved_answer_owner_id_user_account"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_approved_answer_held"), type_="check")
        batch_op.drop_column("held")
        batch_op.drop_column("owner_id")
        for name, _, _ in reversed(ORIGIN):
            batch_op.drop_column(name)
