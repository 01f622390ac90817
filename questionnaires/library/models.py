"""The approved answers of an organisation."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base
from foundation.imports.models import CollectionRow
from questionnaires.controls.records import Sensitivity


class ApprovedAnswer(CollectionRow, Base):
    """An answer that somebody approved and that may be given again: a row of `answers.csv`."""

    __tablename__ = "approved_answer"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "id"), sa.UniqueConstraint("organisation_id", "answer_id"))
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
