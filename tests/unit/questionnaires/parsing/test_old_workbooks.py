"""Old workbooks (XLS), and the web pages that many programs save under their name."""

import datetime
import io
from contextlib import suppress

import openpyxl
import pytest
import xlwt

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export_file, exported_name
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.read import parse
from questionnaires.parsing.report import inspect_report

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def old_workbook(rows: int = 3) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Controls")
    sheet.write_merge(0, 0, 0, 3, "Supplier review")
    for column, head in enumerate(("No", "Question", "Answer", "Comment")):
        sheet.write(1, column, head)
    for row in range(rows):
        sheet.write(row + 2, 0, row + 1)
        sheet.write(row + 2, 1, ("Do you log?", "Do you test backups?", "Is data encrypted?")[row % 3])
    sheet.write(20, 1, datetime.date(2026, 1, 31), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    book.add_sheet("Lists").visibility = 1
    return saved(book)


def saved(book: xlwt.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def problem(content: bytes, filename: str) -> str:
    with pytest.raises(UnreadableQuestionnaire) as raised:
        parse(content, filename=filename)
    return str(raised.value)


def test_the_questions_of_an_old_workbook_and_their_cells() -> None:
    found = parse(old_workbook(), filename="old.xls")

    assert found.format == "xls"
    assert [(one.row, one.ref, one.question, one.answer_cell, one.comment_cell) for one in found.questions[:2]] == [
        (3, "1", "Do you log?", "C3", "D3"),
        (4, "2", "Do you test backups?", "C4", "D4"),
    ]
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("Controls", False), ("Lists", True)]


def test_the_answers_stand_in_a_new_workbook_that_says_so() -> None:
    content = old_workbook()
    filled = [FilledCell("Controls", "C3", "Yes"), FilledCell("Controls", "D3", "=HYPERLINK(1)")]

    exported = export_file(content, filename="old.xls", questionnaire=parse(content, filename="old.xls"), filled=filled)
    book = openpyxl.load_workbook(io.BytesIO(exported.content))

    assert exported.name == "old.xlsx"
    assert "new document made from old.xls" in exported.notes[0]
    assert book.sheetnames == ["About this file", "Controls", "Lists"]
    assert "new document made from old.xls" in book["About this file"]["A1"].value
    assert [cell.value for cell in book["Controls"][3]] == ["1", "Do you log?", "Yes", '"=HYPERLINK(1)"']
    assert book["Controls"]["B21"].value == "2026-01-31"
    assert (book["Controls"]["B2"].font.b, book["Controls"]["B3"].font.b) == (True, False)
    assert [str(area) for area in book["Controls"].merged_cells.ranges] == ["A1:D1"]
    assert book["Lists"].sheet_state == "hidden"


def test_the_same_answers_give_the_same_bytes() -> None:
    content = old_workbook()
    found = parse(content, filename="old.xls")
    filled = [FilledCell("Controls", "C3", "Yes")]
    first, second = (
        export_file(content, filename="old.xls", questionnaire=found, filled=filled).content for _ in range(2)
    )

    assert first == second


def test_what_comes_out_is_a_questionnaire_again() -> None:
    content = old_workbook()
    exported = export_file(content, filename="old.xls", questionnaire=parse(content, filename="old.xls"), filled=[])

    again = parse(exported.content, filename=exported.name)

    assert (again.questions[0].question, again.questions[0].answer_cell) == ("Do you log?", "C3")


def test_the_report_of_an_old_workbook_names_no_encoding() -> None:
    report = inspect_report(parse(old_workbook(), filename="old.xls"))

    assert set(report["questionnaire"]) == {"file", "format", "sheets"}  # type: ignore[call-overload]  # a report is plain JSON


@pytest.mark.parametrize(
    ("content", "filename", "said"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "new.xlsx", "remove the password"),
        (OLE + "WordDocument".encode("utf-16-le"), "letter.doc", "save it as DOCX"),
        (OLE + "WordDocument".encode("utf-16-le"), "letter.xls", "save it as DOCX"),
        (OLE + "__substg1.0_".encode("utf-16-le"), "mail.msg", "copy the text of the e-mail"),
        (OLE + "Workbook".encode("utf-16-le"), "old.xlsx", "old workbook (XLS) although it is named .xlsx"),
        (OLE + "Workbook".encode("utf-16-le"), "old.xls", "is damaged"),
        (b"{\\rtf1 hello}", "letter.rtf", "save it as DOCX"),
        (b"{\\rtf1 hello}", "letter.txt", "save it as DOCX"),
        (b"From: ann@globex.example\n\nDo you log?", "mail.eml", "copy the text of the e-mail"),
        (b"<html><body>Do you log?</body></html>", "page.xlsx", "is a web page (HTML)"),
        (b"question,answer\nDo you log?,\n", "old.xls", "renamed text file"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "a.xls", "as XLSX"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_its_remedy(content: bytes, filename: str, said: str) -> None:
    assert said in problem(content, filename)


def test_a_damaged_old_workbook_is_refused_wherever_it_is_damaged() -> None:
    content = bytearray(old_workbook())
    for at in range(512, len(content), 37):
        broken = bytes(content[:at]) + bytes((content[at] ^ 0xFF,)) + bytes(content[at + 1 :])
        with suppress(UnreadableQuestionnaire):
            assert parse(broken, filename="old.xls").questions


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("questionnaires.parsing.formats.xls.MAX_ROWS", 5)
    assert "more than 5 rows" in problem(old_workbook(rows=6), "old.xls")

    monkeypatch.setattr("questionnaires.parsing.formats.xls.MAX_ROWS", 9)
    assert len(parse(old_workbook(rows=6), filename="old.xls").questions) >= 6


PAGE = b"""<html><body><table><tr><th colspan=2>Access</th></tr>
<tr><th>Question</th><th>Answer</th></tr><tr><td>Do you<br>log &amp; keep?</td><td></td></tr>
<tr><td>Is MFA required?</td><td></td></tr></table></body></html>"""


@pytest.mark.parametrize("filename", ["old.xls", "page.html"])
def test_a_table_saved_as_a_web_page(filename: str) -> None:
    found = parse(PAGE, filename=filename)
    filled = [FilledCell("Table 1", "B4", "Yes")]
    exported = export_file(PAGE, filename=filename, questionnaire=found, filled=filled)

    assert found.format == "html"
    assert [(one.question, one.answer_cell) for one in found.questions] == [
        ("Do you\nlog & keep?", "B3"),
        ("Is MFA required?", "B4"),
    ]
    assert openpyxl.load_workbook(io.BytesIO(exported.content))["Table 1"]["B4"].value == "Yes"


def test_the_name_of_what_comes_out() -> None:
    assert [exported_name("a.b.pdf", "pdf"), exported_name("a.xls", "html"), exported_name("a.csv", "csv")] == [
        "a.b.xlsx",
        "a.xlsx",
        "a.csv",
    ]


def test_ten_thousand_merges_are_written_without_comparing_each_with_all() -> None:
    rows = b"".join(b"<tr><td colspan=2>Is item %d tested?</td><td></td></tr>" % at for at in range(10_000))
    page = b"<table><tr><th colspan=2>Question</th><th>Answer</th></tr>" + rows + b"</table>"
    found = parse(page, filename="page.html")
    filled = [FilledCell("Table 1", "C10001", "Yes")]

    exported = export_file(page, filename="page.html", questionnaire=found, filled=filled)

    assert found.questions[-1].answer_cell == "C10001"
    assert len(parse(exported.content, filename="page.xlsx").questions) == 10_000
