"""Who somebody is elsewhere."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, created, pk


class Identity(Base):
    """A person as an identity provider counts them; addresses change hands, this does not."""

    __tablename__ = "identity"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)
    id: Mapped[pk]
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(sa.String(300))
    subject: Mapped[str] = mapped_column(sa.String(255), comment="Who it is, as the issuer counts people")
    created_at: Mapped[created]
