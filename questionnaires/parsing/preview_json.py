"""Previews as plain values, ready to be kept and shown; long texts are cut, and all of them after a while."""

from collections.abc import Sequence
from typing import Any

from questionnaires.parsing.preview import RowPreview, SheetPreview

LONGEST_TEXT = 4_000
"""Characters of one cell: more than anybody reads to tell a column."""
SHORT_TEXT = 160
MOST_TEXT = 150_000
"""Characters of one sheet; from there on every cell is cut short."""


def previews_json(previews: Sequence[SheetPreview]) -> list[dict[str, Any]]:
    """Give the sheets as plain values; `spans` are lists of place, columns, rows."""
    return [_sheet(sheet) for sheet in previews]


def _sheet(sheet: SheetPreview) -> dict[str, Any]:
    left = MOST_TEXT
    rows = []
    for row in sheet.rows:
        rows.append(_row(row, LONGEST_TEXT if left > 0 else SHORT_TEXT))
        left -= sum(map(len, rows[-1]["cells"]))
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "left_alone": sheet.left_alone,
        "columns": list(sheet.columns),
        "roles": list(sheet.roles),
        "rows": rows,
        "row_count": sheet.row_count,
        "question_count": sheet.question_count,
        "first_question": sheet.first_question,
        "hidden_columns": list(sheet.hidden_columns),
    }


def _row(row: RowPreview, longest: int) -> dict[str, Any]:
    return {
        "number": row.number,
        "sort": row.sort.value,
        "cells": [_cut(text, longest) for text in row.cells],
        "spans": [[place, *spanned] for place, spanned in row.spans.items()],
        "covered": sorted(row.covered),
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
