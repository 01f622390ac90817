"""What a paragraph or cell says as people read it: insertions shown, deletions, prompts and text boxes not."""

from collections.abc import Iterator

from lxml import etree

from questionnaires.parsing.formats.docx.part import CONTROL, PARAGRAPH, W, inner, is_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT, TAB, BREAK, RETURN, HYPHEN = (f"{W}{tag}" for tag in ("t", "tab", "br", "cr", "noBreakHyphen"))
_PIECES = frozenset((TEXT, TAB, BREAK, RETURN, HYPHEN))
_SHOWN = {TAB: "\t", BREAK: "\n", RETURN: "\n", HYPHEN: "-"}
_UNSEEN = frozenset(
    (*(f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "txbxContent", "tbl")), f"{_MC}Fallback")
)
_PROMPT = f"{W}sdtPr/{W}showingPlcHdr"


def is_prompt(node: etree._Element) -> bool:
    """Whether a node is a content control that shows its prompt and no text of anyone."""
    return node.tag == CONTROL and is_on(node, _PROMPT)


def pieces(node: etree._Element) -> Iterator[etree._Element]:
    """Give the texts, tabs and line breaks that a paragraph shows, in their order."""
    for child in node:
        if child.tag in _PIECES:
            yield child
        elif child.tag not in _UNSEEN and not is_prompt(child):
            yield from pieces(child)


def paragraph_text(paragraph: etree._Element) -> str:
    """Give a paragraph's text; one inside a control that shows its prompt has none."""
    if any(is_prompt(above) for above in paragraph.iterancestors(CONTROL)):
        return ""
    return "".join(map(_piece_text, pieces(paragraph)))


def cell_text(cell: etree._Element) -> str:
    """Give a cell's text, one line a paragraph; the text of tables inside it is theirs."""
    return "\n".join(map(paragraph_text, inner(cell, PARAGRAPH))).strip("\n")


def text_of(node: etree._Element) -> str:
    return paragraph_text(node) if node.tag == PARAGRAPH else cell_text(node)


def _piece_text(piece: etree._Element) -> str:
    if piece.tag == BREAK and piece.get(f"{W}type") in ("page", "column"):
        return ""
    return (piece.text or "") if piece.tag == TEXT else _SHOWN[piece.tag]
