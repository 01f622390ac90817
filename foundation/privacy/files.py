"""The files of an organisation: kept in the storage, or in the database until an import is confirmed."""

import io
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from foundation.mapped import STORED_NAME, columns_of, naming_files, owned_classes
from foundation.plain import only_text
from foundation.privacy.models import DataExport
from foundation.storage import Storage

_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\r\n\t]')
_LONGEST = 150
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever the ending."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file, whose it is and how people called it."""

    table: str
    row_id: uuid.UUID
    filename: str
    stored_name: str | None
    """None: the bytes stand in the row itself."""

    def open(self, session: Session, storage: Storage) -> BinaryIO | None:
        """Open it; None when it is no longer there."""
        if self.stored_name is not None:
            try:
                return storage.open(self.stored_name)
            except NotFound:
                return None
        mapped = next(one for one in owned_classes() if one.__tablename__ == self.table)
        content = session.scalar(sa.select(_binary(mapped)[0]).where(mapped.id == self.row_id))
        return None if content is None else io.BytesIO(content)


def files_of(session: Session) -> Iterator[KeptFile]:
    """Give the files of the session's organisation, but for the ZIPs that were made of everything."""
    for mapped in owned_classes():
        if mapped is DataExport or not (mapped in naming_files() or _binary(mapped)):
            continue
        columns = columns_of(mapped)
        stored = columns.get(STORED_NAME, sa.null())
        wanted = sa.select(mapped.id, columns["filename"], stored).order_by(mapped.id)
        if STORED_NAME in columns:
            wanted = wanted.where(columns[STORED_NAME].is_not(None))
        for row_id, filename, stored_name in session.execute(wanted):
            yield KeptFile(mapped.__tablename__, row_id, filename or "file", stored_name)


def stored_names(session: Session) -> list[str]:
    """Name all that the storage keeps for the session's organisation, ZIPs of everything too."""
    mine = [columns_of(mapped)[STORED_NAME] for mapped in owned_classes() if mapped in naming_files()]
    return [name for column in mine for name in session.scalars(sa.select(column).where(column.is_not(None)))]


def _binary(mapped: type[Any]) -> list[Any]:
    return [column for column in columns_of(mapped).values() if isinstance(column.type, sa.LargeBinary)]


class Names:
    """Gives each file a place of its own under the name it had, without what a name may not hold."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def place(self, file: KeptFile) -> str:
        """Give the place inside the ZIP; a second file of the same name gets a number."""
        plain = PurePosixPath(_NOT_IN_NAMES.sub("_", only_text(file.filename)).strip(" .") or "file")
        stem, ending = plain.stem[:_LONGEST], plain.suffix[:20]
        stem = f"_{stem}" if _DEVICE.fullmatch(stem) else stem
        number, place = 1, f"files/{file.table}/{stem}{ending}"
        while place.casefold() in self._taken:
            number += 1
            place = f"files/{file.table}/{stem} ({number}){ending}"
        self._taken.add(place.casefold())
        return place
