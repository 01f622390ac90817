"""The register of what buyers were told."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, pk
from questionnaires.answering.answer import SourceType, Verdict


class SentStatement(OwnedByOrganisation, Base):
    """One answer as it went to a buyer; it stays when the questionnaire is removed."""

    __tablename__ = "sent_statement"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "id"), sa.Index(None, "organisation_id", "claim_key"))
    id: Mapped[pk]
    questionnaire_id: Mapped[uuid.UUID] = mapped_column(index=True, comment="It may have been removed since")
    revision: Mapped[int]
    position: Mapped[int] = mapped_column(comment="Order in the file, from 1")
    buyer: Mapped[str] = mapped_column(sa.String(200))
    ref: Mapped[str | None] = mapped_column(sa.Text)
    question: Mapped[str] = mapped_column(sa.Text)
    claim_key: Mapped[str | None] = mapped_column(
        sa.String(64), index=True, comment="Same for questions that ask alike"
    )
    verdict: Mapped[Verdict]
    cell_value: Mapped[str | None] = mapped_column(sa.Text)
    answer_text: Mapped[str] = mapped_column(sa.Text)
    sent_at: Mapped[datetime] = mapped_column(index=True)
    sent_by: Mapped[str] = mapped_column(sa.String(200))
    superseded_at: Mapped[datetime | None] = mapped_column(comment="When the buyer got a later revision")
    sources: Mapped[list["StatementSource"]] = relationship(
        order_by="StatementSource.position", cascade="all, delete-orphan", passive_deletes=True
    )


class StatementSource(OwnedByOrganisation, Base):
    """A control, fact or approved answer that a statement rests on, as it stood when it was sent."""

    __tablename__ = "statement_source"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "statement_id"],
            ["sent_statement.organisation_id", "sent_statement.id"],
            ondelete="CASCADE",
        ),
        sa.Index(None, "organisation_id", "type", "source_id"),
    )
    id: Mapped[pk]
    statement_id: Mapped[uuid.UUID] = mapped_column(index=True)
    position: Mapped[int]
    type: Mapped[SourceType]
    source_id: Mapped[str] = mapped_column(sa.String(200))
    title: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.String(100), comment="In a word or two, as in implemented")
    text: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64), comment="SHA-256 over state and text")
    noticed: Mapped[str] = mapped_column(sa.String(64), comment="Digest of what people were last told of by mail")
