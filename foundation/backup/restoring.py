"""Putting a backup back: everything is checked before anything is written."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Engine

from foundation.backup.archive import Archive, opened, part_of
from foundation.backup.backing_up import back_up
from foundation.backup.copies import copies_of
from foundation.backup.manifest import Manifest
from foundation.clock import now
from foundation.errors import BadInput
from foundation.migrations.standing import known_revisions, rows_by_table
from foundation.storage import Storage


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it."""

    manifest: Manifest
    revision: str
    """The newest, to which the database was brought."""
    before: Path | None
    """A backup of what stood there, where something was replaced."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a backup is put back."""

    engine: Engine
    storage: Storage
    workplace: Path
    """A folder with room for the database."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost: no file, and no row in any table."""
        with self.engine.connect() as connection:
            rows = sum(rows_by_table(connection).values())
        return rows == 0 and next(iter(self.storage.names()), None) is None


def restore(place: Place, source: Path, *, replace: bool = False) -> Restored:
    """Put a backup back; raises BadInput, and then the place is as it was before.

    Where something is replaced, it is backed up first. Files of it that no row names any more go with the orphans.
    """
    place.workplace.mkdir(parents=True, exist_ok=True)
    with opened(source) as archive:
        newest = _refuse_unfit(place, archive)
        empty = place.is_empty
        if not empty and not replace:
            raise BadInput(
                "there is something here already, and a backup is put back only into an empty place. Name another "
                "AUDITMATCH_INSTANCE and database, or say --replace; what stands here is then backed up first"
            )
        archive.check()
        before = None if empty else place.workplace / f"before-restore-{now():%Y%m%d-%H%M%S}.zip"
        if before is not None:
            back_up(place.engine, place.storage, before)
        _put_back(place, archive)
        return Restored(archive.manifest, newest, before)


def _refuse_unfit(place: Place, archive: Archive) -> str:
    manifest, kind = archive.manifest, place.engine.dialect.name
    if manifest.kind != kind:
        raise BadInput(f"it is of a {manifest.kind} database, and this installation has {kind}", archive.file)
    known = known_revisions()
    if manifest.revision not in known:
        raise BadInput(
            f"it is of version {manifest.version} at schema {manifest.revision}, and this version knows up to "
            f"{known[0]}. Install the newer version first",
            archive.file,
        )
    free = shutil.disk_usage(place.workplace).free
    if manifest.size_bytes + manifest.database.size_bytes > free:
        raise BadInput(f"there is too little room: {free // 1024**2:,} MB are free in {place.workplace}", archive.file)
    return known[0]


def _put_back(place: Place, archive: Archive) -> None:
    manifest = archive.manifest
    with (
        _files_undone_on_failure(place.storage) as put,
        tempfile.TemporaryDirectory(dir=place.workplace, prefix=".restore-") as folder,
    ):
        for part in manifest.files:
            name = part.name.removeprefix("files/")
            with archive.reading(part) as stream:
                put.append(name)
                place.storage.put_back(name, stream)  # type: ignore[arg-type]  # it only reads
            with place.storage.open(name) as kept:
                if part_of(part.name, kept) != part:
                    raise BadInput(f"the disk did not keep {name} as it was written; nothing was restored")
        copy = Path(folder) / "database"
        archive.copy(manifest.database, copy)
        copies_of(place.engine).load(place.engine, copy, manifest)


@contextmanager
def _files_undone_on_failure(storage: Storage) -> Iterator[list[str]]:
    """Remove the files that were put back when the rest does not succeed, but for those that stood there before."""
    before, put = frozenset(storage.names()), list[str]()
    done = False
    try:
        yield put
        done = True
    except OSError as wrong:
        raise BadInput(f"the backup could not be put back ({wrong.strerror}); nothing was restored") from wrong
    finally:
        for name in () if done else set(put) - before:
            storage.remove(name)
