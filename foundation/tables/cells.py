"""What a cell of a sheet says, as the text that FORMATS would have in a CSV."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.numbers import is_date_format as is_date_code

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_DAY = 2_958_466
"""The serial number of the first day after the year 9999."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """What a workbook's cells refer to: shared strings, the styles that show days, and where its days count from."""

    strings: list[str]
    date_styles: frozenset[int]
    from_1904: bool = False

    def text(self, cell: etree._Element) -> str:
        """Give a cell's text: a day as ISO, a number plainly, true and false as yes and no, a formula by its value."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{MAIN}is")
            return "" if inline is None else _joined(inline)
        value = cell.findtext(f"{MAIN}v") or ""
        if kind == "s":
            return self._shared(value)
        if kind == "b":
            return "yes" if value == "1" else "no"
        if kind == "d":
            return value.removesuffix("T00:00:00")
        if kind != "n":
            return unescaped(value)
        return self._number(value, int(cell.get("s", "0")))

    def _shared(self, value: str) -> str:
        if not value:
            return ""
        place = int(value)
        if not 0 <= place < len(self.strings):
            raise ValueError(f"no shared string {place}")
        return self.strings[place]

    def _number(self, value: str, style: int) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite():
            return value
        if style in self.date_styles and 1 <= number < _LAST_DAY:
            return iso_moment(float(number), from_1904=self.from_1904)
        return plain_number(number)


def plain_number(number: Decimal) -> str:
    """Write a number without exponent, trailing zeros, or the noise of its binary form."""
    if number.adjusted() > 15:
        return str(number)
    rounded = Decimal(f"{float(number):.15g}")  # as many digits as a spreadsheet shows
    return format(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize(), "f")


def iso_moment(serial: float, *, from_1904: bool) -> str:
    """Write a serial day number as an ISO day, with the time only when it has one."""
    # serial 60 is the 29 February 1900 that never was, so that the days before it count one further
    origin = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= 60 else 31)  # noqa: DTZ001 - a day has no zone
    moment = origin + timedelta(seconds=round(serial * 86_400))
    return moment.date().isoformat() if moment.time() == moment.time().min else moment.isoformat()


def is_date_format(number_format: str, code: str | None) -> bool:
    """Tell whether a number format shows a day; `code` is the workbook's own format code, or None for a built-in."""
    known = (
        code
        if code is not None
        else BUILTIN_FORMATS.get(int(number_format) if number_format.isdecimal() else 0, "General")
    )
    return bool(is_date_code(known)) and bool(re.search("[yd]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", known.lower())))


def strings_of(xml: bytes) -> list[str]:
    """Give the workbook's shared strings in their order, without formatting and reading aids; raises XMLSyntaxError."""
    return [_joined(item) for item in elements(xml, f"{MAIN}si")]


def elements(xml: bytes, tag: str) -> Iterator[etree._Element]:
    """Walk the elements of one tag, each forgotten once it was seen, so that memory stays small."""
    walk = etree.iterparse(io.BytesIO(xml), tag=tag, resolve_entities=False, no_network=True, load_dtd=False)
    for _, element in walk:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _joined(item: etree._Element) -> str:
    runs = [*item.iterfind(f"{MAIN}t"), *item.iterfind(f"{MAIN}r/{MAIN}t")]
    return unescaped("".join(run.text or "" for run in runs))


def unescaped(text: str) -> str:
    """Turn the format's `_x000D_` escapes back into characters."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
