"""Word documents: headings by style, paragraphs, and the cells of tables row by row."""

import re
from collections.abc import Iterator

from lxml import etree

from questionnaires.documents.outline import Block
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.docx.headings import Headings
from questionnaires.parsing.formats.docx.part import CELL, ROW, TABLE, W, blocks, inner, read_part, value
from questionnaires.parsing.formats.docx.text import cell_text, paragraph_text

_LEVEL = re.compile(r"(\d)$")


def word_blocks(archive: Archive) -> Iterator[Block]:
    """Give headings and paragraphs in their order; a row of a table is a paragraph."""
    document = read_part(archive)
    headings = Headings(archive, document)
    for block in blocks(document):
        if block.tag == TABLE:
            yield from _rows(block)
        elif text := " ".join(paragraph_text(block).split()):
            yield Block(text, _level(block) if headings.is_heading(block) else None)


def _level(paragraph: etree._Element) -> int:
    """Give the level of a heading: by its outline, else by the number its style ends in, else the highest."""
    outline = value(paragraph, f"{W}pPr/{W}outlineLvl") or ""
    if outline.isascii() and outline.isdigit():
        return min(int(outline), 8) + 1
    numbered = _LEVEL.search(value(paragraph, f"{W}pPr/{W}pStyle") or "")
    return int(numbered[1]) if numbered else 1


def _rows(table: etree._Element) -> Iterator[Block]:
    for row in inner(table, ROW):
        cells = (" ".join(cell_text(cell).split()) for cell in inner(row, CELL))
        if text := ": ".join(filter(None, cells)):
            yield Block(text)
