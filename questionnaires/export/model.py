"""What is to be written where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell of the buyer's file and the text that it gets; an empty text empties the cell."""

    sheet: str
    cell: str
    """As the questionnaire names it: `D12`, `T2R3C2` in DOCX, `3.answer` in JSON."""
    text: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A filled file: its bytes, the name it goes by, and what a person must know of it."""

    content: bytes
    name: str
    """The original's name, with another ending where a new document was made."""
    notes: tuple[str, ...] = ()
    """Plain sentences, such as that the file is now written in UTF-8."""
