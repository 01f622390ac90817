"""Which sheets of a file are asked and which are left alone."""

from tests.unit.questionnaires.parsing.workbooks import cells, offer, read, read_rows, workbook

MFA = "Is multi-factor authentication required for all staff?"
REST = "Is customer data encrypted at rest?"
LEAVERS = "Do you remove the access of leavers within one day?"
BACKUP = "Describe how backups are protected."


def test_several_question_sheets_in_one_file() -> None:
    table = [["ID", "Question", "Answer"], ["1", MFA], ["2", LEAVERS]]
    other = [["ID", "Question", "Answer"], ["1", REST], ["2", BACKUP]]
    found = read(
        workbook({"Instructions": [["How to fill this in"], ["Use the tabs."]], "Access": table, "Data": other})
    )

    assert [(q.sheet, q.row) for q in found.questions] == [("Access", 2), ("Access", 3), ("Data", 2), ("Data", 3)]
    assert found.sheets[0].left_alone is not None


def test_a_hidden_sheet_is_not_asked_though_its_list_is_used() -> None:
    book = workbook(
        {
            "Q": [["Question", "Answer"], [MFA], [REST]],
            "Old": [["Question", "Answer"], [LEAVERS]],
            "L": [["Ja"], ["Nein"]],
        }
    )
    book["Old"].sheet_state = "hidden"
    book["L"].sheet_state = "veryHidden"
    offer(book["Q"], "B2:B3", "L!$A$1:$A$2")
    found = read(book)

    assert [(q.question, q.vocabulary) for q in found.questions] == [(MFA, ("Ja", "Nein")), (REST, ("Ja", "Nein"))]
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("Q", False), ("Old", True), ("L", True)]


def test_a_sheet_that_repeats_the_questions_of_another_is_left_alone() -> None:
    asked = [["ID", "Question", "Answer"], ["1", MFA], ["2", REST], ["3", LEAVERS]]
    scored = [
        ["ID", "Question", "Answer", "Score"],
        *([number, f"=Q!B{row}", f"=Q!C{row}", None] for number, row in ((1, 2), (2, 3))),
    ]
    found = read(workbook({"Analyst report": scored, "Q": asked}))

    assert {question.sheet for question in found.questions} == {"Q"}


def test_two_tables_with_columns_of_their_own_in_one_sheet() -> None:
    found = read_rows(
        ["Part A: The company"],
        ["No", "Item", "Response"],
        [1, "Company name"],
        [2, "Website"],
        [None],
        ["Part B: Security"],
        ["No", "Domain", "Question", "Answer", "Comments"],
        [3, "Access", MFA],
        [4, "Data", REST],
        [5, "Access", LEAVERS],
    )

    assert cells(found.questions) == [
        ("Company name", "C3", None),
        ("Website", "C4", None),
        (MFA, "D8", "E8"),
        (REST, "D9", "E9"),
        (LEAVERS, "D10", "E10"),
    ]
    assert found.sheets[0].header_rows == (2, 7)


def test_a_sheet_without_a_place_to_answer_is_left_alone_beside_one_with_it() -> None:
    found = read(
        workbook(
            {
                "Overview": [
                    ["Topic", "Question"],
                    ["Access", "Who may ask for access?"],
                    ["Data", "Which data is stored?"],
                ],
                "Form": [["ID", "Question", "Answer"], ["1", MFA], ["2", REST]],
            }
        )
    )

    assert {question.sheet for question in found.questions} == {"Form"}
    assert found.sheets[0].left_alone == "it has no place to answer, other sheets have"


def test_a_score_sheet_with_the_same_questions_is_left_alone_and_says_so() -> None:
    asked = [["ID", "Question", "Answer"], ["1", MFA], ["2", REST], ["3", LEAVERS]]
    found = read(workbook({"Scoring": asked, "Form": asked}))

    assert {question.sheet for question in found.questions} == {"Form"}
    assert found.sheets[0].left_alone == "it repeats the questions of sheet 'Form'"


def test_two_forms_of_equal_standing_are_both_asked() -> None:
    asked = [["ID", "Question", "Answer"], ["1", MFA], ["2", REST], ["3", LEAVERS]]
    found = read(workbook({"Product A": asked, "Product B": asked}))

    assert [question.sheet for question in found.questions] == ["Product A"] * 3 + ["Product B"] * 3
