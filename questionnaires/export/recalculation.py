"""Asks the program that opens the workbook to compute it anew, by `calcPr` and nothing else."""

import re

from questionnaires.export.cell_spans import tag_end
from questionnaires.parsing.formats.scan import Scan, local

_BEFORE = ("definedNames", "externalReferences", "functionGroups", "sheets")
"""The elements that `calcPr` must follow, last one first."""
_ATTRIBUTE = re.compile(rb"""\s+fullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')""")


class _WorkbookScan(Scan):
    def __init__(self, part: str, content: bytes) -> None:
        super().__init__(part)
        self._content = content
        self._depth = 0
        self._start = 0
        self.calculation: tuple[int, int] | None = None
        self.asked = False
        self.ends: dict[str, int] = {}
        self.prefix = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.prefix = name[: -len(local(name))]
        elif self._depth == 2:
            self._start = self.parser.CurrentByteIndex
        if self._depth == 2 and local(name) == "calcPr":
            start = self._start
            self.calculation = (start, tag_end(self._content, start))
            self.asked = attributes.get("fullCalcOnLoad") in ("1", "true")

    def finish(self, name: str) -> None:
        if self._depth == 2:
            opened = tag_end(self._content, self._start)
            empty = self._content[opened - 2 : opened] == b"/>"
            self.ends[local(name)] = opened if empty else tag_end(self._content, self.parser.CurrentByteIndex)
        self._depth -= 1


def ask_recalculation(content: bytes, part: str) -> bytes:
    """Give the workbook part with `fullCalcOnLoad` set; unchanged when it is set already."""
    scan = _WorkbookScan(part, content)
    scan.run(content)
    if scan.asked:
        return content
    if scan.calculation is not None:
        start, end = scan.calculation
        tag = _ATTRIBUTE.sub(b"", content[start:end])
        close = len(tag) - (2 if tag.endswith(b"/>") else 1)
        return content[:start] + tag[:close].rstrip() + b' fullCalcOnLoad="1"' + tag[close:] + content[end:]
    at = next((scan.ends[name] for name in _BEFORE if name in scan.ends), None)
    if at is None:
        return content
    return content[:at] + f'<{scan.prefix}calcPr fullCalcOnLoad="1"/>'.encode() + content[at:]
