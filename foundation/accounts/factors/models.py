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


class Passkey(Base):
    """The public half of a key on a person's device; the device asks for finger, face or PIN before it signs."""

    __tablename__ = "passkey"
    id: Mapped[pk]
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(sa.String(1400), unique=True, comment="Base64url")
    public_key: Mapped[str] = mapped_column(sa.Text, comment="COSE, base64url")
    sign_count: Mapped[int] = mapped_column(sa.BigInteger)
    transports: Mapped[list[str]]
    name: Mapped[str] = mapped_column(sa.String(100))
    created_at: Mapped[created]
    last_used_at: Mapped[datetime | None]
