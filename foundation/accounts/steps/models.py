"""Steps that were begun."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, pk


class Purpose(StrEnum):
    """What a step is there for; a token of one is worth nothing for another."""

    SECOND_STEP = "second step"
    """The password was right; the code is to come."""
    NEW_APP = "new app"
    """A secret was shown; its first code is to come."""
    NEW_PASSKEY = "new passkey"
    """A challenge was given; a new passkey's answer is to come."""
    PASSKEY = "passkey"
    """A challenge was given; the answer of a passkey that is known is to come."""
    LINK = "link"
    """An identity provider brought somebody; signing in by the account's own means is to come."""
    NEW_ADDRESS = "new address"
    """A link went to a new e-mail address; the person who asked is to open it."""


class SignInStep(Base):
    """Something begun that whoever holds the token, in a cookie or a mailed link, may finish once and soon."""

    __tablename__ = "sign_in_step"
    __table_args__ = (sa.Index(None, "expires_at"),)
    id: Mapped[pk]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    purpose: Mapped[str] = mapped_column(sa.String(40))
    user_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    detail: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]
