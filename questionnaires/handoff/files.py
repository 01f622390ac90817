"""A package as bytes: a workbook and a page to print, in one ZIP; the same package gives the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import jinja2
import xlsxwriter
from markupsafe import Markup

from foundation.assets import asset
from questionnaires.export.plain_text import legal
from questionnaires.handoff.package import Package
from questionnaires.handoff.sheets import Sheet, sheets_of

_MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed day inside the files: the day that counts stands on the first sheet."""
_OPTIONS = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_CELL = 32_767


def archive(package: Package) -> bytes:
    """Give the ZIP."""
    sheets = sheets_of(package)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in (("handoff.xlsx", workbook(sheets)), ("handoff.html", document(package, sheets).encode())):
            member = zipfile.ZipInfo(name, _MADE_ON.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            files.writestr(member, content)
    return stream.getvalue()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write the tables, every cell as text: none becomes a formula, a link or a number."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"created": _MADE_ON.replace(tzinfo=None)})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#E6EDF5"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
            for place, (label, width) in enumerate(sheet.columns):
                page.set_column(place, place, width)
                page.write_string(0, place, label, bold)
            for number, row in enumerate(sheet.rows, start=1):
                for place, text in enumerate(row):
                    page.write_string(number, place, legal(text)[:_LONGEST_CELL], plain)
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    return stream.getvalue()


def document(package: Package, sheets: Sequence[Sheet]) -> str:
    """Write the same tables as one page to print, which needs nothing from elsewhere and runs nothing."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(asset("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # the style sheet is our own file, so it is safe as it stands
    styles = Markup("<style>\n{}</style>").format(Markup(asset("static", "css", "handoff.css").read_text()))  # noqa: S704
    page = pages.get_template("questionnaires/handoff/document.html")
    return page.render(package=package, sheets=sheets, styles=styles)
