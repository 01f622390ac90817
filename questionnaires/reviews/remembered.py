"""How a buyer's sheets are laid out, as people have set it."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, pk


class RememberedMapping(OwnedByOrganisation, Base):
    """The columns of a sheet as a person set them, for the next file of that buyer with the same header."""

    __tablename__ = "remembered_mapping"
    __table_args__ = (
        sa.UniqueConstraint(
            "organisation_id", "buyer_key", "fingerprint", "sheet", name="uq_remembered_mapping_of_sheet"
        ),
    )
    id: Mapped[pk]
    buyer_key: Mapped[str] = mapped_column(sa.String(600), comment="The buyer's name, folded for comparing")
    sheet: Mapped[str] = mapped_column(sa.String(255))
    fingerprint: Mapped[str] = mapped_column(sa.String(64), comment="SHA-256 over format and header texts, as hex")
    columns: Mapped[dict[str, Any]] = mapped_column(comment="Role -> column letter")
    header_rows: Mapped[list[Any]] = mapped_column(sa.JSON(), comment="Rows of the header, from 1")
    encoding: Mapped[str | None] = mapped_column(sa.String(40), comment="Of a CSV or TSV, where a person said it")
    delimiter: Mapped[str | None] = mapped_column(sa.String(20), comment="Between its fields, where a person said it")
    updated_at: Mapped[datetime]
    updated_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    updated_by: Mapped[str] = mapped_column(sa.String(200))
