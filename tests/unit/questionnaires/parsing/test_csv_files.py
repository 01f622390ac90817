"""CSV and TSV as they come: any encoding, any delimiter, told and correctable."""

import pytest

from foundation.errors import BadInput
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.read import parse
from questionnaires.parsing.report import inspect_report

ROWS = "question,answer\nSind alle Daten verschlüsselt – immer?,\nWird jeder Zugriff geprüft?,\n"
RUSSIAN = "question,answer\nШифруются ли данные клиентов при хранении?,\nПроверяются ли резервные копии каждый год?,\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ROWS.encode(), "utf-8"),
        (ROWS.encode("utf-8-sig"), "utf-8"),
        (ROWS.encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + ROWS.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + ROWS.encode("utf-16-be"), "utf-16-be"),
        (ROWS.encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_the_encoding_is_found_and_told(content: bytes, encoding: str) -> None:
    found = parse(content, filename="buyer.csv")

    assert found.encoding == encoding
    assert found.questions[0].question == "Sind alle Daten verschlüsselt – immer?"


def test_another_alphabet_is_not_read_as_western_letters() -> None:
    found = parse(RUSSIAN.encode("cp1251"), filename="buyer.csv")

    assert found.questions[0].question == "Шифруются ли данные клиентов при хранении?"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_told(mark: str) -> None:
    content = f"id{mark}question{mark}answer\n1{mark}Do you log?{mark}\n2{mark}Do you test?{mark}\n"

    assert parse(content.encode(), filename="buyer.csv").delimiter == mark


def test_the_report_tells_encoding_and_delimiter() -> None:
    told = inspect_report(parse(ROWS.replace(",", "\t").encode("cp1252"), filename="buyer.tsv"))["questionnaire"]

    assert (told["encoding"], told["delimiter"], told["format"]) == ("cp1252", "\t", "tsv")  # type: ignore[index]  # a report is plain JSON


def test_both_can_be_corrected() -> None:
    content = "Frage:Antwort\nPrüfen Sie?:\n".encode("mac-roman")
    found = parse(content, filename="buyer.csv", encoding="mac-roman", delimiter=":")

    assert (found.encoding, found.delimiter) == ("mac-roman", ":")
    assert [(one.question, one.answer_cell) for one in found.questions] == [("Prüfen Sie?", "B2")]


def test_a_delimiter_may_be_given_by_its_name() -> None:
    assert parse(b"question\tanswer\nDo you log, or not?\t\n", filename="b.csv", delimiter="tab").delimiter == "\t"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"encoding": "klingon"}, "'klingon' is no encoding"),
        ({"encoding": "utf-8"}, "does not fit the encoding utf-8"),
        ({"delimiter": "ab"}, "'ab' is no delimiter"),
        ({"delimiter": '"'}, "is no delimiter"),
        ({"delimiter": "x"}, "'x' is no delimiter"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse(ROWS.encode("cp1252"), filename="buyer.csv", **given)  # type: ignore[arg-type]  # any field by its name


def test_a_mark_that_the_text_breaks_is_refused_by_its_byte() -> None:
    with pytest.raises(UnreadableQuestionnaire, match="byte 4 is damaged"):
        parse(b"\xef\xbb\xbf\xfcquestion,answer\nDo you log?,\n", filename="buyer.csv")


@pytest.mark.parametrize(
    "content",
    [
        b'id,question,answer\n1,"Do you log?,\n2,Do you test?,\n3,Is MFA used?,\n',
        b'id,question,answer\n1,"Do you log?,\n2,"Do you test?",\n3,Is MFA used?,\n',
    ],
)
def test_a_quote_that_is_never_closed_swallows_no_question_below_it(content: bytes) -> None:
    found = parse(content, filename="buyer.csv")

    assert [(one.row, one.answer_cell) for one in found.questions] == [(2, "C2"), (3, "C3"), (4, "C4")]
    assert found.questions[1].question == "Do you test?"


def test_a_first_line_that_names_the_delimiter_is_no_row() -> None:
    found = parse(b"sep=;\r\nquestion;answer\r\nDo you log, test, and check?;\r\n", filename="buyer.csv")

    assert (found.delimiter, found.questions[0].row, found.questions[0].answer_cell) == (";", 2, "B2")
