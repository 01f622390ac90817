"""One ZIP of everything that an organisation keeps, written piece by piece: no table and no file is held at once."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation
from foundation.privacy.contents import AT_ONCE, Contents, everything
from foundation.privacy.files import KeptFile, Names, files_of
from foundation.privacy.readme import readme
from foundation.storage import Storage
from foundation.tables.write import csv_line, to_csv

Beat = Callable[[int, int], None]
"""Told from time to time how many of how many rows and files are done."""


@dataclass(slots=True)
class Archivist:
    """Writes one ZIP. Its session serves the organisation and only reads, so that nobody has to wait for it."""

    session: Session
    storage: Storage
    folder: Path
    """Where a draft may stand meanwhile."""
    beat: Beat
    done: int = 0
    total: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def write(self, organisation: Organisation, made_at: datetime, out: BinaryIO) -> None:
        """Write everything to a stream."""
        tables, files = everything(organisation), list(files_of(self.session))
        self.counts = {table.name: table.count(self.session) for table in tables}
        self.total = sum(self.counts.values()) + len(files)
        self.beat(0, self.total)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for table in tables:
                self._write_table(packed, table)
            self._write_files(packed, files)
            packed.writestr("README.txt", readme(organisation.name, made_at, tables, self.counts, len(files)))

    def _write_table(self, packed: zipfile.ZipFile, table: Contents) -> None:
        """Write a table as JSON into the ZIP and as CSV beside it, from one reading; then the CSV goes in too."""
        with tempfile.TemporaryFile(dir=self.folder) as beside:
            beside.write(csv_line(list(table.columns)))
            with packed.open(f"data/{table.name}.json", "w", force_zip64=True) as as_json:
                as_json.write(b"[")
                for number, row in enumerate(table.each(self.session)):
                    as_json.write((b",\n" if number else b"\n") + json_text(row).encode(errors="backslashreplace"))
                    beside.write(csv_line([csv_value(value) for value in row.values()]))
                    self._step()
                as_json.write(b"\n]\n")
            beside.seek(0)
            with packed.open(f"data/{table.name}.csv", "w", force_zip64=True) as as_csv:
                shutil.copyfileobj(beside, as_csv)

    def _write_files(self, packed: zipfile.ZipFile, files: Sequence[KeptFile]) -> None:
        names, listed = Names(), []
        for file in files:
            stream = file.open(self.session, self.storage)
            place = names.place(file) if stream else ""
            if stream is not None:
                with stream, packed.open(place, "w", force_zip64=True) as member:
                    shutil.copyfileobj(stream, member)
            listed.append((place, file.table, str(file.row_id), file.filename))
            self._step()
        packed.writestr("files/files.csv", to_csv(("place", "table", "id", "filename"), listed))

    def _step(self) -> None:
        self.done += 1
        if self.done % AT_ONCE == 0:
            self.beat(min(self.done, self.total), self.total)


def json_text(value: Any) -> str:
    """Write a value as JSON: days and moments as ISO, ids as text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def csv_value(value: Any) -> object:
    """Give a value as a cell can hold it: what has parts as JSON, everything else as it is."""
    return json_text(value) if isinstance(value, Mapping | list) else value


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
