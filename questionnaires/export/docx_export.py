"""Fills the cells of a Word document's tables; every other part of the file stays byte for byte."""

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.plain_text import cell_text
from questionnaires.export.zip_patch import replace_parts
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.docx_tables import PART, cells_of, read_document, tables_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CELL = re.compile(r"^T(\d{1,5})R(\d{1,5})C(\d{1,5})$")


def export_docx(content: bytes, archive: Archive, *, filled: Sequence[FilledCell]) -> bytes:
    """Give the document with the texts in their cells; raises `BadInput` for a cell that it has not."""
    document = read_document(archive)
    nodes = {
        (number, cell.row, cell.column): cell.node
        for number, table in enumerate(tables_of(document), start=1)
        for cell in cells_of(table)
    }
    for one in filled:
        where = f"{archive.filename}, cell {one.cell}"
        match = _CELL.match(one.cell)
        node = nodes.get((int(match[1]), int(match[2]), int(match[3]))) if match else None
        if node is None:
            raise BadInput("the document has no such cell", where)
        _write(node, cell_text(one.text, where=where))
    part = etree.tostring(document.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return replace_parts(content, {PART: part}, filename=archive.filename)


def _write(cell: etree._Element, text: str) -> None:
    """Put a text where the cell's first text stands, in its look; the cell's other texts are emptied."""
    for prompt in list(cell.iter(f"{_W}showingPlcHdr")):
        prompt.getparent().remove(prompt)
    texts = list(cell.iter(f"{_W}t"))
    for other in [*texts[1:], *cell.iter(f"{_W}br", f"{_W}tab", f"{_W}cr")]:
        if other.getparent().tag == f"{_W}r":
            other.getparent().remove(other)
    run = texts[0].getparent() if texts else _new_run(cell)
    if texts:
        run.remove(texts[0])
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{_W}br")
        piece = etree.SubElement(run, f"{_W}t")
        piece.text = line
        piece.set(_SPACE, "preserve")


def _new_run(cell: etree._Element) -> etree._Element:
    """Open a run in the cell's first paragraph, in the look that the paragraph's end has."""
    paragraph = cell.find(f".//{_W}p")
    if paragraph is None:
        paragraph = etree.SubElement(cell, f"{_W}p")
    run = etree.SubElement(paragraph, f"{_W}r")
    look = paragraph.find(f"{_W}pPr/{_W}rPr")
    if look is not None:
        run.append(deepcopy(look))
    return run
