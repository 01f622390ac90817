"""What a ZIP file must satisfy before anything in it is inflated."""

import io
import zipfile
import zlib

from foundation.errors import Unreadable
from foundation.limits import MAX_INFLATED_BYTES, MAX_MEMBERS, MAX_RATIO

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)


def open_archive(content: bytes, *, file: str) -> zipfile.ZipFile:
    """Open an archive whose declared sizes are within the limits; raises Unreadable otherwise.

    `zipfile` never inflates a member beyond its declared size, so that the declared sizes bound the memory.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (*_DAMAGED, ValueError) as error:
        raise Unreadable("a damaged ZIP file or workbook", file) from error
    members = archive.infolist()
    inflated = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise Unreadable(f"more than {MAX_MEMBERS:,} files inside the workbook", file)
    if inflated > MAX_INFLATED_BYTES:
        raise Unreadable(f"inflates to more than {MAX_INFLATED_BYTES // 1024**2} MB", file)
    if inflated > MAX_RATIO * len(content):
        raise Unreadable(f"inflates to more than {MAX_RATIO} times its size", file)
    return archive


def read_member(archive: zipfile.ZipFile, name: str, *, file: str) -> bytes:
    """Inflate one member; raises Unreadable when it is absent, encrypted or damaged."""
    try:
        return archive.read(name)
    except KeyError as error:
        raise Unreadable(f"not an Excel workbook: it holds no {name}", file) from error
    except _DAMAGED as error:
        raise Unreadable(f"a damaged or encrypted workbook: {name} cannot be read", file) from error
