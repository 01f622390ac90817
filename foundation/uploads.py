"""A file as somebody uploaded it."""

import re
from dataclasses import dataclass

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it was uploaded; `name` is the person's own, without folders."""

    name: str
    content: bytes


def plain_name(filename: str) -> str:
    """Keep a file's own name without folders and control characters, at most 200 characters with its ending.

    >>> plain_name("C:\\\\audit\\\\Access review.pdf"), plain_name("../..")
    ('Access review.pdf', 'evidence')
    """
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[/\\]", filename)[-1]).strip(" .") or "evidence"
    stem, dot, suffix = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 1 - len(suffix[:20])]}{dot}{suffix[:20]}"
