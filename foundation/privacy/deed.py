"""What the background worker does for somebody who takes everything out."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy.engine import Engine

from foundation.access.scope import open_session
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import NotFound
from foundation.jobs.work import Work
from foundation.kept import keep_stream
from foundation.privacy.archive import Archivist
from foundation.privacy.models import DataExport
from foundation.storage import Storage


@dataclass(frozen=True, slots=True)
class ExportDeed:
    """Makes the ZIP of one `DataExport` and keeps it in the storage."""

    storage: Storage
    folder: Path
    """Where the ZIP stands while it is written; big enough for it."""

    def __call__(self, work: Work) -> None:
        """Read in a session of its own, which holds up nobody who writes; then note where the ZIP is."""
        organisation_id, export_id = work.job.organisation_id, work.job.subject_id
        engine, made_at = cast("Engine", work.session.get_bind()), now()
        work.checkpoint(0, 0)
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self.folder) as draft:
            with open_session(engine, organisation_id, read_only=True) as reading:
                organisation = reading.get_one(Organisation, organisation_id)
                archivist = Archivist(reading, self.storage, self.folder, work.checkpoint)
                archivist.write(organisation, made_at, draft)
            work.checkpoint(archivist.total, archivist.total)  # the organisation may have been deleted meanwhile
            size = draft.tell()
            draft.seek(0)
            stored_name = keep_stream(work.session, self.storage, draft)
        export = work.session.get(DataExport, export_id)
        if export is None:
            raise NotFound("The organisation was deleted before everything was taken out.")
        export.made_at, export.stored_name, export.size_bytes = now(), stored_name, size
        export.filename = f"everything-{made_at:%Y-%m-%d}.zip"
        record(
            work.session,
            SERVICE,
            "data.packed",
            thing="data_export",
            thing_id=export_id,
            summary="Made the ZIP of everything that is kept",
            size_bytes=size,
        )
