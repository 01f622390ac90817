"""Engagements, their steps, the report that was issued, and what the company says of the firm's work.

Both parties read these rows, but for the report: what stands in it is the company's own.
"""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import OwnedByOrganisation, SharedWithPartner
from foundation.clock import now
from foundation.db import Base, created, pk
from matcher.engagements.dates import NAMES
from matcher.engagements.states import UNDER_WAY, Stage
from matcher.firms.words import OfferedType
from matcher.intakes.wanted import Opinion
from matcher.introductions.models import Introduction, of_introduction
from matcher.introductions.states import Party
from matcher.plan.engagement import Promised, Real

_STANDS = sa.column("cancel_reason").is_(None)


def of_engagement() -> sa.ForeignKeyConstraint:
    """Tie a row to an engagement of the same company, with which it goes."""
    return sa.ForeignKeyConstraint(
        ["organisation_id", "engagement_id"], ["engagement.organisation_id", "engagement.id"], ondelete="CASCADE"
    )


class Engagement(SharedWithPartner, Base):
    """The work on one report that a company hired a firm for. A Type 1 and the Type 2 after it are two of them."""

    __tablename__ = "engagement"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        of_introduction(),
        sa.Index(
            "uq_engagement_standing",
            "introduction_id",
            "report_type",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
        sa.Index(None, "signed_on"),
        sa.CheckConstraint("(stage = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled_with_reason"),
        sa.CheckConstraint("(stage IN ('report_issued', 'rated')) = (report_on IS NOT NULL)", name="issued_with_day"),
        sa.CheckConstraint("fee_usd >= 0", name="fee_is_no_debt"),
        sa.CheckConstraint("promised_window_start <= promised_window_end", name="promised_window_runs_forward"),
        sa.CheckConstraint(
            "promised_fieldwork_start <= promised_fieldwork_end", name="promised_fieldwork_runs_forward"
        ),
        sa.CheckConstraint("fieldwork_start <= fieldwork_end", name="fieldwork_runs_forward"),
    )
    id: Mapped[pk]
    version: Mapped[int] = mapped_column()
    introduction_id: Mapped[uuid.UUID] = mapped_column(index=True)
    report_type: Mapped[OfferedType]
    categories: Mapped[list[str]] = mapped_column(comment="Security always among them")
    stage: Mapped[Stage] = mapped_column(default=Stage.SIGNED)
    signed_on: Mapped[date]
    fee_usd: Mapped[int | None] = mapped_column(comment="As agreed; empty: not told")
    cancel_reason: Mapped[str | None] = mapped_column(sa.Text, comment="As who ended it told the other")
    promised_window_start: Mapped[date | None] = mapped_column(comment="First day, inclusive; none for a Type 1")
    promised_window_end: Mapped[date | None] = mapped_column(comment="Last day, inclusive; none for a Type 1")
    promised_fieldwork_start: Mapped[date | None]
    promised_fieldwork_end: Mapped[date | None]
    promised_report_on: Mapped[date | None]
    window_start: Mapped[date | None] = mapped_column(comment="As it really was; at last as the report says")
    window_end: Mapped[date | None] = mapped_column(comment="As the report says")
    fieldwork_start: Mapped[date | None]
    fieldwork_end: Mapped[date | None]
    report_on: Mapped[date | None] = mapped_column(comment="Date of the report")
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    introduction: Mapped[Introduction] = relationship()
    steps: Mapped[list["EngagementStep"]] = relationship(order_by="EngagementStep.at", passive_deletes=True)
    rating: Mapped["EngagementRating | None"] = relationship(back_populates="engagement", passive_deletes=True)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it

    @property
    def is_under_way(self) -> bool:
        """Whether there is no report yet and nobody ended it."""
        return self.stage in UNDER_WAY

    @property
    def promised(self) -> Promised:
        """What was promised."""
        return Promised(**{name: getattr(self, f"promised_{name}") for name in NAMES})

    @property
    def real(self) -> Real:
        """What came so far."""
        return Real(signed_on=self.signed_on, **{name: getattr(self, name) for name in NAMES})


class EngagementStep(SharedWithPartner, Base):
    """One stage that was reached; each is reached once."""

    __tablename__ = "engagement_step"
    __table_args__ = (sa.UniqueConstraint("engagement_id", "stage"), of_engagement())
    id: Mapped[pk]
    engagement_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[created]
    stage: Mapped[Stage]
    party: Mapped[Party]
    on_day: Mapped[date] = mapped_column(comment="The day that it speaks of, which may be earlier than `at`")
    note: Mapped[str | None] = mapped_column(sa.Text, comment="What the party said to the other")


class IssuedReport(OwnedByOrganisation, Base):
    """What stands in a report, as its facts were written. The company's own: neither the firm nor an admin reads it."""

    __tablename__ = "issued_report"
    __table_args__ = (
        sa.UniqueConstraint("engagement_id"),
        of_engagement(),
        sa.CheckConstraint("period_start <= period_end", name="period_runs_forward"),
        sa.CheckConstraint("exceptions >= 0", name="exceptions_are_counted"),
    )
    id: Mapped[pk]
    engagement_id: Mapped[uuid.UUID]
    recorded_at: Mapped[created]
    report_type: Mapped[OfferedType]
    categories: Mapped[list[str]]
    period_start: Mapped[date] = mapped_column(comment="First day of the window, inclusive; of a Type 1 its one day")
    period_end: Mapped[date] = mapped_column(comment="Last day of the window, inclusive; of a Type 1 its one day")
    opinion: Mapped[Opinion]
    exceptions: Mapped[int] = mapped_column(comment="How many the report names")
    exceptions_note: Mapped[str | None] = mapped_column(sa.Text)
    auditor: Mapped[str] = mapped_column(sa.String(200), comment="Legal name of the firm that signed")
    report_on: Mapped[date]


class EngagementRating(SharedWithPartner, Base):
    """What a company says of a firm's work, once, and the firm's reply."""

    __tablename__ = "engagement_rating"
    __table_args__ = (
        sa.UniqueConstraint("engagement_id"),
        of_engagement(),
        *(
            sa.CheckConstraint(f"{name} BETWEEN 1 AND 5", name=f"{name}_is_stars")
            for name in ("dates", "contact", "knowledge", "fee", "overall")
        ),
        sa.CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name="replied_with_moment"),
    )
    id: Mapped[pk]
    version: Mapped[int] = mapped_column()
    engagement_id: Mapped[uuid.UUID]
    dates: Mapped[int] = mapped_column(comment="1 to 5 stars: kept what it promised")
    contact: Mapped[int] = mapped_column(comment="1 to 5 stars: easy to reach, clear")
    knowledge: Mapped[int] = mapped_column(comment="1 to 5 stars: understood systems and industry")
    fee: Mapped[int] = mapped_column(comment="1 to 5 stars: kept to the fee")
    overall: Mapped[int] = mapped_column(comment="1 to 5 stars; this one counts")
    text: Mapped[str | None] = mapped_column(sa.Text)
    may_publish: Mapped[bool] = mapped_column(comment="Whether text and reply stand on the firm's page, naming nobody")
    rated_at: Mapped[created]
    changed_at: Mapped[datetime | None]
    reply: Mapped[str | None] = mapped_column(sa.Text, comment="The firm's")
    replied_at: Mapped[datetime | None]
    engagement: Mapped[Engagement] = relationship(back_populates="rating")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it


class PublishedRating(Base):
    """What anyone may read on a firm's page of one rating. It names no company and belongs to none."""

    __tablename__ = "published_rating"
    id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("engagement_rating.id", ondelete="CASCADE"), primary_key=True, comment="Shown nowhere"
    )
    firm_key: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("firm.id", ondelete="CASCADE"), index=True)
    month: Mapped[date] = mapped_column(comment="First day of the month in which it was given; a day would tell more")
    overall: Mapped[int] = mapped_column(comment="1 to 5 stars")
    text: Mapped[str] = mapped_column(sa.Text)
    reply: Mapped[str | None] = mapped_column(sa.Text, comment="The firm's")
