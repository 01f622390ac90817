"""Organisations, the people in them, and what lets a person in."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.permissions import Role
from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk


class OrganisationKind(StrEnum):
    """What an organisation is to the service."""

    COMPANY = "company"
    FIRM = "firm"
    PLATFORM = "platform"
    VISITOR = "visitor"
    """A visitor's intake that nobody has claimed yet."""


class Organisation(Base):
    """Whose rows are whose: the tenant."""

    __tablename__ = "organisation"
    id: Mapped[pk]
    name: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[OrganisationKind] = mapped_column(default=OrganisationKind.COMPANY)
    is_demo: Mapped[bool] = mapped_column(default=False, comment="Invented by the seed, and saying so on its pages")
    requires_second_factor: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false(), comment="Members without one are led to set it up"
    )
    created_at: Mapped[created]


class User(Base):
    """A person who can sign in; what they may do where stands in their memberships."""

    __tablename__ = "user_account"
    id: Mapped[pk]
    email: Mapped[str] = mapped_column(sa.String(254), unique=True, comment="Lower case")
    name: Mapped[str] = mapped_column(sa.String(200))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    second_factor_at: Mapped[datetime | None] = mapped_column(comment="Since when sign-in asks for a second factor")
    created_at: Mapped[created]


class Membership(OwnedByOrganisation, Base):
    """A person's role in an organisation."""

    __tablename__ = "membership"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "user_id"),)
    id: Mapped[pk]
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role]
    created_at: Mapped[created]
    user: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Invitation(OwnedByOrganisation, Base):
    """An offer to join an organisation in a role, by a mailed one-use token."""

    __tablename__ = "invitation"
    id: Mapped[pk]
    email: Mapped[str] = mapped_column(sa.String(254), comment="Lower case")
    role: Mapped[Role]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"))
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()


class SignIn(Base):
    """One signed-in browser; deleting or revoking the row signs it out at once."""

    __tablename__ = "sign_in"
    id: Mapped[pk]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("membership.id", ondelete="CASCADE"), index=True)
    user_agent: Mapped[str] = mapped_column(sa.String(300))
    created_at: Mapped[created]
    last_seen_at: Mapped[created]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(comment="When the person last proved that it is them")
    user: Mapped[User] = relationship()
    membership: Mapped[Membership] = relationship()


class PasswordReset(Base):
    """A mailed one-use token that lets its holder choose a new password for an hour."""

    __tablename__ = "password_reset"
    id: Mapped[pk]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()
