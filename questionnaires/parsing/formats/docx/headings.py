"""Which paragraphs are headings, by their style, and which heading stands over a table."""

from lxml import etree

from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.docx.part import PARAGRAPH, TABLE, W, blocks, read_document, value
from questionnaires.parsing.formats.docx.text import paragraph_text
from questionnaires.parsing.words import asks

_STYLES = "word/styles.xml"
_NAMES = ("heading", "title", "berschrift", "titre", "titulo", "título", "encabezado")
_LONGEST_WORDS = 15


class Headings:
    """The headings of one document; style names are read from its styles part, where it has one."""

    def __init__(self, archive: Archive, document: etree._Element) -> None:
        self._styles = _heading_styles(archive)
        self._over = self._titles(document)

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a heading's style or outline level."""
        style = value(paragraph, f"{W}pPr/{W}pStyle") or ""
        return style in self._styles or paragraph.find(f"{W}pPr/{W}outlineLvl") is not None

    def over(self, table: etree._Element) -> str | None:
        """Give the last heading over a table of the body; None for a table in another's cell."""
        return self._over.get(table)

    def _titles(self, document: etree._Element) -> dict[etree._Element, str | None]:
        found: dict[etree._Element, str | None] = {}
        title: str | None = None
        for block in blocks(document):
            if block.tag == TABLE:
                found[block] = title
            elif block.tag == PARAGRAPH and self.is_heading(block) and not is_title(block):
                text = paragraph_text(block).strip()
                title = text if text and not asks(text) and len(text.split()) <= _LONGEST_WORDS else title
        return found


def is_title(paragraph: etree._Element) -> bool:
    """Whether a paragraph is the title of the whole document, which is no section of it."""
    return (value(paragraph, f"{W}pPr/{W}pStyle") or "").casefold() in ("title", "subtitle", "titel", "titre")


def _heading_styles(archive: Archive) -> frozenset[str]:
    """Give the ids of the styles named as headings; those of a document without a readable list by id alone."""
    usual = {f"Heading{level}" for level in range(1, 10)} | {"Title"}
    if _STYLES not in archive.names:
        return frozenset(usual)
    try:
        styles = read_document(archive.read(_STYLES), filename=archive.filename)
    except UnreadableQuestionnaire as broken:
        raise UnreadableQuestionnaire(broken.problem, f"{archive.filename}, {_STYLES}") from broken
    named = {
        style.get(f"{W}styleId", "")
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
        and any(name in (value(style, f"{W}name") or "").casefold() for name in _NAMES)
    }
    return frozenset(named | usual)
