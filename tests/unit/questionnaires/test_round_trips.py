"""Every format that is written into: filled, read again by us and by others, and nothing but the answers is new."""

import csv
import io
import json
from collections.abc import Callable

import docx
import openpyxl
import pytest

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.cells import cell_name
from questionnaires.parsing.formats.json_file import SHEET as JSON_SHEET
from questionnaires.parsing.model import Questionnaire
from questionnaires.parsing.read import parse
from tests.fuzz.seeds import seeds
from tests.unit.questionnaires.parsing.zips import parts_of

SEEDS = seeds()
IN_PLACE = [name for name in SEEDS if not name.endswith((".xls", ".pdf", ".txt"))]
WORDS = ("No", "Kept by a rule; «twice»,\nand again")
Cells = dict[str, object]


def answers(asked: Questionnaire) -> list[FilledCell]:
    """Give a word, and a remark with all that needs care, for every question."""
    pairs = [(one.sheet, (one.answer_cell, one.comment_cell)) for one in asked.questions]
    return [
        FilledCell(sheet, cell, text)
        for sheet, cells in pairs
        for cell, text in zip(cells, WORDS, strict=True)
        if isinstance(cell, str)
    ]


def fill(content: bytes, filename: str) -> bytes:
    asked = parse(content, filename=filename)
    return export(content, filename=filename, questionnaire=asked, filled=answers(asked))


def told(content: bytes, filename: str) -> list[tuple[object, ...]]:
    return [
        (one.sheet, one.row, one.ref, one.section, one.question, one.answer_cell, one.comment_cell, one.vocabulary,
         one.kind, one.parent)
        for one in parse(content, filename=filename).questions
    ]  # fmt: skip


@pytest.mark.parametrize("filename", IN_PLACE)
def test_a_filled_file_asks_the_same_and_says_that_it_is_filled(filename: str) -> None:
    written = fill(SEEDS[filename], filename)

    assert told(written, filename) == told(SEEDS[filename], filename)
    assert [one.filled for one in parse(written, filename=filename).questions] == [True] * 3


@pytest.mark.parametrize("filename", IN_PLACE)
def test_the_same_answers_give_the_same_bytes_also_over_themselves(filename: str) -> None:
    written = fill(SEEDS[filename], filename)

    assert fill(SEEDS[filename], filename) == written
    assert fill(written, filename) == written


def of_workbook(content: bytes) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        f"{sheet.title}!{cell.coordinate}": (cell.value or "", cell.style_id)
        for sheet in book
        for row in sheet.iter_rows(1, 12, 1, 8)
        for cell in row
        if not isinstance(cell, openpyxl.cell.MergedCell)
    }


def of_document(content: bytes) -> Cells:
    """Give the cells of all tables, and the paragraphs between them."""
    made = docx.Document(io.BytesIO(content))
    cells: Cells = {f"Paragraph {number}": one.text for number, one in enumerate(made.paragraphs)}
    for number, table in enumerate(made.tables, start=1):
        for row, one in enumerate(table.rows, start=1):
            for column, cell in enumerate(one.cells, start=1):
                cells[f"Table {number}!T{number}R{row}C{column}"] = cell.text
    return cells


def of_table(encoding: str, delimiter: str) -> Callable[[bytes], Cells]:
    def read(content: bytes) -> Cells:
        rows = csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter)
        return {
            f"Sheet1!{cell_name(row, column)}": text
            for row, fields in enumerate(rows, start=1)
            for column, text in enumerate(fields, start=1)
        }

    return read


def of_list(content: bytes) -> Cells:
    return {
        f"{JSON_SHEET}!{number}.{key}": value
        for number, item in enumerate(json.loads(content), start=1)
        for key, value in item.items()
    }


READERS = {
    "lists.xlsx": of_workbook,
    "shared.xlsx": of_workbook,
    "table.docx": of_document,
    "table.csv": of_table("utf-8", ","),
    "wide.csv": of_table("utf-16", ","),
    "table.tsv": of_table("utf-8", "\t"),
    "listed.json": of_list,
}


@pytest.mark.parametrize("filename", IN_PLACE)
def test_another_reader_finds_the_answers_in_their_cells_and_no_other_cell_changed(filename: str) -> None:
    before, after = (READERS[filename](one) for one in (SEEDS[filename], fill(SEEDS[filename], filename)))
    changed = {place: value for place, value in after.items() if before.get(place) != value}
    wanted = {f"{one.sheet}!{one.cell}": one.text for one in answers(parse(SEEDS[filename], filename=filename))}

    assert {place: value[0] if isinstance(value, tuple) else value for place, value in changed.items()} == wanted
    assert before.keys() <= after.keys()


@pytest.mark.parametrize(
    ("filename", "changed"),
    [
        ("lists.xlsx", ["xl/worksheets/sheet1.xml"]),
        ("shared.xlsx", ["xl/worksheets/sheet1.xml"]),
        ("table.docx", ["word/document.xml"]),
    ],
)
def test_every_other_part_of_a_container_is_the_same(filename: str, changed: list[str]) -> None:
    before, after = parts_of(SEEDS[filename]), parts_of(fill(SEEDS[filename], filename))

    assert list(before) == list(after)
    assert sorted(name for name in before if before[name] != after[name]) == sorted(changed)


def test_a_pasted_text_keeps_its_lines_and_questions() -> None:
    content = SEEDS["lines.txt"]
    written = fill(content, "lines.txt")
    kept = [line for line in written.decode().splitlines() if line != "No"]

    assert kept == content.decode().splitlines()
    assert [told[2:5] for told in told(written, "lines.txt")] == [told[2:5] for told in told(content, "lines.txt")]


def test_a_pasted_text_is_answered_in_the_encoding_that_a_person_corrected() -> None:
    content = "1. Testujete zálohy každý týden? Řízení?".encode("cp1250")
    asked = parse(content, filename="a.txt", encoding="cp1250")
    written = export(content, filename="a.txt", questionnaire=asked, filled=[FilledCell("Text", "1.answer", "Ano")])

    assert written.decode() == "1. Testujete zálohy každý týden? Řízení?\nAno\n"


def test_an_arrow_that_an_encoding_lacks_is_no_sign_of_a_formula() -> None:
    content = "question,answer\nIst alles verschlüsselt?,\n".encode("cp1252")
    asked = parse(content, filename="a.csv", encoding="cp1252")
    written = export(content, filename="a.csv", questionnaire=asked, filled=[FilledCell("Sheet1", "B2", "→ A1")])

    assert written.decode("cp1252").splitlines()[1] == 'Ist alles verschlüsselt?,"""-> A1"""'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "\n@", "\uff0b", "\uff0d", "\uff1d"])
def test_no_field_begins_with_a_sign_that_makes_a_formula(sign: str) -> None:
    content = b"question,answer\nDo you log?,\n"
    asked = parse(content, filename="a.csv")
    written = export(
        content, filename="a.csv", questionnaire=asked, filled=[FilledCell("Sheet1", "B2", sign + "A1+B1")]
    )

    (field,) = (fields[1] for fields in list(csv.reader(io.StringIO(written.decode())))[1:])
    assert field == f'"{sign.strip()}A1+B1"'


def test_a_spreadsheet_in_xml_of_2003_says_what_to_do() -> None:
    content = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'

    with pytest.raises(Exception, match="open it in Excel and save it as XLSX"):
        parse(content, filename="old.xls")
