"""What a file truly is, told by its first bytes and not by its name."""

from enum import StrEnum

from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive, open_archive
from questionnaires.parsing.formats.encoding import is_utf16

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MACRO_TEMPLATE_TYPE = b"application/vnd.ms-excel.template.macroEnabled.main+xml"
_OFFICE_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".docx")
_PLAIN_SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json"}
_HEAD_BYTES = 4096
READABLE = "XLSX, XLSM, XLS, DOCX, PDF, CSV, TSV, JSON or plain text"
_OPEN_DOCUMENT = "it is an OpenDocument file; save it as XLSX or DOCX and try again"
_REMEDIES = {
    ".ods": _OPEN_DOCUMENT,
    ".odt": _OPEN_DOCUMENT,
    ".numbers": "it is an Apple Numbers file; export it as Excel (XLSX) and try again",
    ".pages": "it is an Apple Pages file; export it as Word (DOCX) and try again",
    ".rtf": "it is a rich text file (RTF); save it as DOCX and try again",
    ".eml": "it is a stored e-mail; copy the text of the e-mail and paste it, or give its attachment",
    ".msg": "it is a stored e-mail (MSG); copy the text of the e-mail and paste it, or give its attachment",
    ".doc": "it is in the old Word format (DOC); save it as DOCX and try again",
    ".xlsb": "it is a binary workbook (XLSB); save it as XLSX",
}


class Format(StrEnum):
    """The formats that can be read, by the word that the report uses."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    DOCX = "docx"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TEXT = "text"
    XLS = "xls"
    HTML = "html"
    PDF = "pdf"


def sniff(content: bytes, *, filename: str) -> tuple[Format, Archive | None]:
    """Tell the format, with the open container of a ZIP; raises `UnreadableQuestionnaire` for all others."""
    suffix = filename[filename.rfind(".") :].lower() if "." in filename else ""
    if not content.strip():
        raise UnreadableQuestionnaire("the file is empty", filename)
    if content.startswith(_ZIP):
        return _container(open_archive(content, filename=filename), suffix)
    if content.startswith(_OLE):
        return _old_binary(content, suffix, filename), None
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(suffix, filename), None
    return _plain(content, suffix, filename), None


def _container(archive: Archive, suffix: str) -> tuple[Format, Archive]:
    if any(name.endswith("workbook.bin") for name in archive.names):
        raise UnreadableQuestionnaire("it is a binary workbook (XLSB); save it as XLSX", archive.filename)
    if "word/document.xml" in archive.names:
        found = Format.DOCX
    elif "[Content_Types].xml" in archive.names and any(name.startswith("xl/") for name in archive.names):
        types = archive.read("[Content_Types].xml")
        found = Format.XLSM if _MACRO_TYPE in types or _MACRO_TEMPLATE_TYPE in types else Format.XLSX
    else:
        raise UnreadableQuestionnaire(_zip_problem(archive, suffix), archive.filename)
    if suffix in (".csv", ".tsv", ".json", ".txt", ".xls", ".pdf"):
        raise UnreadableQuestionnaire(
            f"it is named {suffix} but is an office file; name it .{found} and try again", archive.filename
        )
    return found, archive


def _zip_problem(archive: Archive, suffix: str) -> str:
    mimetype = archive.read("mimetype") if "mimetype" in archive.names else b""
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return _OPEN_DOCUMENT
    if any(name.endswith(".iwa") for name in archive.names):
        return _REMEDIES[".pages" if suffix == ".pages" else ".numbers"]
    return _REMEDIES.get(suffix) or (
        f"it is a ZIP container but neither a workbook nor a Word document; unpack it and give {READABLE}"
    )


def _pdf(suffix: str, filename: str) -> Format:
    if suffix in ("", ".pdf"):
        return Format.PDF
    raise UnreadableQuestionnaire(f"it is a PDF although it is named {suffix}; name it .pdf and try again", filename)


def _old_binary(content: bytes, suffix: str, filename: str) -> Format:
    """Take an OLE container for an old workbook only under its own name; all others are refused by what they hold."""
    if _holds(content, "EncryptedPackage"):
        problem = "it is encrypted with a password; remove the password, save it and try again"
    elif _holds(content, "WordDocument"):
        problem = _REMEDIES[".doc"]
    elif _holds(content, "__substg1.0_") or suffix == ".msg":
        problem = _REMEDIES[".msg"]
    elif not (_holds(content, "Workbook") or _holds(content, "Book")):
        problem = "it is in an old binary format without a workbook in it; save it as XLSX or DOCX and try again"
    elif suffix != ".xls":
        problem = f"it is an old workbook (XLS) although it is named {suffix or 'without .xls'}; save it as XLSX"
    else:
        return Format.XLS
    raise UnreadableQuestionnaire(problem, filename)


def _holds(content: bytes, stream: str) -> bool:
    """Whether an OLE container's directory names a stream so."""
    return stream.encode("utf-16-le") in content


def _plain(content: bytes, suffix: str, filename: str) -> Format:
    head = content[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix in (".xls", ".htm", ".html") and _is_html(content):
        return Format.HTML
    if suffix in _REMEDIES or head.startswith(b"{\\rtf"):
        raise UnreadableQuestionnaire(_REMEDIES.get(suffix, _REMEDIES[".rtf"]), filename)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise UnreadableQuestionnaire(
            "it is an XML spreadsheet of 2003; open it in Excel and save it as XLSX", filename
        )
    if suffix in _OFFICE_SUFFIXES or suffix in (".xls", ".pdf"):
        raise UnreadableQuestionnaire(_renamed(content, suffix), filename)
    if b"\x00" in content and not _is_wide(content):
        raise UnreadableQuestionnaire(f"it is neither a text nor an office file; give {READABLE}", filename)
    if suffix in _PLAIN_SUFFIXES:
        return Format(_PLAIN_SUFFIXES[suffix])
    if suffix in ("", ".txt", ".text", ".md"):
        return Format.TEXT
    raise UnreadableQuestionnaire(f"files named {suffix} cannot be read; give {READABLE}", filename)


def _renamed(content: bytes, suffix: str) -> str:
    if _is_html(content):
        return f"it is a web page (HTML) although it is named {suffix}; open it in Excel and save it as XLSX"
    kind = "a PDF" if suffix == ".pdf" else "an office file"
    return f"it is named {suffix} but is not {kind}; it may be a renamed text file. Save it as {READABLE}"


def _is_html(content: bytes) -> bool:
    """Whether a text opens as a web page or a table of one; UTF-16 is looked through."""
    head = content[:_HEAD_BYTES].replace(b"\x00", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")) or (
        head.startswith(b"<") and b"<table" in head
    )


def _is_wide(content: bytes) -> bool:
    """Whether zero bytes belong to UTF-16 or UTF-32 text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    return is_utf16(content)
