"""A file as somebody uploaded it, and which kinds are taken to be kept as they are."""

import re
from dataclasses import dataclass

from foundation.errors import BadInput

LONGEST_NAME = 200
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f\x85\u2028-\u202e\u2066-\u2069]")
_ZIP, _OLD_OFFICE, _JPEG = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",), (b"\xff\xd8\xff",)
FIRST_BYTES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    **dict.fromkeys(("jpg", "jpeg"), _JPEG),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt", "msg"), _OLD_OFFICE),
}
"""How files of a kind begin, by their ending."""
TEXTS = frozenset({"txt", "csv", "tsv", "md", "json", "xml", "yaml", "yml", "html", "htm", "log", "eml"})
"""Endings of files that are text."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it was uploaded; `name` is the person's own, without folders."""

    name: str
    content: bytes


def plain_name(filename: str, *, instead: str = "evidence") -> str:
    """Keep a file's own name without folders, control characters and turns of direction, at most 200 characters.

    >>> plain_name("C:\\\\audit\\\\Access review.pdf"), plain_name("../..")
    ('Access review.pdf', 'evidence')
    """
    name = _NOT_IN_NAMES.sub("", re.split(r"[/\\]", filename)[-1]).strip(" .") or instead
    stem, dot, suffix = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 1 - len(suffix[:20])]}{dot}{suffix[:20]}"


def refuse_other_kinds(file: UploadedFile) -> None:
    """Take documents, pictures, tables and texts that are what their ending says; raises BadInput."""
    ending = file.name.rpartition(".")[2].casefold()
    if ending not in FIRST_BYTES and ending not in TEXTS:
        raise BadInput(
            f"{file.name} is of no kind that is kept here. Choose a PDF, a picture (PNG, JPEG, GIF), an office "
            "document, a text or table, or a ZIP of them."
        )
    good = file.content.startswith(FIRST_BYTES[ending]) if ending in FIRST_BYTES else _is_text(file.content)
    if not good:
        raise BadInput(f"{file.name} is not what its ending says. Open it in its program, save it anew and choose it.")


def _is_text(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in content
