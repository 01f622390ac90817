"""The document part of a Word file, parsed safely, and the words of its markup."""

from collections.abc import Iterator

from lxml import etree

from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.scan import Scan

PART = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
TABLE, ROW, CELL, PARAGRAPH, CONTROL, RUN = (f"{W}{tag}" for tag in ("tbl", "tr", "tc", "p", "sdt", "r"))
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
ORDINARY = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The same words under another name: a strict Open XML document is read as an ordinary one."""
_MAX_DEPTH = 200
"""Elements inside one another; a table in a table's cell takes about six."""
_WRAPPERS = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


class _DepthScan(Scan):
    """Refuses what would make a tree too deep to walk."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self._depth = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        del name, attributes
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise UnreadableQuestionnaire(
                f"its parts lie more than {_MAX_DEPTH} deep in one another, which is refused", self.part
            )

    def finish(self, name: str) -> None:
        del name
        self._depth -= 1


def read_document(content: bytes, *, filename: str) -> etree._Element:
    """Parse the document part, its namespace the ordinary one.

    The scan refuses document types and deep nesting before a tree is built.
    """
    part = f"{filename}, {PART}"
    _DepthScan(part).run(content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False)
    try:
        return etree.fromstring(content.replace(STRICT, ORDINARY), parser)
    except etree.XMLSyntaxError as broken:
        raise UnreadableQuestionnaire(f"its XML cannot be read: {broken.msg}", part) from broken


def read_part(archive: Archive) -> etree._Element:
    return read_document(archive.read(PART), filename=archive.filename)


def inner(node: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Give the children of a node with these tags, those inside content controls and accepted insertions too."""
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inner(child, *tags)


def blocks(document: etree._Element) -> Iterator[etree._Element]:
    """Give the paragraphs and tables of the body in their order."""
    body = document.find(f"{W}body")
    if body is not None:
        yield from inner(body, PARAGRAPH, TABLE)


def value(node: etree._Element, path: str) -> str | None:
    """Give the `w:val` of a descendant, or None where there is none."""
    found = node.find(path)
    return None if found is None else found.get(f"{W}val", "")


def is_on(node: etree._Element, path: str) -> bool:
    """Whether a switch such as `w:showingPlcHdr` stands and is not switched off."""
    found = node.find(path)
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")
