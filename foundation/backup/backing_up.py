"""Making a backup: the database of one moment, then every stored file, then the manifest."""

import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import Engine

from foundation.backup.archive import Draft
from foundation.backup.copies import copies_of
from foundation.backup.manifest import DATABASE, Manifest, Part, version_here
from foundation.clock import now
from foundation.commands.files import putting_in_place
from foundation.errors import BadInput, NotFound
from foundation.storage import Storage


def back_up(engine: Engine, storage: Storage, out: Path) -> Manifest:
    """Write a backup, which stands at its place only when it is whole; raises BadInput, and then nothing is left.

    A file is stored before the row that names it is committed, so that the files copied after the database hold all
    that its rows name, but for what was deleted in between.
    """
    made_at = now()
    kind = engine.dialect.name
    try:
        with (
            putting_in_place(out) as stream,
            tempfile.TemporaryDirectory(dir=out.resolve().parent, prefix=".backup-") as folder,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive,
        ):
            copy, draft = Path(folder) / "database", Draft(archive)
            counted = copies_of(engine).take(engine, copy)
            with copy.open("rb") as database:
                part = draft.add(DATABASE[kind], database)
            files = _add_files(draft, storage)
            manifest = Manifest(made_at, version_here(), counted.revision, kind, part, counted.tables, files)
            draft.close_with(manifest)
    except (OSError, sqlite3.Error) as wrong:
        told = getattr(wrong, "strerror", None) or str(wrong)
        raise BadInput(f"the backup could not be made ({told}); nothing of it was left", where=str(out)) from wrong
    return manifest


def _add_files(draft: Draft, storage: Storage) -> tuple[Part, ...]:
    added = []
    for name in sorted(storage.names()):
        try:
            stream = storage.open(name)
        except NotFound:
            continue  # deleted since the names were read
        with closing(stream):
            added.append(draft.add(f"files/{name}", stream))
    return tuple(added)
