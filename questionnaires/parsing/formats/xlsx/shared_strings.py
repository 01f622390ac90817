"""The table of strings that a workbook's cells point into."""

import re

from foundation.tables.cells import unescaped
from questionnaires.parsing.formats.ordinary import is_ordinary, plain_entities
from questionnaires.parsing.formats.scan import Scan, local

_STRING = re.compile(
    rb'\s*+(?:<si><t(?: xml:space="preserve")?>([^<&]*(?:&(?:amp|lt|gt|quot|apos);[^<&]*)*)</t></si>'
    rb"|(<si>[\s\S]*?</si>)|(\S)[\s\S]*)"
)


class _StringsScan(Scan):
    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_phonetic = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        tag = local(name)
        if tag == "si":
            self._pieces = []
        elif tag == "t":
            self._in_text = not self._in_phonetic
        elif tag == "rPh":
            self._in_phonetic = True

    def finish(self, name: str) -> None:
        tag = local(name)
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_phonetic = False
        elif tag == "si":
            self.strings.append(unescaped("".join(self._pieces)))

    def characters(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)


def read_shared_strings(content: bytes, part: str) -> list[str]:
    """Read the texts in their order, rich text as its plain words, phonetic hints left out."""
    strings = _read_quickly(content, part)
    return strings if strings is not None else _read_events(content, part)


def _read_events(content: bytes, part: str) -> list[str]:
    scan = _StringsScan(part)
    scan.run(content)
    return scan.strings


def _read_quickly(content: bytes, part: str) -> list[str] | None:
    """Read plain texts by a pattern and rich ones by events; None when the part is not written the usual way."""
    start = content.find(b">", content.find(b"<sst")) + 1
    end = content.rfind(b"</sst>")
    if end < start or b"<sst" not in content or content.find(b"\r", start, end) >= 0 or not is_ordinary(content):
        return None
    while content[end - 1 : end].isspace():
        end -= 1
    strings: list[str] = []
    for text, rich, surprise in _STRING.findall(content, start, end):
        if surprise:
            return None
        if rich:
            strings += _read_events(b"<sst>" + rich + b"</sst>", part)
        else:
            shown = plain_entities(text)
            strings.append(unescaped(shown) if "_x" in shown else shown)
    return strings
