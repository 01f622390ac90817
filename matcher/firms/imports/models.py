"""A directory file that waits for an admin's word, or had it."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, created, pk


class FirmImport(Base):
    """An uploaded directory file: its bytes are kept until an admin confirmed what was previewed."""

    __tablename__ = "firm_import"
    id: Mapped[pk]
    created_at: Mapped[created]
    filename: Mapped[str]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    source: Mapped[str] = mapped_column(comment="Address or note saying where the file is from")
    actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    imported_at: Mapped[datetime | None] = mapped_column(comment="Empty while it waits for the admin's word")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it
