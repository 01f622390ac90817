"""What every row of a collection carries, its versions, and the file that waits between preview and confirmation."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.audit.append_only import AppendOnly
from foundation.clock import now
from foundation.db import Base, created, pk


class CollectionRow(OwnedByOrganisation):
    """A row that people edit by hand and by file; its other columns are named as the fields of its record."""

    id: Mapped[pk] = mapped_column(sort_order=-2)
    position: Mapped[int] = mapped_column(
        sort_order=90, comment="Place in the organisation's list, from 1, as imported or added"
    )
    version: Mapped[int] = mapped_column(sort_order=91, comment="Raised by each change, so that none is lost")
    created_at: Mapped[created] = mapped_column(sort_order=92)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, sort_order=93)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class VersionDeed(StrEnum):
    """What made a version of a record."""

    STOOD = "stood"
    """It stood already when versions began to be kept."""
    ADDED = "added"
    CHANGED = "changed"
    REVIEWED = "reviewed"
    """Somebody looked at it; nothing but its next review need have changed."""
    REMOVED = "removed"


class RecordVersion(AppendOnly, OwnedByOrganisation, Base):
    """A record as a deed left it, found by the record's key; it stays when the record is removed."""

    __tablename__ = "record_version"
    __table_args__ = (sa.Index(None, "organisation_id", "collection", "key", "at"),)
    id: Mapped[pk]
    collection: Mapped[str] = mapped_column(sa.String(40))
    key: Mapped[str] = mapped_column(sa.String(200), comment="What tells the record apart, as AC-01")
    number: Mapped[int] = mapped_column(comment="Version of the record after the deed")
    at: Mapped[created]
    deed: Mapped[VersionDeed]
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    source: Mapped[str | None] = mapped_column(sa.String(200), comment="The file of an import")
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Field -> text before, text after")
    texts: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Field -> text as it stood then; unknown is left out"
    )


class ImportDraft(OwnedByOrganisation, Base):
    """The bytes of an uploaded file, kept from its preview until it is imported or given up."""

    __tablename__ = "import_draft"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "id"),)
    id: Mapped[pk]
    collection: Mapped[str] = mapped_column(sa.String(40), comment="Name of the collection it is meant for")
    filename: Mapped[str] = mapped_column(sa.String(200))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary)
    uploaded_by_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[created]
