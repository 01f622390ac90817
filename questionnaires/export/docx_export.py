"""Fills the cells and paragraphs of a Word document; every other part of the file stays byte for byte."""

from collections.abc import Sequence

from lxml import etree

from foundation.errors import BadInput
from questionnaires.export.docx_spans import splice
from questionnaires.export.docx_writing import answer_paragraph, write
from questionnaires.export.model import FilledCell
from questionnaires.export.plain_text import cell_text
from questionnaires.export.zip_patch import replace_parts
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.docx.names import Place, places
from questionnaires.parsing.formats.docx.part import CELL, CONTROL, PART, ROW, W, read_document


def export_docx(content: bytes, archive: Archive, *, filled: Sequence[FilledCell]) -> bytes:
    """Give the document with the texts in their places; raises `BadInput` for a place that it has not.

    Inside `word/document.xml` only the bytes of the written cells and paragraphs change.
    """
    part = archive.read(PART)
    document = read_document(part, filename=archive.filename)
    texts = {one.cell: cell_text(one.text, where=f"{archive.filename}, cell {one.cell}") for one in filled}
    found = places(document, texts)
    for name in texts:
        if name not in found:
            raise BadInput("the document has no such cell", f"{archive.filename}, cell {name}")
    patched = splice(
        part,
        document,
        written=[_unit(place.node) for place in found.values() if not place.behind],
        behind=[place.node for place in found.values() if place.behind],
        deed=lambda: _write_all(found, texts),
        part=f"{archive.filename}, {PART}",
    )
    return replace_parts(content, {PART: patched}, filename=archive.filename)


def _write_all(found: dict[str, Place], texts: dict[str, str]) -> dict[etree._Element, etree._Element]:
    """Write every text; give the new paragraphs by the paragraph that they stand behind."""
    fresh: dict[etree._Element, etree._Element] = {}
    for name, text in texts.items():
        place = found[name]
        if not place.behind:
            write(place.node, text)
        elif text:
            fresh[place.node] = answer_paragraph(place.node, text)
    return fresh


def _unit(node: etree._Element) -> etree._Element:
    """Give what is written anew for one place: the element, or the content control right around it."""
    unit = node
    around = node.getparent()
    while around is not None and around.tag in (CONTROL, f"{W}sdtContent"):
        if around.tag == CONTROL and (around.getparent().tag in (CELL, ROW) or len(around.find(f"{W}sdtContent")) == 1):
            unit = around
        around = around.getparent()
    return unit
