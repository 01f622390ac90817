"""One line of the trail."""

import uuid
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.audit import append_only
from foundation.db import Base, created, pk


class AuditEntry(append_only.AppendOnly, OwnedByOrganisation, Base):
    """Who did what to which thing, when. Rows are added and never changed; triggers of the database hold that."""

    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index(None, "organisation_id", "at"),)
    id: Mapped[pk]
    at: Mapped[created]
    actor_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("user_account.id", ondelete="SET NULL"),
        index=True,
        comment="Empty: the service itself or a visitor",
    )
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    action: Mapped[str] = mapped_column(sa.String(80), comment="thing.deed, as in questionnaire.exported")
    thing: Mapped[str] = mapped_column(sa.String(80), comment="Kind of the thing")
    thing_id: Mapped[str] = mapped_column(sa.String(80))
    summary: Mapped[str] = mapped_column(sa.String(500))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


append_only.hold(cast("sa.Table", AuditEntry.__table__))
