"""What a file truly is, told by its first bytes and not by its name."""

from enum import StrEnum

from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive, open_archive

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MACRO_TEMPLATE_TYPE = b"application/vnd.ms-excel.template.macroEnabled.main+xml"
_OFFICE_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".docx")
READABLE = "XLSX, XLSM, DOCX, CSV, TSV, JSON or plain text"


class Format(StrEnum):
    """The formats that can be read, by the word that the report uses."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    DOCX = "docx"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TEXT = "text"


def sniff(content: bytes, *, filename: str) -> tuple[Format, Archive | None]:
    """Tell the format, with the open container of a ZIP; raises `UnreadableQuestionnaire` for all others."""
    suffix = filename[filename.rfind(".") :].lower() if "." in filename else ""
    if not content.strip():
        raise UnreadableQuestionnaire("the file is empty", filename)
    if content.startswith(_ZIP):
        return _container(open_archive(content, filename=filename), suffix)
    if content.startswith(_OLE):
        raise UnreadableQuestionnaire(_ole_problem(content), filename)
    if content.startswith(b"%PDF"):
        raise UnreadableQuestionnaire("it is a PDF; ask the buyer for the spreadsheet, or paste its text", filename)
    if suffix in _OFFICE_SUFFIXES:
        raise UnreadableQuestionnaire(
            f"it is named {suffix} but is not an office file; it may be a renamed text file. Save it as {READABLE}",
            filename,
        )
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
        raise UnreadableQuestionnaire(
            f"it is a ZIP container but neither a workbook nor a Word document; give {READABLE}", archive.filename
        )
    if suffix in (".csv", ".tsv", ".json", ".txt"):
        raise UnreadableQuestionnaire(
            f"it is named {suffix} but is an office file; name it .{found} and try again", archive.filename
        )
    return found, archive


def _plain(content: bytes, suffix: str, filename: str) -> Format:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableQuestionnaire(f"it is neither a text nor an office file; give {READABLE}", filename)
    named = {".csv": Format.CSV, ".tsv": Format.TSV, ".tab": Format.TSV, ".json": Format.JSON}
    if suffix in named:
        return named[suffix]
    if suffix in ("", ".txt", ".text", ".md", ".eml"):
        return Format.TEXT
    raise UnreadableQuestionnaire(f"files named {suffix} cannot be read; give {READABLE}", filename)


def _ole_problem(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "it is encrypted with a password; save it without one and try again"
    return "it is in the old binary format (XLS or DOC); save it as XLSX or DOCX and try again"
