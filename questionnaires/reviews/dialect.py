"""How a CSV or TSV is written, as a page shows it and as a person corrects it."""

from collections.abc import Mapping
from dataclasses import dataclass

ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "cp1252": "Western European (Windows-1252)",
    "latin-1": "Western European (Latin-1)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1253": "Greek (Windows-1253)",
    "shift_jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "utf-16": "UTF-16",
}
DELIMITERS: Mapping[str, str] = {",": "Comma ,", ";": "Semicolon ;", "tab": "Tab", "|": "Vertical bar |"}


@dataclass(frozen=True, slots=True)
class DialectChoice:
    """The encoding and the delimiter that are chosen, among those to choose from."""

    encoding: str
    delimiter: str
    encodings: tuple[tuple[str, str], ...]
    delimiters: tuple[tuple[str, str], ...]


def dialect_choice(
    encoding: str | None, delimiter: str | None, given: Mapping[str, str] | None = None
) -> DialectChoice | None:
    """Offer what was found (or what was sent), and the usual others; None for a file without such a choice."""
    if encoding is None and delimiter is None:
        return None
    read, cut = encoding or "utf-8", "tab" if delimiter == "\t" else delimiter or ","
    return DialectChoice(
        _known((given or {}).get("encoding"), ENCODINGS, read),
        _known((given or {}).get("delimiter"), DELIMITERS, cut),
        _offered(ENCODINGS, read),
        _offered(DELIMITERS, cut),
    )


def _known(given: str | None, offered: Mapping[str, str], found: str) -> str:
    return given if given is not None and given in offered else found


def _offered(usual: Mapping[str, str], found: str) -> tuple[tuple[str, str], ...]:
    return tuple((usual if found in usual else {found: found} | dict(usual)).items())
