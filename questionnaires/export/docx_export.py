"""Fills the cells and paragraphs of a Word document; every other part of the file stays byte for byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from foundation.errors import BadInput
from foundation.tables.plain_text import cell_text
from questionnaires.export.docx_spans import splice
from questionnaires.export.docx_writing import answer_paragraph, first_paragraph, mark, write, write_below
from questionnaires.export.model import FilledCell
from questionnaires.export.zip_patch import replace_parts
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.docx.answers import ADDED, FILLED, next_number
from questionnaires.parsing.formats.docx.grids import read_docx_grids
from questionnaires.parsing.formats.docx.labels import is_blank
from questionnaires.parsing.formats.docx.laid_out import ANSWER, COMMENT, QUESTION
from questionnaires.parsing.formats.docx.names import Place, places
from questionnaires.parsing.formats.docx.part import CELL, CONTROL, ORDINARY, PART, ROW, STRICT, W, read_document
from questionnaires.parsing.formats.docx.text import cell_text as cell_shown
from questionnaires.parsing.formats.docx.text import text_of


def export_docx(content: bytes, archive: Archive, *, filled: Sequence[FilledCell]) -> bytes:
    """Give the document with the texts in their places; raises `BadInput` for a place that it has not.

    Inside `word/document.xml` only the bytes of the written cells and paragraphs change.
    """
    part = archive.read(PART)
    document = read_document(part, filename=archive.filename)
    texts = {one.cell: cell_text(one.text, where=f"{archive.filename}, cell {one.cell}") for one in filled}
    found = places(document, texts)
    rooms = _rooms(archive, document)
    for name in texts:
        if name not in found:
            raise BadInput("the document has no such cell", f"{archive.filename}, cell {name}")
    patched = splice(
        part,
        document,
        written=[_unit(place.node) for place in found.values() if not place.behind],
        behind=[place.node for place in found.values() if place.behind],
        deed=lambda: _write_all(found, texts, rooms),
        part=f"{archive.filename}, {PART}",
    )
    if STRICT in part:
        patched = patched.replace(ORDINARY, STRICT)
    return replace_parts(content, {PART: patched}, filename=archive.filename)


@dataclass(frozen=True, slots=True)
class _Rooms:
    """The places that were told by being empty, or by what stands beside them: they are marked when they are filled."""

    questions: dict[str, str]
    """Place -> the question that it answers."""
    first_number: int
    """Of the bookmarks to set."""


def _rooms(archive: Archive, document: etree._Element) -> _Rooms:
    questions = {
        grid.cell(row, column): grid.text(row, QUESTION)
        for grid in read_docx_grids(archive)
        if grid.columns
        for row in grid.rows
        for column in (COMMENT, ANSWER)
    }
    return _Rooms(questions, next_number(document))


def _write_all(found: dict[str, Place], texts: dict[str, str], rooms: _Rooms) -> dict[etree._Element, etree._Element]:
    """Write every text; give the new paragraphs by the paragraph that they stand behind."""
    numbers = count(rooms.first_number)
    fresh: dict[etree._Element, etree._Element] = {}
    for name, text in texts.items():
        place = found[name]
        question = rooms.questions.get(name)
        if place.behind and text:
            fresh[place.node] = mark(answer_paragraph(place.node, text), ADDED, numbers)
        elif place.behind:
            continue
        elif question and place.node.tag == CELL and question in cell_shown(place.node):
            write_below(place.node, text, numbers)
        elif text and is_blank(text_of(place.node)):
            write(place.node, text)
            mark(first_paragraph(place.node), FILLED, numbers)
        else:
            write(place.node, text)
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
