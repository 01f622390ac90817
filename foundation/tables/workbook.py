"""The first visible sheet of an XLSX workbook as text; formulas count by their cached values, macros are never run."""

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from foundation.errors import Unreadable
from foundation.tables.archive import open_archive, read_member
from foundation.tables.cells import MAIN, CellReader, is_date_format, strings_of
from foundation.tables.sheet import sheet_rows

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"


def first_visible_sheet(content: bytes, *, file: str) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """Give the name of the first sheet that is not hidden, and its rows that hold a value; raises Unreadable."""
    archive = open_archive(content, file=file)
    book = _xml(archive, _WORKBOOK, file)
    name, path = _visible(archive, book, file)
    properties = book.find(f"{MAIN}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    reader = CellReader(_strings(archive, file), _date_styles(archive, file), from_1904)
    return name, sheet_rows(read_member(archive, path, file=file), reader, where=f"{file}, sheet '{name}'")


def _xml(archive: zipfile.ZipFile, name: str, file: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(read_member(archive, name, file=file), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"a damaged workbook: {name} cannot be read", file) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"{name} declares a document type, which no workbook needs", file)
    return root


def _visible(archive: zipfile.ZipFile, book: etree._Element, file: str) -> tuple[str, str]:
    links = _xml(archive, "xl/_rels/workbook.xml.rels", file)
    targets = {link.get("Id"): link.get("Target", "") for link in links.iterfind("{*}Relationship")}
    for sheet in book.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        target = targets.get(sheet.get(_RELATIONSHIP), "")
        if sheet.get("state", "visible") == "visible" and "worksheet" in target:
            return str(sheet.get("name")), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    raise Unreadable("no visible sheet in the workbook", file)


def _strings(archive: zipfile.ZipFile, file: str) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return []
    try:
        return strings_of(read_member(archive, name, file=file))
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"a damaged workbook: {name} cannot be read", file) from error


def _date_styles(archive: zipfile.ZipFile, file: str) -> frozenset[int]:
    """Give the numbers of the cell styles that show a number as a day."""
    name = "xl/styles.xml"
    if name not in archive.namelist():
        return frozenset()
    styles = _xml(archive, name, file)
    formats = {own.get("numFmtId"): own.get("formatCode", "") for own in styles.iter(f"{MAIN}numFmt")}
    cell_formats = styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return frozenset(
        place
        for place, style in enumerate(cell_formats)
        if is_date_format(style.get("numFmtId", "0"), formats.get(style.get("numFmtId")))
    )
