"""Small sound files of every format that is read: what the fuzzing spoils. Questions of our own writing."""

import io
import json

import fpdf
import openpyxl
import xlwt
from openpyxl.workbook.defined_name import DefinedName

from tests.unit.questionnaires.parsing.documents import document
from tests.unit.questionnaires.parsing.documents import to_bytes as document_bytes
from tests.unit.questionnaires.parsing.workbooks import offer, to_bytes, with_shared_strings

ROWS = (
    ("ID", "Question", "Answer", "Comment"),
    ("A-1", "Do you encrypt data at rest?", "", ""),
    ("A-2", "If yes, which cipher do you use?", "", ""),
    ("B-1", "Are backups tested every quarter?", "", ""),
)


def sheets() -> bytes:
    """A workbook with lists inline and by name, a merge, a hidden sheet and a formula."""
    book = openpyxl.Workbook()
    asked, lists = book.active, book.create_sheet("Lists")
    asked.title = "Questions"
    asked["A1"] = "Invented Buyer Ltd: supplier review"
    asked.merge_cells("A1:D1")
    for row, texts in enumerate(ROWS, start=3):
        for column, text in enumerate(texts, start=1):
            asked.cell(row, column, text or None)
    asked["F4"] = "=COUNTA(C4:C6)"
    asked.merge_cells("D5:E5")
    for row, word in enumerate(("Yes", "No", "N/A"), start=1):
        lists.cell(row, 1, word)
    lists.sheet_state = "hidden"
    book.defined_names["Words"] = DefinedName("Words", attr_text="Lists!$A$1:$A$3")
    offer(asked, "C4", '"Yes,No"')
    offer(asked, "C5:C6", "Words")
    return to_bytes(book)


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Questions")
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pages() -> bytes:
    made = fpdf.FPDF()
    made.add_page()
    made.set_font("helvetica", size=11)
    for ref, question, *_ in ROWS[1:]:
        made.cell(text=f"{ref} {question}", new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def seeds() -> dict[str, bytes]:
    """Give the files by name; the ending says the format."""
    table = "\r\n".join(",".join(f'"{text}"' for text in texts) for texts in ROWS)
    listed = [{"ref": ref, "question": question, "vocabulary": ["Yes", "No"]} for ref, question, *_ in ROWS[1:]]
    return {
        "lists.xlsx": sheets(),
        "shared.xlsx": with_shared_strings(*ROWS),
        "table.docx": document_bytes(document(ROWS)),
        "table.csv": table.encode(),
        "wide.csv": table.encode("utf-16"),
        "table.tsv": table.replace(",", "\t").encode("cp1252"),
        "listed.json": json.dumps(listed).encode(),
        "lines.txt": "\n".join(f"{ref} {question}" for ref, question, *_ in ROWS).encode(),
        "old.xls": old_workbook(),
        "pages.pdf": pages(),
    }
