"""A buyer's workbook with all that an export might lose, by invented firms."""

import io
import zlib

import xlsxwriter

QUESTIONS = ("Do you encrypt data at rest?", "Do you test backups every quarter?", "Is a second factor asked for?")
_TYPES = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_TYPES = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def image() -> bytes:
    """A PNG of two by two grey points."""
    head = (2).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress(b"\x00\x80\x80" * 2)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def workbook() -> bytes:
    """Write a sheet with lists, a merge, an image, a comment, protection, colours and a formula."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Questions")
        bold, open_cell = book.add_format({"bold": True, "bg_color": "#DDEEFF"}), book.add_format({"locked": False})
        sheet.merge_range("A1:D1", "Invented Buyer Ltd: supplier review", bold)
        sheet.write_row("A3", ("ID", "Question", "Answer", "Comment"), bold)
        for number, question in enumerate(QUESTIONS, start=1):
            sheet.write_row(2 + number, 0, (f"A-{number}", question))
            sheet.write_blank(2 + number, 2, None, open_cell)
        sheet.data_validation("C4:C6", {"validate": "list", "source": ["Yes", "No", "N/A"]})
        sheet.conditional_format("C4:C6", {"type": "cell", "criteria": "==", "value": '"No"', "format": bold})
        sheet.write_comment("B4", "A note of the buyer")
        sheet.insert_image("F2", "logo.png", {"image_data": io.BytesIO(image())})
        sheet.write_formula("F8", '=COUNTIF(C4:C6,"Yes")', None, 0)
        sheet.protect()
    return stream.getvalue()
