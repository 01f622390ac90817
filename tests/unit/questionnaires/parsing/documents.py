"""Builds small Word documents for tests."""

import io
from collections.abc import Sequence
from typing import Any

import docx

from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PART = "word/document.xml"


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


def lines(*texts: str, style: str | None = None) -> Any:
    """Make a document of paragraphs; `# ` before a text makes it a heading."""
    made = docx.Document()
    for text in texts:
        if text.startswith("# "):
            made.add_heading(text[2:], 1)
        else:
            made.add_paragraph(text, style=style)
    return made


def to_bytes(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def with_markup(made: Any, mark: str, markup: str) -> bytes:
    """Put markup where the run with the text `mark` stands."""
    run = f"<w:r><w:t>{mark}</w:t></w:r>".encode()
    return rewritten(to_bytes(made), PART, lambda part: part.replace(run, markup.encode()))


def with_body(body: str) -> bytes:
    """Make a document whose body is this markup."""
    root = f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{body}</w:body></w:document>'
    return zipped(parts_of(to_bytes(docx.Document())) | {PART: root.encode()})


def control(kind: str, text: str, *, prompt: bool = True) -> str:
    """Give the markup of a content control in a line, of the kind that stands in its properties."""
    shown = "<w:showingPlcHdr/>" if prompt else ""
    look = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>' if prompt else ""
    return (
        f'<w:sdt xmlns:w="{W}" xmlns:w14="{W14}"><w:sdtPr><w:alias w:val="A1"/>{shown}{kind}</w:sdtPr>'
        f"<w:sdtContent><w:r>{look}<w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def box(*, ticked: bool = False) -> str:
    """Give the markup of a check box control."""
    kind = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return control(kind, "☒" if ticked else "☐", prompt=False)
