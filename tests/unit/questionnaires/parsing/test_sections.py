"""Titles of sections are carried as such and not asked."""

from openpyxl.styles import Font, PatternFill

from tests.unit.questionnaires.parsing.workbooks import offer, read, read_rows, workbook

MFA = "Is multi-factor authentication required for all staff?"
REST = "Is customer data encrypted at rest?"
LEAVERS = "Do you remove the access of leavers within one day?"


def test_section_rows_merged_over_the_table() -> None:
    book = workbook(
        {
            "Q": [
                ["ID", "Question", "Answer", "Comment"],
                ["Access control"],
                ["1.1", MFA],
                ["1.2", LEAVERS],
                ["Cryptography"],
                ["2.1", REST],
            ]
        }
    )
    book["Q"].merge_cells("A2:D2")
    book["Q"].merge_cells("A5:D5")
    found = read(book)

    assert [(q.row, q.section) for q in found.questions] == [
        (3, "Access control"),
        (4, "Access control"),
        (6, "Cryptography"),
    ]


def test_section_rows_alone_in_the_question_column() -> None:
    found = read_rows(
        ["ID", "Question", "Answer"],
        [None, "Access control"],
        ["1", MFA],
        [None, "Cryptography"],
        ["2", REST],
        ["3", LEAVERS],
    )

    assert [(q.question, q.section) for q in found.questions] == [
        (MFA, "Access control"),
        (REST, "Cryptography"),
        (LEAVERS, "Cryptography"),
    ]


def test_numbered_section_rows_before_the_numbers_that_continue_them() -> None:
    found = read_rows(
        ["Ref", "Requirement", "Response"],
        ["1", "Access control"],
        ["1.1", "Staff sign in with two factors."],
        ["1.2", "Shared accounts are forbidden."],
        ["2", "Cryptography"],
        ["2.1", "Data at rest is encrypted."],
    )

    assert [(q.ref, q.section) for q in found.questions] == [
        ("1.1", "Access control"),
        ("1.2", "Access control"),
        ("2.1", "Cryptography"),
    ]


def test_section_rows_told_by_their_look_when_there_are_no_numbers() -> None:
    book = workbook({"Q": [["Question", "Answer"], ["Access"], [MFA], [LEAVERS], ["Network and endpoints"], [REST]]})
    for cell in ("A2", "A5"):
        book["Q"][cell].font = Font(bold=True)
        book["Q"][cell].fill = PatternFill("solid", fgColor="DDDDDD")
    found = read(book)

    assert [(q.row, q.section) for q in found.questions] == [
        (3, "Access"),
        (4, "Access"),
        (6, "Network and endpoints"),
    ]


def test_facts_asked_by_a_noun_alone_are_questions() -> None:
    found = read_rows(
        ["Item", "Response"], ["Company name"], ["Headquarters address"], ["Website"], ["Number of employees"]
    )

    assert [question.question for question in found.questions] == [
        "Company name",
        "Headquarters address",
        "Website",
        "Number of employees",
    ]


def test_a_domain_named_only_in_its_first_row_holds_for_the_rows_below() -> None:
    found = read_rows(["Domain", "Question", "Answer"], ["Access", MFA], [None, LEAVERS], ["Data", REST])

    assert [question.section for question in found.questions] == ["Access", "Access", "Data"]


def test_a_long_title_without_a_number_where_all_questions_have_one() -> None:
    title = "Management of access rights, of leavers and of visitors"
    found = read_rows(["ID", "Question", "Answer"], [None, title], ["1", MFA], ["2", REST], ["3", LEAVERS])

    assert [question.section for question in found.questions] == [title, title, title]


def test_a_longer_title_told_by_its_look_alone() -> None:
    title = "Network security and the protection of endpoints"
    book = workbook({"Q": [["Question", "Answer"], [title], [MFA], [LEAVERS], [REST]]})
    book["Q"]["A2"].font = Font(bold=True)

    assert [question.section for question in read(book).questions] == [title, title, title]


def test_a_fact_among_questions_is_asked_too() -> None:
    found = read_rows(["Question", "Answer"], ["Company name"], [MFA], [REST], [LEAVERS])

    assert [question.question for question in found.questions] == ["Company name", MFA, REST, LEAVERS]


def test_a_numbered_row_without_the_list_that_the_questions_have_is_a_title() -> None:
    book = workbook({"Q": [["ID", "Question", "Answer"], ["X", "Management of access"], ["Y", MFA], ["Z", REST]]})
    offer(book["Q"], "C3:C4", '"Yes,No"')

    assert [(q.question, q.section) for q in read(book).questions] == [
        (MFA, "Management of access"),
        (REST, "Management of access"),
    ]
