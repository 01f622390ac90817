"""Builds small Word documents for tests."""

import io
from collections.abc import Sequence
from typing import Any

import docx


def document(*tables: Sequence[Sequence[str]]) -> Any:
    """Make a document with one heading and these tables."""
    made = docx.Document()
    made.add_heading("Supplier questions")
    for rows in tables:
        table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        made.add_paragraph()
    return made


def to_bytes(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
