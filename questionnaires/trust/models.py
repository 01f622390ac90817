"""What an organisation has settled about answers."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, pk


class AnsweringRules(OwnedByOrganisation, Base):
    """An organisation's own rules of answering; without a row the product's hold."""

    __tablename__ = "answering_rules"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id"),
        sa.CheckConstraint("error_budget >= 0 AND error_budget <= 0.2", name="error_budget_is_small"),
        sa.CheckConstraint("answer_days >= 1 AND answer_days <= 1095", name="answers_hold_one_day_to_three_years"),
    )
    id: Mapped[pk]
    error_budget: Mapped[float] = mapped_column(comment="Share in [0, 0.2] of unread answers that may be wrong")
    four_eyes: Mapped[bool] = mapped_column(comment="Nobody approves an answer that they worded themselves")
    only_chosen: Mapped[bool] = mapped_column(
        default=False,
        server_default=sa.false(),
        comment="Approved answers enter the library only when somebody chooses to",
    )
    answer_days: Mapped[int] = mapped_column(
        default=365, server_default="365", comment="Days from its approval on which an answer of the library holds"
    )
    version: Mapped[int] = mapped_column(comment="Raised by each change, so that none is lost")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it
