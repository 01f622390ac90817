"""What the house itself keeps for some days only."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.throttle.service import forget_throttles
from foundation.config import Settings
from foundation.kept import drop
from foundation.mail.forgetting import forget_older
from foundation.privacy.models import EXPORT_DAYS, DataExport
from foundation.privacy.retention import Retained
from foundation.storage import FolderStorage, Storage

AT_ONCE = 20
COUNTED_DAYS = 1


def kept_by_the_house(settings: Settings) -> tuple[Retained, ...]:
    """List it with the days that the settings name."""
    storage = FolderStorage(settings.files)
    mails, mail_days = "Address and text of mails", settings.retention_mail_days
    return (
        Retained("mails", mails, "a mail went, or was written and never went", mail_days, forget_older),
        Retained("attempts", "Counts of failed sign-ins", "the first of them", COUNTED_DAYS, forget_throttles),
        Retained("exports", "Packages of everything", "they were made", EXPORT_DAYS, remove_old_exports(storage)),
    )


def remove_old_exports(storage: Storage) -> Callable[[Session, datetime], int]:
    """Make what removes ZIPs with their files."""

    def remove(session: Session, before: datetime) -> int:
        old = session.scalars(sa.select(DataExport).where(DataExport.made_at < before).limit(AT_ONCE)).all()
        for export in old:
            drop(session, storage, *([export.stored_name] if export.stored_name else []))
            session.delete(export)
        session.flush()
        return len(old)

    return remove
