"""What is to be written where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One cell of the buyer's file and the text that it gets; an empty text empties the cell."""

    sheet: str
    cell: str
    """As the questionnaire names it: `D12`, `T2R3C2` in DOCX, `3.answer` in JSON."""
    text: str
