"""Keep versions of records, who owns facts and when things are reviewed next, evidence, and reminders.

Revision ID: 0010
Revises: 0009
"""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from foundation.db import TZDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DEEDS = ("stood", "added", "changed", "reviewed", "removed")
STANDING = {
    "controls": (
        "control",
        ("control_id", "title", "statement", "criteria", "status", "owner", "frequency", "policy", "evidence",
         "last_tested_on", "test_result", "exception_note", "product", "sensitivity"),
    ),
    "answers": (
        "approved_answer",
        ("answer_id", "question", "answer", "explanation", "controls", "approved_by", "approved_on", "expires_on",
         "product", "sensitivity"),
    ),
    "facts": ("stated_fact", ("key", "value", "as_of")),
}  # fmt: skip
"""Collection -> its table and columns at this revision, the key first."""
TYPES: dict[str, Any] = dict.fromkeys(("criteria", "controls", "product"), sa.JSON)
TYPES |= dict.fromkeys(("last_tested_on", "approved_on", "expires_on", "as_of"), sa.Date)


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisation.id"],
        name=op.f(f"fk_{table}_organisation_id_organisation"),
        ondelete="CASCADE",
    )


def _of_subject(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.id"],
        name=op.f(f"fk_evidence_organisation_id_{column}_{table}"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    next_review = "Day by which somebody should look whether it still holds"
    for table in ("control", "stated_fact"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("next_review_on", sa.Date(), nullable=True, comment=next_review))
            batch_op.create_index(batch_op.f(f"ix_{table}_next_review_on"), ["next_review_on"], unique=False)
    with op.batch_alter_table("stated_fact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner", sa.Text(), nullable=True))
    _create_versions()
    _create_evidence()
    _create_reminders()
    _keep_what_stands()


def _create_versions() -> None:
    op.create_table(
        "record_version",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False, comment="What tells the record apart, as AC-01"),
        sa.Column("number", sa.Integer(), nullable=False, comment="Version of the record after the deed"),
        sa.Column("at", TZDateTime(timezone=True), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(*DEEDS, name="versiondeed", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True, comment="The file of an import"),
        sa.Column("changes", sa.JSON(), nullable=False, comment="Field -> text before, text after"),
        sa.Column("texts", sa.JSON(), nullable=False, comment="Field -> text as it stood then; unknown is left out"),
        _of_organisation("record_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_version")),
    )
    with op.batch_alter_table("record_version", schema=None) as batch_op:
        for columns in (["organisation_id"], ["organisation_id", "collection", "key", "at"]):
            batch_op.create_index(batch_op.f("ix_record_version_" + "_".join(columns)), columns, unique=False)


def _create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("control_id", sa.Uuid(), nullable=True),
        sa.Column("fact_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True, comment="Where it is, when it is kept elsewhere"),
        sa.Column("stored_name", sa.String(length=32), nullable=True, comment="Name of the file in our storage"),
        sa.Column("filename", sa.String(length=200), nullable=True, comment="As it was called when it was uploaded"),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("observed_on", sa.Date(), nullable=True, comment="Day that it shows"),
        sa.Column("valid_until", sa.Date(), nullable=True, comment="Last day on which it still shows it"),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", TZDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(control_id IS NULL) <> (fact_id IS NULL)", name=op.f("ck_evidence_shows_one_thing")),
        sa.CheckConstraint("(url IS NULL) <> (stored_name IS NULL)", name=op.f("ck_evidence_is_link_or_file")),
        _of_organisation("evidence"),
        _of_subject("control_id", "control"),
        _of_subject("fact_id", "stated_fact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_evidence_organisation_id_id")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        for column in ("organisation_id", "control_id", "fact_id", "valid_until"):
            batch_op.create_index(batch_op.f(f"ix_evidence_{column}"), [column], unique=False)


def _create_reminders() -> None:
    op.create_table(
        "review_reminder",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="Name of the collection, or evidence"),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("for_day", sa.Date(), nullable=False, comment="The day that people were reminded of"),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        _of_organisation("review_reminder"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reminder")),
        sa.UniqueConstraint(
            "organisation_id", "kind", "subject_id", name=op.f("uq_review_reminder_organisation_id_kind_subject_id")
        ),
    )
    with op.batch_alter_table("review_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_reminder_organisation_id"), ["organisation_id"], unique=False)


def _keep_what_stands() -> None:
    """Give each record that stands already its first version, else its history would begin with the next change."""
    names = ("id", "organisation_id", "collection", "key", "number", "deed", "actor_name")
    versions = sa.table(
        "record_version",
        sa.column("id", sa.Uuid),
        sa.column("organisation_id", sa.Uuid),
        *(sa.column(name) for name in names[2:]),
        sa.column("at", TZDateTime(timezone=True)),
        sa.column("changes", sa.JSON),
        sa.column("texts", sa.JSON),
    )
    connection = op.get_bind()
    for collection, (table, columns) in STANDING.items():
        typed = [sa.column(name, TYPES.get(name, sa.Text)) for name in columns]
        own = (sa.column("organisation_id", sa.Uuid), sa.column("version", sa.Integer))
        stood = sa.table(table, *own, sa.column("changed_at", TZDateTime(timezone=True)), *typed)
        rows = list(_versions_of(collection, columns[0], columns, connection.execute(sa.select(stood)).mappings()))
        if rows:
            connection.execute(sa.insert(versions), rows)


def _versions_of(collection: str, key: str, columns: Iterable[str], rows: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for row in rows:
        texts = {name: text for name in columns if (text := _text(row[name]))}
        yield {
            "id": uuid.uuid4(),
            "organisation_id": row["organisation_id"],
            "collection": collection,
            "key": row[key],
            "number": row["version"],
            "at": row["changed_at"],
            "deed": "stood",
            "actor_name": "auditmatch",
            "changes": {},
            "texts": texts,
        }


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, list) else value or ""


def downgrade() -> None:
    op.drop_table("review_reminder")
    op.drop_table("evidence")
    op.drop_table("record_version")
    with op.batch_alter_table("stated_fact", schema=None) as batch_op:
        batch_op.drop_column("owner")
    for table in ("stated_fact", "control"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_next_review_on"))
            batch_op.drop_column("next_review_on")
