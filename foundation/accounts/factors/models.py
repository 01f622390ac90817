"""What a person has beside the password."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, created, pk


class TotpSecret(Base):
    """The secret that a person's app and the service share, from which both count codes."""

    __tablename__ = "totp_secret"
    id: Mapped[pk]
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    sealed_secret: Mapped[str] = mapped_column(sa.String(300), comment="Encrypted by the service's key")
    created_at: Mapped[created]
    last_step: Mapped[int | None] = mapped_column(sa.BigInteger, comment="Time step of the last code that was used")


class RecoveryCode(Base):
    """One of the codes that let a person in once when the app is lost."""

    __tablename__ = "recovery_code"
    __table_args__ = (sa.UniqueConstraint("user_id", "code_hash"),)
    id: Mapped[pk]
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[created]
    used_at: Mapped[datetime | None]
