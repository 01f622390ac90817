"""Answers a pasted text: the buyer's own words, each question followed by its answer on the lines below."""

import re
from collections.abc import Sequence

from foundation.errors import BadInput
from foundation.tables.plain_text import cell_text
from questionnaires.export.model import FilledCell
from questionnaires.parsing.formats.encoding import decode
from questionnaires.parsing.formats.paragraphs import paragraphs_of

_CELL = re.compile(r"^([1-9]\d{0,6})\.answer$")


def export_text(content: bytes, *, filename: str, filled: Sequence[FilledCell], encoding: str | None = None) -> bytes:
    """Give the text, in UTF-8, with the answers in it; raises `BadInput` for a cell that it has not.

    An answer starts on the line below its question's last one; nothing is added where there is no answer. `encoding`
    is the text's own, where a person corrected what would be found.
    """
    decoded = decode(content, encoding)
    lines = decoded.text.splitlines(keepends=True)
    last_rows = {paragraph.row: paragraph.last_row for paragraph in paragraphs_of(decoded.text.splitlines())}
    below: dict[int, str] = {}
    for one in filled:
        match = _CELL.match(one.cell)
        row = last_rows.get(int(match[1])) if match else None
        if row is None:
            raise BadInput("the text has no such line", f"{filename}, cell {one.cell}")
        below[row] = cell_text(one.text, where=f"{filename}, cell {one.cell}")
    line_end = "\r\n" if "\r\n" in decoded.text else "\n"
    written = "".join(_with(line, below.get(row), line_end) for row, line in enumerate(lines, start=1))
    bom = decoded.bom if decoded.encoding == "utf-8" else b""
    return bom + written.encode(errors="replace")


def _with(line: str, answer: str | None, line_end: str) -> str:
    if not answer:
        return line
    ended = line if line.endswith(("\n", "\r")) else line + line_end
    return ended + answer.replace("\n", line_end) + line_end
