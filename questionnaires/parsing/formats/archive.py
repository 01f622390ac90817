"""ZIP containers from strangers: opened within limits that are checked while inflating."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from foundation.limits import MAX_INFLATED_BYTES, MAX_MEMBERS, MAX_RATIO
from questionnaires.parsing.errors import UnreadableQuestionnaire

RATIO_FREE_BYTES = 512 * 1024
"""Below this size a member's ratio says nothing: short repetitive XML packs very well."""
_CHUNK_BYTES = 64 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What the library raises for a damaged member; ValueError for one that would lie before the file's beginning."""


@dataclass(slots=True)
class Archive:
    """An open container that remembers how much it has inflated so far."""

    filename: str
    zip: zipfile.ZipFile
    names: frozenset[str]
    inflated_bytes: int = field(default=0)

    def read(self, name: str) -> bytes:
        """Inflate one member; raises `UnreadableQuestionnaire` when it is missing, damaged or too large."""
        if name not in self.names:
            raise UnreadableQuestionnaire(f"the part {name} is missing, so the file is damaged", self.filename)
        member = self.zip.getinfo(name)
        chunks = []
        size = 0
        try:
            with self.zip.open(member) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    size += len(chunk)
                    self._count(len(chunk), size, member)
                    chunks.append(chunk)
        except _DAMAGE as broken:
            raise UnreadableQuestionnaire(f"the part {name} is damaged", self.filename) from broken
        return b"".join(chunks)

    def _count(self, added: int, size: int, member: zipfile.ZipInfo) -> None:
        self.inflated_bytes += added
        if self.inflated_bytes > MAX_INFLATED_BYTES:
            raise UnreadableQuestionnaire("the file unpacks to more than 100 MB, which is refused", self.filename)
        if size > RATIO_FREE_BYTES and size > MAX_RATIO * max(member.compress_size, 1):
            raise UnreadableQuestionnaire(
                "the file unpacks to more than 100 times its size, which is refused", self.filename
            )


def open_archive(content: bytes, *, filename: str) -> Archive:
    """Open a ZIP container without inflating anything; raises `UnreadableQuestionnaire` for one that may hurt."""
    try:
        container = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as broken:
        raise UnreadableQuestionnaire("the file is damaged: its ZIP directory cannot be read", filename) from broken
    members = container.infolist()
    names = frozenset(member.filename for member in members)
    if len(members) > MAX_MEMBERS:
        raise UnreadableQuestionnaire(f"the file holds more than {MAX_MEMBERS} parts, which is refused", filename)
    if len(names) != len(members):
        raise UnreadableQuestionnaire("the file holds two parts of one name, so it is damaged", filename)
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableQuestionnaire("the file is encrypted; save it without a password", filename)
    if sum(member.file_size for member in members) > MAX_INFLATED_BYTES:
        raise UnreadableQuestionnaire("the file unpacks to more than 100 MB, which is refused", filename)
    return Archive(filename, container, names)
