"""The table of strings that a workbook's cells point into."""

from foundation.tables.cells import unescaped
from questionnaires.parsing.formats.scan import Scan, local


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
    scan = _StringsScan(part)
    scan.run(content)
    return scan.strings
