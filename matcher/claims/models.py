"""A firm's profile that somebody asks to take over."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.db import Base, created, pk
from matcher.firms.models import Firm


class FirmClaim(Base):
    """A mailed one-use token that lets its holder take a firm's profile over."""

    __tablename__ = "firm_claim"
    __table_args__ = (sa.Index(None, "firm_id", "created_at"),)
    id: Mapped[pk]
    firm_id: Mapped[str] = mapped_column(sa.ForeignKey("firm.firm_id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(200), comment="As whoever asked gave it")
    email: Mapped[str] = mapped_column(sa.String(254), comment="Lower case, of the firm's domain")
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    firm: Mapped[Firm] = relationship()
