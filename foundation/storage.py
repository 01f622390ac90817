"""Keeping bytes under names of our own. A folder is the default; another place needs the same functions."""

import io
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from foundation.errors import NotFound

_OURS = re.compile(r"[0-9a-f]{32}")


class Storage(Protocol):
    """Where uploads and exports are kept; a person's file name never becomes a name here."""

    def store(self, content: bytes) -> str:
        """Keep bytes and give the name to fetch them by."""

    def fetch(self, name: str) -> bytes:
        """Give the bytes back; raises NotFound when there are none under that name."""

    def store_stream(self, stream: BinaryIO) -> str:
        """Keep what a stream gives from where it stands, however much, and give the name."""

    def open(self, name: str) -> BinaryIO:
        """Give the bytes as a stream, to be closed after use; raises NotFound when there are none under that name."""

    def remove(self, name: str) -> None:
        """Forget the bytes; nothing happens when there are none."""

    def stored_before(self, moment: datetime) -> Iterator[str]:
        """Name what was stored before a moment."""

    def names(self) -> Iterator[str]:
        """Name everything that is stored."""

    def put_back(self, name: str, stream: BinaryIO) -> None:
        """Keep what a stream gives under the name it once had here; raises NotFound for a name that is none of ours."""


@dataclass(frozen=True, slots=True)
class FolderStorage:
    """Files in one folder, readable by the service alone, under random names."""

    folder: Path

    def store(self, content: bytes) -> str:
        """Write beside and then rename, so that a name never stands for half a file."""
        return self.store_stream(io.BytesIO(content))

    def store_stream(self, stream: BinaryIO) -> str:
        """Write piece by piece, as `store` does."""
        name = uuid.uuid4().hex
        self.put_back(name, stream)
        return name

    def put_back(self, name: str, stream: BinaryIO) -> None:
        """Write piece by piece beside the place, then rename; half a file does not stay when the disk is full."""
        place = self._path(name)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / f"{uuid.uuid4().hex}.part"
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                shutil.copyfileobj(stream, file)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Name every file of ours."""
        found = (path.name for path in self.folder.iterdir()) if self.folder.is_dir() else ()
        return (name for name in found if _OURS.fullmatch(name))

    def fetch(self, name: str) -> bytes:
        """Read a file; a name that was not made here is not there."""
        with self.open(name) as file:
            return file.read()

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise NotFound("The file is no longer kept here.") from None

    def remove(self, name: str) -> None:
        """Delete a file if it is there."""
        self._path(name).unlink(missing_ok=True)

    def stored_before(self, moment: datetime) -> Iterator[str]:
        """Name what was stored before a moment; half a file that old is deleted, as nobody finishes it any more."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) >= moment:
                continue
            if path.suffix == ".part":
                path.unlink(missing_ok=True)
            elif _OURS.fullmatch(path.name):
                yield path.name

    def _path(self, name: str) -> Path:
        if not _OURS.fullmatch(name):
            raise NotFound("There is no such file.")
        return self.folder / name
