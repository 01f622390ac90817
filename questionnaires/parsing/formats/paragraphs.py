"""Lines of a running text as paragraphs: a sentence that a program wrapped is one question, not two halves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.parsing.words import asks

_ITEM = re.compile(
    r"^\s*(?:[-*•–▪◦]\s|\(?\d{1,4}(?:\.\d{1,3})*[.):]?\s|[A-Za-z][.)]\s|[A-Z]{1,6}[-.]?\d|Q(?:uestion)?\s?\d)"
)
_NUMBER_ALONE = re.compile(
    r"^\s*(?:Q(?:uestion)?\s?)?(?:\d{1,4}(?:\.\d{1,3})*|[A-Z]{1,6}[-.]\d{1,3}(?:\.\d{1,3})*)[.):]?\s*$"
)
_ENDS = (".", "?", "!", ":", ";", "？")
_QUOTED = re.compile(r"^(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; rows count from 1 and are the lines it stands in, both inclusive."""

    row: int
    last_row: int
    text: str


def paragraphs_of(lines: Sequence[str], *, shortest_wrapped: int = 50) -> list[Paragraph]:
    """Join the lines that a program wrapped; a blank line, an item's mark or a sentence's end begins anew.

    `shortest_wrapped` is how many characters a line has at least that was wrapped for its length.
    """
    found: list[Paragraph] = []
    for row, raw in enumerate(lines, start=1):
        line = _QUOTED.sub("", raw).strip()
        above = found[-1] if found and found[-1].last_row == row - 1 else None
        if not line:
            continue
        if above is not None and _continues(above.text, lines[row - 2], line, shortest_wrapped):
            found[-1] = Paragraph(above.row, row, f"{above.text} {line}")
        else:
            found.append(Paragraph(row, row, line))
    return found


def _continues(above: str, line_above: str, line: str, shortest_wrapped: int) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    if _ITEM.match(line) or _NUMBER_ALONE.match(line):
        return False
    if _NUMBER_ALONE.match(above):
        return True
    if above.endswith(_ENDS):
        return False
    long = len(line_above.strip()) >= shortest_wrapped
    if line[:1].islower() and (_ITEM.match(above) or _ITEM.match(line_above)) and not asks(line.rstrip("?")):
        return True
    return long and (line[:1].islower() or bool(_ITEM.match(above)) or line.endswith("?"))
