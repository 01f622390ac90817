"""The control set of an organisation."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base
from questionnaires.care.models import CaredRow
from questionnaires.controls.records import ControlStatus, Sensitivity, TestResult


class Control(CaredRow, Base):
    """What the organisation does, in its own words: a row of `controls.csv`. Empty means unknown, never no."""

    __tablename__ = "control"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "control_id"),
        sa.Index(None, "organisation_id", "version", "changed_at"),
    )
    control_id: Mapped[str] = mapped_column(sa.String(200), comment="The organisation's own reference, as in AC-01")
    title: Mapped[str] = mapped_column(sa.Text)
    statement: Mapped[str] = mapped_column(sa.Text)
    criteria: Mapped[list[str]] = mapped_column(default=list, comment="References of Trust Services Criteria")
    status: Mapped[ControlStatus]
    frequency: Mapped[str | None] = mapped_column(sa.Text)
    policy: Mapped[str | None] = mapped_column(sa.Text)
    evidence: Mapped[str | None] = mapped_column(sa.Text, comment="What shows it")
    last_tested_on: Mapped[date | None]
    test_result: Mapped[TestResult | None]
    exception_note: Mapped[str | None] = mapped_column(sa.Text)
    product: Mapped[list[str]] = mapped_column(default=list, comment="Products it holds for; empty: all")
    sensitivity: Mapped[Sensitivity] = mapped_column(default=Sensitivity.PUBLIC)
