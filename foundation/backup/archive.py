"""The file of a backup: a ZIP whose parts are stored as they are, with the manifest last.

Nothing in it is compressed (databases of PostgreSQL and workbooks are already), which is also why it cannot be a bomb:
its parts can have no more bytes than the file itself. Parts are written under names of our own, never extracted.
"""

import hashlib
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from foundation.backup.manifest import DATABASE, FILE_PART, NAME, Manifest, Part, manifest_bytes, manifest_from
from foundation.errors import BadInput, Unreadable

PIECE = 1024 * 1024
MANIFEST_BYTES = 200 * 1024 * 1024
"""A manifest longer than this is none; a million files have one of 150 MB."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Tee:
    """Counts and hashes what is read through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._hash, self.size_bytes = stream, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self._stream.read(size)
        self._hash.update(piece)
        self.size_bytes += len(piece)
        return piece

    def as_part(self, name: str) -> Part:
        """Say what was read."""
        return Part(name, self.size_bytes, self._hash.hexdigest())


def part_of(name: str, stream: BinaryIO) -> Part:
    """Read a stream to its end and say what it holds."""
    tee = Tee(stream)
    while tee.read(PIECE):
        pass
    return tee.as_part(name)


@dataclass(frozen=True, slots=True)
class Draft:
    """An archive that is being written."""

    zip: zipfile.ZipFile

    def add(self, name: str, stream: BinaryIO) -> Part:
        """Add a part and say what it holds."""
        tee = Tee(stream)
        with self.zip.open(name, "w", force_zip64=True) as member:
            shutil.copyfileobj(tee, member, PIECE)
        return tee.as_part(name)

    def close_with(self, manifest: Manifest) -> None:
        """Add the manifest."""
        self.zip.writestr(NAME, manifest_bytes(manifest))


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup whose contents are those that its manifest names; what they hold is checked as it is read."""

    zip: zipfile.ZipFile
    manifest: Manifest
    file: str

    @contextmanager
    def reading(self, part: Part) -> Iterator[Tee]:
        """Read a part; raises Unreadable at the end when it was not what the manifest says."""
        try:
            with self._member(part.name) as member:
                tee = Tee(member)
                yield tee
        except _DAMAGED as wrong:
            raise Unreadable(f"{part.name} is damaged; nothing was restored", self.file) from wrong
        if tee.as_part(part.name) != part:
            raise Unreadable(
                f"{part.name} is not what the manifest says: it was damaged or altered; nothing was restored", self.file
            )

    def _member(self, name: str) -> BinaryIO:
        try:
            return cast("BinaryIO", self.zip.open(name))
        except OSError as wrong:  # an offset that leads out of the file
            raise zipfile.BadZipFile(name) from wrong

    def check(self) -> None:
        """Read every part; raises Unreadable naming the first that is not what the manifest says."""
        for part in self.manifest.parts:
            with self.reading(part) as tee:
                while tee.read(PIECE):
                    pass

    def copy(self, part: Part, to: Path) -> None:
        """Write a part to a place."""
        with self.reading(part) as tee, to.open("wb") as out:
            shutil.copyfileobj(tee, out, PIECE)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a backup, which may be anybody's file; raises BadInput before anything of it is written anywhere."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BadInput("there is no such file", str(path)) from None
    except OSError as wrong:
        raise BadInput(f"the file cannot be read ({wrong.strerror})", str(path)) from wrong
    except _DAMAGED as wrong:
        raise Unreadable("this is no backup: not a ZIP file, or one that was cut off", str(path)) from wrong
    with archive:
        yield Archive(archive, _manifest_in(archive, path), str(path))


def _manifest_in(archive: zipfile.ZipFile, path: Path) -> Manifest:
    members = archive.infolist()
    for member in members:
        _refuse_strange(member, str(path))
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise Unreadable("it holds two parts of one name; nothing was restored", str(path))
    if sum(member.file_size for member in members) > path.stat().st_size:
        raise Unreadable("its parts claim more bytes than the file has; nothing was restored", str(path))
    if NAME not in names or archive.getinfo(NAME).file_size > MANIFEST_BYTES:
        raise Unreadable("this is no backup: it has no manifest", str(path))
    try:
        content = archive.read(NAME)
    except (*_DAMAGED, OSError) as wrong:
        raise Unreadable("its manifest is damaged; nothing was restored", str(path)) from wrong
    manifest = manifest_from(content, file=str(path))
    if sorted([NAME, *(part.name for part in manifest.parts)]) != sorted(names):
        raise Unreadable("it holds other parts than its manifest names; nothing was restored", str(path))
    return manifest


def _refuse_strange(member: zipfile.ZipInfo, file: str) -> None:
    name = member.filename
    if name != NAME and name not in DATABASE.values() and not FILE_PART.fullmatch(name):
        raise Unreadable(f"it holds {name[:80]!r}, which no backup holds; nothing was restored", file)
    if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1:
        raise Unreadable(f"{name} is compressed or encrypted, as in no backup; nothing was restored", file)
