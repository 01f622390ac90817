"""How the bytes of a text were written: a mark at the beginning, UTF-8, or the code page that fits."""

import codecs
import unicodedata
from dataclasses import dataclass

import charset_normalizer

from foundation.errors import BadInput
from questionnaires.parsing.errors import UnreadableQuestionnaire

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HINT_BYTES = 64 * 1024
_FOREIGN = ("CYRILLIC", "GREEK", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "HEBREW", "THAI")
_MANY_ACCENTS = 0.4
"""Share of the letters; no Western text carries as many accents, so it is another alphabet misread."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how its bytes were written."""

    text: str
    encoding: str
    bom: bytes


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """Decode by the encoding that a person names, else by BOM, as UTF-8, as another alphabet, as Windows-1252.

    Latin-1 takes the five bytes that Windows-1252 leaves open. Raises `BadInput` for an encoding that does not
    exist or does not fit, `UnreadableQuestionnaire` for a text that breaks its own mark.
    """
    if encoding is not None:
        return _as_named(content, encoding)
    for bom, known in _BOMS:
        if content.startswith(bom):
            return _as_marked(content[len(bom) :], known, bom)
    if (wide := _wide(content)) is not None:
        return _as_marked(content, wide, b"")
    for tried in ("utf-8", _other_alphabet(content), "cp1252"):
        try:
            if tried:
                return Decoded(content.decode(tried), tried, b"")
        except UnicodeDecodeError:
            continue
    return Decoded(content.decode("latin-1"), "latin-1", b"")


def _as_named(content: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding.strip()).name
        bom = next((bom for bom, known in _BOMS if content.startswith(bom) and known.startswith(name)), b"")
        known = next((known for mark, known in _BOMS if mark == bom), name) if bom else name.replace("-sig", "")
        text = content[len(bom) :].decode(known)
    except (LookupError, ValueError) as wrong:
        if isinstance(wrong, UnicodeDecodeError):
            raise BadInput(f"byte {wrong.start + 1:,} does not fit the encoding {encoding}; name another") from wrong
        raise BadInput(f"'{encoding}' is no encoding; expected such as utf-8, utf-16, cp1252 or cp1251") from wrong
    return Decoded(str(text), known, bom)


def _as_marked(content: bytes, encoding: str, bom: bytes) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding, bom)
    except UnicodeDecodeError as broken:
        at = broken.start + len(bom) + 1
        raise UnreadableQuestionnaire(f"byte {at:,} is damaged: the text is {encoding} by its first bytes") from broken


def is_utf16(content: bytes) -> bool:
    """Whether a text without a mark is UTF-16."""
    return _wide(content) is not None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark: every second byte of Latin text is then zero."""
    sample = content[:4096]
    half = len(sample) // 2
    if len(content) % 2 or half < 4:
        return None
    if sample[1::2].count(0) > 0.8 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _other_alphabet(content: bytes) -> str | None:
    """Ask for a hint where Western letters make no sense, and take it only if it gives another alphabet."""
    sample = content[:_HINT_BYTES]
    letters = [mark for mark in sample.decode("latin-1") if mark.isalpha()]
    if sum(mark > "\x7f" for mark in letters) < _MANY_ACCENTS * max(len(letters), 1):
        return None
    best = charset_normalizer.from_bytes(sample).best()
    if best is None or best.encoding.startswith("utf"):
        return None
    beyond = [mark for mark in str(best) if mark.isalpha() and mark > "\x7f"]
    foreign = sum(unicodedata.name(mark, "").startswith(_FOREIGN) for mark in beyond)
    return best.encoding if foreign > 0.8 * len(beyond) > 0 else None
