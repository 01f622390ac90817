"""Finding packages of everything."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from foundation.privacy.models import DataExport


def latest_export(session: Session) -> DataExport | None:
    """Give the package that the session's organisation asked for last."""
    return session.scalars(sa.select(DataExport).order_by(DataExport.created_at.desc()).limit(1)).first()


def fetch_export(session: Session, export_id: uuid.UUID, now: datetime) -> DataExport:
    """Give a package that can be downloaded; raises NotFound, also for another organisation's."""
    export = session.get(DataExport, export_id)
    if export is None or not export.is_there(now):
        raise NotFound("This package is not there any more. Have a new one made on the page of your data.")
    return export
