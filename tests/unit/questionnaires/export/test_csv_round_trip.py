"""A CSV comes back in its own delimiter, encoding and line ends; only the mapped fields change."""

import codecs

import pytest

from foundation.errors import BadInput
from questionnaires.export.model import Exported, FilledCell
from questionnaires.export.write import export, export_file
from questionnaires.parsing.formats.csv_grid import SHEET
from questionnaires.parsing.read import parse


def fill(content: bytes, *texts: tuple[str, str], filename: str = "buyer.csv") -> bytes:
    filled = [FilledCell(SHEET, cell, text) for cell, text in texts]
    return export(content, filename=filename, questionnaire=parse(content, filename=filename), filled=filled)


def test_only_the_answered_fields_change() -> None:
    content = b'id,question,answer,notes\r\n1,"Do you log, and keep logs?",,"a ""b"""\r\n2,Do you test backups?,,x\r\n'

    written = fill(content, ("C2", "Yes, always"), ("C3", "No"))

    assert written == (
        b'id,question,answer,notes\r\n1,"Do you log, and keep logs?","Yes, always","a ""b"""\r\n'
        b"2,Do you test backups?,No,x\r\n"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"question;answer\nDo you log, or not?;\nAny plan?;\n",
         b"question;answer\nDo you log, or not?;Yes\nAny plan?;\n"),
        (b"question\tanswer\nDo you log?\t\n", b"question\tanswer\nDo you log?\tYes\n"),
        (b"\xef\xbb\xbfquestion,answer\nDo you log?,\n", b"\xef\xbb\xbfquestion,answer\nDo you log?,Yes\n"),
        ("question,answer\nSind Daten verschlüsselt?,\n".encode("cp1252"),
         "question,answer\nSind Daten verschlüsselt?,Yes\n".encode("cp1252")),
        (b"question,answer\nDo you log?,", b"question,answer\nDo you log?,Yes"),
        ("\ufeffquestion,answer\r\nDo you log?,\r\n".encode("utf-16-le"),
         "\ufeffquestion,answer\r\nDo you log?,Yes\r\n".encode("utf-16-le")),
    ],
)  # fmt: skip
def test_delimiter_encoding_bom_and_line_ends_are_kept(content: bytes, expected: bytes) -> None:
    assert fill(content, ("B2", "Yes")) == expected


def test_a_tab_separated_file() -> None:
    assert fill(b"question\tanswer\nDo you log, test?\t\n", ("B2", "a\tb"), filename="buyer.tsv") == (
        b'question\tanswer\nDo you log, test?\t"a\tb"\n'
    )


def test_a_short_record_is_lengthened_and_a_file_without_answer_column_gets_one() -> None:
    assert fill(b"id,question\n1,Do you log?\n2,Do you test?\n", ("C2", "Yes"), ("D3", "x")) == (
        b"id,question,Answer\n1,Do you log?,Yes\n2,Do you test?,,x\n"
    )


def test_a_comma_inside_a_lone_question_does_not_cut_it() -> None:
    content = b"Do you encrypt data, at rest and in transit?\nDo you test, and restore, your backups?\nIs MFA used?\n"
    found = parse(content, filename="buyer.csv")

    assert [question.question for question in found.questions][1] == "Do you test, and restore, your backups?"


def test_blank_lines_count_as_rows_and_line_ends_inside_quotes_do_not() -> None:
    content = b'question,answer\n\n"Do you\nlog?",\nDo you test?,\n'

    assert [(one.row, one.answer_cell) for one in parse(content, filename="b.csv").questions] == [(3, "B3"), (4, "B4")]
    assert fill(content, ("B3", "Yes")) == b'question,answer\n\n"Do you\nlog?",Yes\nDo you test?,\n'


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("=1+1", b'"""=1+1"""'),
        ("@x", b'"""@x"""'),
        ("\t=1", b'"""=1"""'),
        ("\r-x", b'"""-x"""'),
        ("+1-2", b'"""+1-2"""'),
    ],
)
def test_no_field_is_a_formula(text: str, field: bytes) -> None:
    assert fill(b"question,answer\nDo you log?,\n", ("B2", text)) == b"question,answer\nDo you log?," + field + b"\n"


def test_a_row_beyond_the_file() -> None:
    with pytest.raises(BadInput, match="no such cell"):
        fill(b"question,answer\nDo you log?,\n", ("B9", "Yes"))


def test_json_gets_answer_and_comment_in_its_objects() -> None:
    content = b'[{"question": "Do you log?", "owner": "ann"}]'
    found = parse(content, filename="buyer.json")
    filled = [FilledCell("questions", "1.answer", "Yes"), FilledCell("questions", "1.comment", "Daily.")]

    written = export(content, filename="buyer.json", questionnaire=found, filled=filled)

    assert (found.questions[0].answer_cell, found.questions[0].comment_cell) == ("1.answer", "1.comment")
    assert b'"owner": "ann"' in written
    assert b'"answer": "Yes",\n    "comment": "Daily."' in written


def fill_file(content: bytes, text: str, cell: str = "B2") -> Exported:
    found = parse(content, filename="buyer.csv")
    return export_file(content, filename="buyer.csv", questionnaire=found, filled=[FilledCell(SHEET, cell, text)])


LATIN = "question,answer\nSind Daten verschlüsselt?,\n"


def test_letters_that_a_code_page_lacks_turn_the_whole_file_into_utf_8_and_it_is_told() -> None:
    exported = fill_file(LATIN.encode("cp1252"), "Ja, in Łódź.")

    assert exported.content == codecs.BOM_UTF8 + (
        'question,answer\nSind Daten verschlüsselt?,"Ja, in Łódź."\n'.encode()
    )
    assert exported.notes == (
        "buyer.csv was written in cp1252, which has not all letters of the answers; "
        "the filled file is written in UTF-8",
    )


def test_typographic_marks_that_a_code_page_lacks_are_written_plainly_and_others_stay() -> None:
    exported = fill_file(LATIN.encode("cp1252"), "“Ja” → immer")

    assert exported.content == "question,answer\nSind Daten verschlüsselt?,“Ja” -> immer\n".encode("cp1252")
    assert exported.notes == ()


def test_a_file_with_a_line_that_names_the_delimiter_keeps_it() -> None:
    content = b"sep=|\r\nquestion|answer\r\nDo you log, or not?|\r\n"

    assert fill(content, ("B2", "Yes")) == b"sep=|\r\nquestion|answer\r\nDo you log, or not?|Yes\r\n"


def test_a_corrected_encoding_and_delimiter_are_written_in() -> None:
    content = "question:answer\nПроверка?:\n".encode("koi8-r")
    found = parse(content, filename="buyer.csv", encoding="koi8-r", delimiter=":")
    exported = export_file(
        content, filename="buyer.csv", questionnaire=found, filled=[FilledCell(SHEET, "B2", "Да: всегда")]
    )

    assert exported.content == 'question:answer\nПроверка?:"Да: всегда"\n'.encode("koi8-r")


def test_a_header_is_added_to_the_lowest_row_of_the_header_alone() -> None:
    content = b"Supplier review\n\nid;question\n1;Do you log access?\n2;Do you test backups?\n"

    assert fill(content, ("C4", "Yes")) == (
        b"Supplier review\n\nid;question;Answer\n1;Do you log access?;Yes\n2;Do you test backups?\n"
    )
