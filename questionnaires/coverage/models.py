"""What an organisation wants its report to cover."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, pk


class ReadinessScope(OwnedByOrganisation, Base):
    """The categories in scope; without a row nobody has settled them yet, and all five are looked at."""

    __tablename__ = "readiness_scope"
    __table_args__ = (sa.UniqueConstraint("organisation_id"),)
    id: Mapped[pk]
    categories: Mapped[list[str]] = mapped_column(comment="Values of Category in their usual order, Security first")
    version: Mapped[int] = mapped_column(comment="Raised by each change, so that none is lost")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it
