"""What lets a program act for a person."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.accounts.models import Membership
from foundation.db import Base, created, pk


class TokenScope(StrEnum):
    """One resource of the API, to read or to write; writing does not include reading."""

    CONTROLS_READ = "controls:read"
    CONTROLS_WRITE = "controls:write"
    FACTS_READ = "facts:read"
    FACTS_WRITE = "facts:write"
    LIBRARY_READ = "library:read"
    LIBRARY_WRITE = "library:write"
    QUESTIONNAIRES_READ = "questionnaires:read"
    QUESTIONNAIRES_WRITE = "questionnaires:write"
    INTAKES_READ = "intakes:read"
    INTAKES_WRITE = "intakes:write"
    FIRMS_READ = "firms:read"
    FIRMS_WRITE = "firms:write"
    ASK = "ask:read"


class ApiToken(Base):
    """A member's token; it goes with the membership, whose organisation and role are also the token's."""

    __tablename__ = "api_token"
    id: Mapped[pk]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("membership.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(100), comment="What the person calls it")
    scopes: Mapped[list[str]] = mapped_column(comment="Values of TokenScope, sorted")
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    membership: Mapped[Membership] = relationship()
