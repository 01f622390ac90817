"""A buyer's questionnaire in the database: the file, what it asks, its answers, who changed them, what left."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk
from foundation.jobs.models import Job, JobState
from questionnaires.answering.answer import Routing, Verdict
from questionnaires.parsing.model import Kind


class Stage(StrEnum):
    """How far a questionnaire is, derived from its job.

    READING -> CHECKING -> ANSWERING -> REVIEWING; from READING also to UNREADABLE, from ANSWERING to STOPPED.
    A correction of the columns goes from CHECKING through READING back to CHECKING.
    """

    READING = "reading"
    """The file is being read in the background, for the first time or again with other columns."""
    UNREADABLE = "unreadable"
    """It could not be read; `problem` says why. It can be removed, or another file given in its place."""
    CHECKING = "checking"
    """Its columns are shown and may be corrected; nothing is answered yet."""
    ANSWERING = "answering"
    STOPPED = "stopped"
    """Answering failed; it can be started again."""
    REVIEWING = "reviewing"


SOON_DAYS = 3
READ_JOB = "questionnaire.read"
ANSWER_JOB = "questionnaire.answer"


class Life(StrEnum):
    """How far a questionnaire is for the people who wait for it; each step is read off what has happened."""

    RECEIVED = "received"
    """It was uploaded; nobody has said yet that the right columns were found."""
    MAPPED = "mapped"
    """Its columns were taken as right; its answers are being drafted, or were stopped."""
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    """A person has approved or reworded an answer."""
    APPROVED = "approved"
    """Every question has an approved answer."""
    EXPORTED = "exported"
    """Its file was written; its answers stand still until it is reopened as a new revision."""
    SENT = "sent"


class AnswerState(StrEnum):
    """How far one answer is. Only approved ones leave the house."""

    DRAFTED = "drafted"
    NEEDS_INPUT = "needs_input"
    APPROVED = "approved"


LAYOUT = "layout"
"""Columns of a questionnaire that may be large and that few pages need; they are fetched when they are asked for."""


class BuyerQuestionnaire(OwnedByOrganisation, Base):
    """One file (or pasted text) that a buyer wants answered."""

    __tablename__ = "questionnaire"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(["organisation_id", "job_id"], ["job.organisation_id", "job.id"]),
    )
    id: Mapped[pk]
    buyer: Mapped[str] = mapped_column(sa.String(200))
    product: Mapped[str | None] = mapped_column(sa.String(200), comment="Asked about this product alone; empty: all")
    under_nda: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date | None] = mapped_column(comment="Last day on which the buyer takes it")
    deal_value: Mapped[int | None] = mapped_column(comment="Worth of the deal that waits for it, in whole US dollars")
    revision: Mapped[int] = mapped_column(default=1, server_default="1", comment="Raised when it is reopened, from 1")
    mapped_at: Mapped[datetime | None] = mapped_column(comment="When its columns were first taken as right")
    exported_at: Mapped[datetime | None] = mapped_column(comment="When this revision's file was last written")
    sent_at: Mapped[datetime | None] = mapped_column(comment="When this revision went to the buyer")
    sent_by: Mapped[str | None] = mapped_column(sa.String(200))
    filename: Mapped[str] = mapped_column(sa.String(255), comment="As the buyer named it")
    format: Mapped[str] = mapped_column(sa.String(10))
    """Empty until the file was read."""
    stored_name: Mapped[str] = mapped_column(sa.String(64), comment="Name of the bytes in the storage")
    size_bytes: Mapped[int]
    sheets: Mapped[list[dict[str, Any]]] = mapped_column(
        deferred=True, deferred_group=LAYOUT, comment="As in the report of inspect, corrections included"
    )
    preview: Mapped[list[dict[str, Any]]] = mapped_column(
        deferred=True, deferred_group=LAYOUT, comment="First rows of each sheet as shown for correction"
    )
    remembered: Mapped[list[dict[str, Any]]] = mapped_column(
        default=list, server_default="[]", comment="Sheets read with columns set for an earlier file of the buyer"
    )
    """One {"sheet": name, "set_at": ISO moment, "set_by": name} for each such sheet; [] when none is."""
    encoding: Mapped[str | None] = mapped_column(sa.String(40), comment="Of a CSV or TSV, as it was read")
    delimiter: Mapped[str | None] = mapped_column(sa.String(20), comment="Between a CSV's fields, as it was read")
    read_at: Mapped[datetime | None] = mapped_column(comment="When it was last read well; empty: never")
    job_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    uploaded_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    uploaded_by: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[created]
    version: Mapped[int] = mapped_column(comment="Raised by each change, so that none is lost")
    job: Mapped[Job | None] = relationship(lazy="joined")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.job is None:
            return Stage.CHECKING
        if self.job.kind == READ_JOB:
            return self._stage_of_reading(self.job.state)
        if self.job.state is JobState.DONE:
            return Stage.REVIEWING
        return Stage.STOPPED if self.job.state is JobState.FAILED else Stage.ANSWERING

    def _stage_of_reading(self, state: JobState) -> Stage:
        if state in (JobState.WAITING, JobState.RUNNING):
            return Stage.READING
        return Stage.CHECKING if self.read_at is not None else Stage.UNREADABLE

    @property
    def problem(self) -> str | None:
        """Why its last job failed, for the person.

        At CHECKING: why corrected columns could not be read, while what was found before still stands.
        """
        return self.job.problem if self.job is not None and self.job.state is JobState.FAILED else None

    @property
    def questions_before(self) -> int | None:
        """How many questions there were before it was read again with other columns; None when it was not."""
        if self.job is None or self.job.state is not JobState.DONE:
            return None
        return self.job.payload.get("questions_before")

    @property
    def stands_still(self) -> bool:
        """Whether its answers may not change any more, as its file was written."""
        return self.exported_at is not None

    def is_overdue(self, today: date) -> bool:
        """Whether the last day on which the buyer takes it has passed and nothing was sent."""
        return self.sent_at is None and self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: date) -> bool:
        """Whether that day is one of the next `SOON_DAYS` and nothing was sent."""
        return self.sent_at is None and self.due_on is not None and 0 <= (self.due_on - today).days <= SOON_DAYS


class AskedQuestion(OwnedByOrganisation, Base):
    """One question of the file with the cells that its answer goes to."""

    __tablename__ = "question"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("questionnaire_id", "position"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "questionnaire_id"],
            ["questionnaire.organisation_id", "questionnaire.id"],
            ondelete="CASCADE",
        ),
        sa.Index(None, "organisation_id", "questionnaire_id"),
    )
    id: Mapped[pk]
    questionnaire_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(comment="Order in the file, from 1")
    sheet: Mapped[str] = mapped_column(sa.String(255))
    row: Mapped[int] = mapped_column(comment="Row of the sheet, or line of the text, from 1")
    ref: Mapped[str | None] = mapped_column(sa.Text)
    section: Mapped[str | None] = mapped_column(sa.Text)
    text: Mapped[str] = mapped_column(sa.Text, comment="The cell's text, verbatim")
    answer_cell: Mapped[str | None] = mapped_column(sa.String(40))
    mark_cells: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Word -> cell, where an x is the answer")
    comment_cell: Mapped[str | None] = mapped_column(sa.String(40))
    vocabulary: Mapped[list[str]] = mapped_column(default=list, comment="The buyer's own words; empty: none given")
    kind: Mapped[Kind]
    parent_ref: Mapped[str | None] = mapped_column(sa.Text)
    parent_row: Mapped[int | None]
    filled: Mapped[bool] = mapped_column(default=False, comment="Whether its cells held text already")
    claim_key: Mapped[str | None] = mapped_column(
        sa.String(64), index=True, comment="Same for questions that ask alike"
    )
    answer: Mapped["DraftAnswer | None"] = relationship(back_populates="question", passive_deletes=True)


class DraftAnswer(OwnedByOrganisation, Base):
    """The answer to one question, drafted by the engine and then in people's hands."""

    __tablename__ = "answer"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "question_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "question_id"], ["question.organisation_id", "question.id"], ondelete="CASCADE"
        ),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence_is_a_probability"),
    )
    id: Mapped[pk]
    question_id: Mapped[uuid.UUID]
    verdict: Mapped[Verdict]
    answer_text: Mapped[str] = mapped_column(sa.Text)
    cell_value: Mapped[str | None] = mapped_column(sa.Text, comment="For the answer cell; empty: left as it is")
    confidence: Mapped[float | None] = mapped_column(comment="In [0, 1], of the draft; empty: no draft")
    estimate: Mapped[float | None] = mapped_column(comment="The shipped model's own confidence in the draft, in [0, 1]")
    routing: Mapped[Routing]
    citations: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    state: Mapped[AnswerState] = mapped_column(index=True)
    edited_by: Mapped[str | None] = mapped_column(sa.String(200), comment="Who worded it last; empty: the engine")
    edited_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    approved_by: Mapped[str | None] = mapped_column(sa.String(200))
    approved_at: Mapped[datetime | None]
    created_at: Mapped[created]
    version: Mapped[int] = mapped_column(comment="Raised by each change, so that none is lost")
    question: Mapped[AskedQuestion] = relationship(back_populates="answer")
    reasons: Mapped[list["AnswerReason"]] = relationship(
        order_by="AnswerReason.position", cascade="all, delete-orphan", passive_deletes=True
    )
    changes: Mapped[list["AnswerChange"]] = relationship(
        order_by="AnswerChange.at", cascade="all, delete-orphan", passive_deletes=True
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it


class AnswerReason(OwnedByOrganisation, Base):
    """Why the draft stands as it does: a code of FORMATS with its detail."""

    __tablename__ = "answer_reason"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "answer_id"], ["answer.organisation_id", "answer.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "answer_id"),
    )
    id: Mapped[pk]
    answer_id: Mapped[uuid.UUID] = mapped_column(index=True)
    position: Mapped[int]
    """Order among the answer's reasons, from 1."""
    code: Mapped[str] = mapped_column(sa.String(60), index=True)
    detail: Mapped[str | None] = mapped_column(sa.Text)


class AnswerChange(OwnedByOrganisation, Base):
    """What a person changed about an answer: rows are added, never changed."""

    __tablename__ = "answer_change"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "answer_id"], ["answer.organisation_id", "answer.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "answer_id"),
    )
    id: Mapped[pk]
    answer_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[created]
    actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    old: Mapped[dict[str, Any]] = mapped_column(comment="Changed fields as they were")
    new: Mapped[dict[str, Any]] = mapped_column(comment="The same fields as they became")


class QuestionnaireExport(OwnedByOrganisation, Base):
    """One filled file as it left the house; its bytes are kept."""

    __tablename__ = "questionnaire_export"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "questionnaire_id"],
            ["questionnaire.organisation_id", "questionnaire.id"],
            ondelete="CASCADE",
        ),
    )
    id: Mapped[pk]
    questionnaire_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[created]
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    revision: Mapped[int] = mapped_column(default=1, server_default="1", comment="Of the questionnaire, from 1")
    filename: Mapped[str] = mapped_column(sa.String(255))
    stored_name: Mapped[str] = mapped_column(sa.String(64))
    size_bytes: Mapped[int]
    approved: Mapped[int] = mapped_column(comment="Answers that were written")
    questions: Mapped[int] = mapped_column(comment="Questions in the file")
    notes: Mapped[list[str]] = mapped_column(
        default=list, server_default="[]", comment="What a person must know of the file, in sentences"
    )
