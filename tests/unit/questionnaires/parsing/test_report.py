"""The report, the mapping made of it by hand, and the preview."""

import json

import pytest

from foundation.errors import BadInput
from questionnaires.parsing.model import Sheet, Sort
from questionnaires.parsing.preview import preview
from questionnaires.parsing.read import parse
from questionnaires.parsing.report import inspect_report, mapping_from_json
from tests.unit.questionnaires.parsing.workbooks import offer, to_bytes, workbook

ROWS = [
    ["Supplier review"],
    ["ID", "Question", "Hint", "Answer", "Why"],
    [None, "Access"],
    ["1", "Do you use MFA?", "Say where."],
    ["2", "If yes, which factors?", "Name them."],
]


def book() -> bytes:
    made = workbook({"Q": ROWS, "Lists": [["Yes"], ["No"]]})
    made["Lists"].sheet_state = "hidden"
    offer(made["Q"], "D4", "Lists!$A$1:$A$2")
    return to_bytes(made)


EXPECTED = {
    "questionnaire": {
        "file": "buyer.xlsx",
        "format": "xlsx",
        "sheets": [
            {
                "name": "Q",
                "hidden": False,
                "columns": {"ref": "A", "question": "B", "answer": "D", "comment": "E"},
                "header_rows": [2],
            },
            {"name": "Lists", "hidden": True, "columns": {}, "header_rows": [], "left_alone": "hidden sheet"},
        ],
    },
    "questions": [
        {
            "sheet": "Q",
            "row": 4,
            "ref": "1",
            "section": "Access",
            "question": "Do you use MFA?",
            "answer_cell": "D4",
            "comment_cell": "E4",
            "vocabulary": ["Yes", "No"],
            "kind": "yes_no",
            "parent": None,
        },
        {
            "sheet": "Q",
            "row": 5,
            "ref": "2",
            "section": "Access",
            "question": "If yes, which factors?",
            "answer_cell": "D5",
            "comment_cell": "E5",
            "vocabulary": None,
            "kind": "free_text",
            "parent": "1",
        },
    ],
}


def test_the_report_has_the_shape_of_the_contract() -> None:
    report = inspect_report(parse(book(), filename="buyer.xlsx"))

    assert json.loads(json.dumps(report)) == EXPECTED


def test_a_report_given_back_unchanged_finds_the_same() -> None:
    found = parse(book(), filename="buyer.xlsx")
    mapping = mapping_from_json(inspect_report(found))

    assert parse(book(), filename="buyer.xlsx", mapping=mapping).questions == found.questions


def test_a_corrected_mapping_overrides_what_was_found() -> None:
    mapping = mapping_from_json([{"name": "Q", "columns": {"question": "C", "answer": "e"}, "header_rows": [2, 3]}])

    found = parse(book(), filename="buyer.xlsx", mapping=mapping)

    assert [(one.question, one.ref, one.answer_cell) for one in found.questions] == [
        ("Say where.", None, "E4"),
        ("Name them.", None, "E5"),
    ]


def test_a_mapping_with_columns_to_mark() -> None:
    mapping = (Sheet("Q", columns={"question": "B", "mark:Yes": "D", "mark:No": "E"}, header_rows=(2,)),)

    found = parse(book(), filename="buyer.xlsx", mapping=mapping)

    assert found.questions[0].answer_cell == {"Yes": "D4", "No": "E4"}


SAID = {"3": "question", "4": "ignored", "5": "section"}


def test_a_mapping_says_what_single_rows_are() -> None:
    columns = {"ref": "A", "question": "B", "answer": "D", "comment": "E"}
    mapping = mapping_from_json([{"name": "Q", "columns": columns, "header_rows": [2], "rows": {"3": "question"}}])

    found = parse(book(), filename="buyer.xlsx", mapping=mapping)

    assert [(one.row, one.question, one.answer_cell) for one in found.questions] == [
        (3, "Access", "D3"),
        (4, "Do you use MFA?", "D4"),
        (5, "If yes, which factors?", "D5"),
    ]


def test_single_rows_are_said_without_columns_too() -> None:
    mapping = mapping_from_json([{"name": "Q", "rows": {"1": "question", "3": "ignored", "4": "section"}}])

    found = parse(book(), filename="buyer.xlsx", mapping=mapping)

    assert [(one.row, one.question, one.section) for one in found.questions] == [
        (1, "Supplier review", None),
        (5, "If yes, which factors?", "Do you use MFA?"),
    ]


def test_the_report_tells_what_was_said_of_single_rows() -> None:
    mapping = mapping_from_json([{"name": "Q", "rows": SAID}])
    report = inspect_report(parse(book(), filename="buyer.xlsx", mapping=mapping))

    assert report["questionnaire"]["sheets"][0]["rows"] == SAID
    assert mapping_from_json(report)[0].rows == {3: Sort.QUESTION, 4: Sort.OTHER, 5: Sort.SECTION}


def test_the_preview_shows_what_was_said_of_single_rows() -> None:
    found = parse(book(), filename="buyer.xlsx", mapping=mapping_from_json([{"name": "Q", "rows": SAID}]))
    shown = preview(book(), filename="buyer.xlsx", questionnaire=found)[0]

    assert [row.sort for row in shown.rows] == [Sort.OTHER, Sort.HEADER, Sort.QUESTION, Sort.OTHER, Sort.SECTION]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([{"name": "Q", "rows": [3]}], "expected `rows` as an object"),
        ([{"name": "Q", "rows": {"3": "title"}}], "row 3 reads 'title'; expected section, question, ignored"),
        ([{"name": "Q", "rows": {"0": "section"}}], "`rows` names a row '0'"),
        ([{"name": "Q", "rows": {"B3": "section"}}], "`rows` names a row 'B3'"),
        ({"sheets": 3}, "expected the list `sheets`"),
        ([3], "sheet 1: expected an object with the sheet's `name`"),
        ([{"name": "Q", "columns": {"answers": "D"}}], "'answers' is no role of a column"),
        ([{"name": "Q", "columns": {"answer": "D4"}}], "the column of 'answer' reads 'D4'"),
        ([{"name": "Q", "header_rows": ["8"]}], "expected `header_rows` as a list of row numbers"),
        ([{"name": "Q", "header_rows": [0]}], "expected `header_rows` as a list of row numbers"),
        ([{"name": "Q"}, {"name": "Q"}], "sheet 'Q' stands there twice"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(given: object, told: str) -> None:
    with pytest.raises(BadInput) as raised:
        mapping_from_json(given)
    assert told in str(raised.value)


def test_a_mapping_for_a_sheet_that_the_file_has_not() -> None:
    with pytest.raises(BadInput, match="no sheet 'Nowhere'"):
        parse(book(), filename="buyer.xlsx", mapping=[Sheet("Nowhere", columns={"question": "A"})])


def test_the_preview_shows_rows_and_what_they_are() -> None:
    shown = preview(book(), filename="buyer.xlsx", questionnaire=parse(book(), filename="buyer.xlsx"), rows=4)[0]

    assert shown.columns == ("A", "B", "C", "D", "E")
    assert shown.roles == ("ref", "question", None, "answer", "comment")
    assert [(row.number, row.sort) for row in shown.rows] == [
        (1, Sort.OTHER),
        (2, Sort.HEADER),
        (3, Sort.SECTION),
        (4, Sort.QUESTION),
    ]
    assert shown.rows[3].cells == ("1", "Do you use MFA?", "Say where.", "", "")
    assert shown.row_count == 5


def test_the_preview_of_a_csv() -> None:
    content = b"question;answer\nDo you log?;\n"
    shown = preview(content, filename="b.csv", questionnaire=parse(content, filename="b.csv"))[0]

    assert (shown.roles, shown.rows[1].cells) == (("question", "answer"), ("Do you log?", ""))


def test_json_with_every_field() -> None:
    content = b'[{"question": "Do you log?", "ref": 7, "section": "Ops", "vocabulary": ["Yes", "No"]}]'
    question = parse(content, filename="b.json").questions[0]

    assert (question.ref, question.section, question.vocabulary, question.kind) == ("7", "Ops", ("Yes", "No"), "yes_no")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "it is not JSON"),
        (b"{}", "expected a list of objects"),
        (b"[]", "no question was found"),
        (b"[1]", "item 1: expected an object"),
        (b'[{"question": "A?"}, {"ref": "2"}]', "item 2: `question` is missing"),
        (b'[{"question": "A?", "vocabulary": [1]}]', "`vocabulary` must be a list of words"),
    ],
)
def test_wrong_json_names_the_item(content: bytes, told: str) -> None:
    with pytest.raises(BadInput) as raised:
        parse(content, filename="b.json")
    assert told in str(raised.value)
