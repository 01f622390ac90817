"""The approved answers of an organisation, where they are used, and which of them people found to be one."""

import uuid
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, validates

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, pk
from foundation.imports.models import CollectionRow
from questionnaires.answering.claim_key import claim_key
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.controls.records import Sensitivity


class Held(StrEnum):
    """Why an approved answer is kept but not in use until a person has looked at it."""

    NAMES_BUYER = "names_buyer"
    """Its question or text names a buyer, whom no other buyer should read of."""
    CONTRADICTS = "contradicts"
    """Another answer in use says something else to the same question."""


class ApprovedAnswer(CollectionRow, Base):
    """An answer that somebody approved and that may be given again: a row of `answers.csv`, and what stands beside it.

    The columns that are no fields of its record (origin, owner, held …) are never touched by an import.
    """

    __tablename__ = "approved_answer"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "answer_id"),
        sa.Index(None, "organisation_id", "claim_key"),
        sa.Index(None, "organisation_id", "version", "changed_at"),
    )
    answer_id: Mapped[str] = mapped_column(sa.String(200), comment="The organisation's own reference, as in L-001")
    question: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[str] = mapped_column(sa.Text, comment="yes, no, partial, not_applicable or free text")
    explanation: Mapped[str | None] = mapped_column(sa.Text)
    controls: Mapped[list[str]] = mapped_column(default=list, comment="Ids of controls it rests on; they may be gone")
    approved_by: Mapped[str | None] = mapped_column(sa.Text)
    approved_on: Mapped[date | None]
    expires_on: Mapped[date | None] = mapped_column(comment="Last day on which it holds, inclusive")
    product: Mapped[list[str]] = mapped_column(default=list, comment="Products it holds for; empty: all")
    sensitivity: Mapped[Sensitivity] = mapped_column(default=Sensitivity.PUBLIC)
    origin_questionnaire_id: Mapped[uuid.UUID | None] = mapped_column(
        index=True, comment="Questionnaire it was approved in, which may be gone; empty: by hand"
    )
    origin_answer_id: Mapped[uuid.UUID | None] = mapped_column(
        index=True, comment="The questionnaire's answer that it was approved as; it may be gone"
    )
    origin_digest: Mapped[str | None] = mapped_column(
        sa.String(64), comment="SHA-256 of how it entered; another one now: a person has changed it since"
    )
    origin_buyer: Mapped[str | None] = mapped_column(sa.String(200), comment="The questionnaire's buyer, as it was")
    origin_filename: Mapped[str | None] = mapped_column(
        sa.String(255), comment="The questionnaire's file, as it was named"
    )
    origin_ref: Mapped[str | None] = mapped_column(sa.Text, comment="The question's reference or row in that file")
    owner_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    owner: Mapped[str | None] = mapped_column(
        sa.String(200), comment="Name of the member who looks after it, as it was"
    )
    held: Mapped[Held | None] = mapped_column(comment="Why it is not in use; empty: it is")
    reminded_for: Mapped[date | None] = mapped_column(comment="The last day of which its owner was reminded by mail")
    claim_key: Mapped[str | None] = mapped_column(
        sa.String(64),
        comment="Same for questions that ask alike; '': names too little; empty: not yet worked out",
    )

    @validates("question")
    def _work_out_the_key(self, _name: str, question: str) -> str:
        self.claim_key = key_of(question)
        return question


def key_of(question: str) -> str:
    """Give the key that questions share which ask alike; '' for one that names too little to say."""
    return claim_key(question, security_lexicon()) or ""


class AnswerUse(OwnedByOrganisation, Base):
    """An approved answer of a questionnaire cites an approved answer of the library."""

    __tablename__ = "answer_use"
    __table_args__ = (
        sa.UniqueConstraint("answer_id", "source_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "answer_id"], ["answer.organisation_id", "answer.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "source_id"),
    )
    id: Mapped[pk]
    answer_id: Mapped[uuid.UUID] = mapped_column(comment="The questionnaire's answer")
    source_id: Mapped[str] = mapped_column(sa.String(200), comment="Id of the approved answer it cites")


class MergedAnswer(OwnedByOrganisation, Base):
    """An approved answer that was merged into another: whoever cites its id means the one that was kept."""

    __tablename__ = "merged_answer"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "old_id"),)
    id: Mapped[pk]
    old_id: Mapped[str] = mapped_column(sa.String(200), comment="Id that the removed one had")
    kept_id: Mapped[str] = mapped_column(sa.String(200), comment="Id of the one that stands for it")
    question: Mapped[str] = mapped_column(sa.Text, comment="What the removed one was asked")
    said: Mapped[str] = mapped_column(sa.Text, comment="What the removed one said")
    kept_said: Mapped[str] = mapped_column(sa.Text, comment="What the kept one said at that moment")
    alike: Mapped[bool] = mapped_column(comment="Whether both gave the same verdict")
    merged_on: Mapped[date]


class DistinctAnswers(OwnedByOrganisation, Base):
    """Two approved answers that a person found not to be the same, though they are asked alike."""

    __tablename__ = "distinct_answers"
    __table_args__ = (
        sa.UniqueConstraint("first_id", "second_id"),
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                ["approved_answer.organisation_id", "approved_answer.id"],
                ondelete="CASCADE",
            )
            for column in ("first_id", "second_id")
        ),
    )
    id: Mapped[pk]
    first_id: Mapped[uuid.UUID] = mapped_column(comment="The smaller of the two ids")
    second_id: Mapped[uuid.UUID] = mapped_column(index=True)
