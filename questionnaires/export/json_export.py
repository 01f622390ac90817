"""Fills a JSON questionnaire: `answer` and `comment` are set in its objects."""

import json
import re
from collections.abc import Sequence

from foundation.errors import BadInput
from foundation.tables.plain_text import cell_text
from questionnaires.export.model import FilledCell
from questionnaires.parsing.formats.json_file import load_list

_CELL = re.compile(r"^([1-9]\d*)\.(answer|comment)$")


def export_json(content: bytes, *, filename: str, filled: Sequence[FilledCell]) -> bytes:
    """Give the list as UTF-8 JSON with the texts in place; raises `BadInput` for a cell that it has not."""
    items = [dict(item) for item in load_list(content, filename=filename)]
    for one in filled:
        match = _CELL.match(one.cell)
        where = f"{filename}, cell {one.cell}"
        if not match or int(match[1]) > len(items):
            raise BadInput("the file has no such cell", where)
        items[int(match[1]) - 1][match[2]] = cell_text(one.text, where=where)
    written = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return written.encode(errors="backslashreplace")  # half of a pair of surrogates becomes its JSON escape
