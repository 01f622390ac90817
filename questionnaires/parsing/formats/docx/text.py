"""What a paragraph or cell says as people read it: insertions shown, deletions, prompts and text boxes not."""

from collections.abc import Iterator

from lxml import etree

from questionnaires.parsing.formats.docx.answers import is_added
from questionnaires.parsing.formats.docx.glyphs import glyph_of
from questionnaires.parsing.formats.docx.part import CONTROL, PARAGRAPH, W, inner, is_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT, TAB, BREAK, RETURN, HYPHEN = (f"{W}{tag}" for tag in ("t", "tab", "br", "cr", "noBreakHyphen"))
_PIECES = frozenset((TEXT, TAB, BREAK, RETURN, HYPHEN))
"""What always shows something; boxes are told by `glyph_of`."""
_SHOWN = {TAB: "\t", BREAK: "\n", RETURN: "\n", HYPHEN: "-"}
_UNSEEN = frozenset(
    (*(f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "txbxContent", "tbl")), f"{_MC}Fallback")
)
_PROMPT = f"{W}sdtPr/{W}showingPlcHdr"


def is_prompt(node: etree._Element) -> bool:
    """Whether a node is a content control that shows its prompt and no text of anyone."""
    return node.tag == CONTROL and is_on(node, _PROMPT)


def pieces(node: etree._Element) -> Iterator[etree._Element]:
    """Give the texts, tabs, line breaks and boxes that a paragraph shows, in their order."""
    for child in node:
        if child.tag in _PIECES or glyph_of(child):
            yield child
        elif child.tag not in _UNSEEN and not is_prompt(child):
            yield from pieces(child)


def paragraph_text(paragraph: etree._Element) -> str:
    """Give a paragraph's text; one inside a control that shows its prompt has none."""
    if any(is_prompt(above) for above in paragraph.iterancestors(CONTROL)):
        return ""
    return line_text(paragraph)


def line_text(node: etree._Element) -> str:
    """Give what a paragraph, or a part of one such as a control, shows."""
    return "".join(map(piece_text, pieces(node)))


def cell_text(cell: etree._Element) -> str:
    """Give a cell's text, one line a paragraph; without answers that were added and tables inside it."""
    shown = (paragraph for paragraph in inner(cell, PARAGRAPH) if not is_added(paragraph))
    return "\n".join(map(paragraph_text, shown)).strip("\n")


def added_text(cell: etree._Element) -> str:
    """Give the answer that an earlier export put into a cell as paragraphs of its own."""
    return "\n".join(paragraph_text(one) for one in inner(cell, PARAGRAPH) if is_added(one))


def text_of(node: etree._Element) -> str:
    return paragraph_text(node) if node.tag == PARAGRAPH else cell_text(node)


def piece_text(piece: etree._Element) -> str:
    """Give what one of the `pieces` shows."""
    if glyph := glyph_of(piece):
        return glyph
    if piece.tag == BREAK and piece.get(f"{W}type") in ("page", "column"):
        return ""
    return (piece.text or "") if piece.tag == TEXT else _SHOWN[piece.tag]
