"""Domains of mail."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk

_VERIFIED = sa.column("verified_at").is_not(None)
"""A domain is shown to be one organisation's at most; asked for by as many as like."""


class MailDomain(OwnedByOrganisation, Base):
    """A domain whose people may join the organisation, once whoever keeps the domain's mail has agreed."""

    __tablename__ = "mail_domain"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "domain"),
        sa.Index("ix_mail_domain_verified", "domain", unique=True, sqlite_where=_VERIFIED, postgresql_where=_VERIFIED),
    )
    id: Mapped[pk]
    domain: Mapped[str] = mapped_column(sa.String(253), comment="Lower case, in ASCII")
    mailbox: Mapped[str] = mapped_column(sa.String(254), comment="Where the link went")
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    asked_by: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    verified_at: Mapped[datetime | None]
