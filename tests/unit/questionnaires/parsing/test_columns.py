"""Columns are told apart by what they hold as well as by their names."""

from tests.unit.questionnaires.parsing.workbooks import cells, offer, read, read_rows, workbook

MFA = "Is multi-factor authentication required for all staff?"
REST = "Is customer data encrypted at rest?"
LEAVERS = "Do you remove the access of leavers within one day?"
BACKUP = "Describe how backups are protected."


def test_an_id_column_that_is_named_like_a_question() -> None:
    found = read_rows(["Question #", "Question Text", "Vendor Response"], ["Q-1", MFA], ["Q-2", REST])

    assert [(q.ref, q.question, q.answer_cell) for q in found.questions] == [("Q-1", MFA, "C2"), ("Q-2", REST, "C3")]


def test_an_id_column_headed_question_beside_the_true_question() -> None:
    found = read_rows(["Question", "Control description", "Answer"], ["AC-1", MFA], ["AC-2", REST], ["AC-3", LEAVERS])

    assert [(q.ref, q.question, q.answer_cell) for q in found.questions] == [
        ("AC-1", MFA, "C2"),
        ("AC-2", REST, "C3"),
        ("AC-3", LEAVERS, "C4"),
    ]


def test_statements_in_place_of_questions() -> None:
    found = read_rows(
        ["Control ref", "Control statement", "Compliant (Y/N)", "Supporting evidence"],
        ["LOG-1", "Security events are kept for at least a year."],
        ["LOG-2", "Logs are reviewed every day."],
    )

    assert [(q.ref, q.answer_cell, q.comment_cell, q.kind) for q in found.questions] == [
        ("LOG-1", "C2", "D2", "yes_no"),
        ("LOG-2", "C3", "D3", "yes_no"),
    ]


def test_guidance_and_scores_between_question_and_answer_are_left_alone() -> None:
    found = read_rows(
        ["Category", "Question", "Guidance", "Weight", "Vendor answer", "Vendor comments", "Reviewer comments"],
        ["Access", MFA, "Please describe which factors you use.", 3, None, None, None],
        ["Access", LEAVERS, "What matters is the time.", 2, None, None, None],
        ["Data", REST, "Name the algorithm.", 5, None, None, None],
    )

    assert cells(found.questions) == [(MFA, "E2", "F2"), (LEAVERS, "E3", "F3"), (REST, "E4", "F4")]


def test_a_notes_column_full_of_the_buyers_words_is_not_the_comment_column() -> None:
    found = read_rows(
        ["Question", "Notes", "Response", "Explanation"],
        [MFA, "Applies to contractors too."],
        [REST, "Applies to backups too."],
        [LEAVERS, "Applies to every system."],
    )

    assert [question.comment_cell for question in found.questions] == ["D2", "D3", "D4"]


def test_the_answer_column_told_by_its_list_and_not_by_its_name() -> None:
    book = workbook(
        {
            "Q": [
                ["ID", "Topic", "What we would like to know", "ACME Inc", "ACME Inc - more"],
                ["1", "Access", MFA],
                ["2", "Access", LEAVERS],
                ["3", "Data", REST],
            ]
        }
    )
    offer(book["Q"], "D2:D4", '"Yes,No,Partly"')
    found = read(book)

    assert [(q.answer_cell, q.vocabulary) for q in found.questions] == [
        (f"D{row}", ("Yes", "No", "Partly")) for row in (2, 3, 4)
    ]


def test_an_ownership_list_is_not_taken_for_the_answers() -> None:
    book = workbook(
        {
            "Q": [
                [
                    "Question ID",
                    "Question",
                    "Provider Answer",
                    "Control ownership",
                    "Implementation description",
                    "Domain title",
                ],
                ["AA-01.1", MFA, None, None, None, "Access"],
                ["AA-01.2", LEAVERS, None, None, None, "Access"],
                ["CR-01.1", REST, None, None, None, "Cryptography"],
            ]
        }
    )
    offer(book["Q"], "C2:C4", '"Yes,No,NA"')
    offer(book["Q"], "D2:D4", '"Provider,Customer,Shared"')
    found = read(book)

    assert [(q.answer_cell, q.comment_cell, q.section) for q in found.questions] == [
        ("C2", "E2", "Access"),
        ("C3", "E3", "Access"),
        ("C4", "E4", "Cryptography"),
    ]


def test_merged_answer_cells_are_named_by_their_anchor() -> None:
    book = workbook({"Q": [["Question", None, "Answer", None, None], [MFA], [REST]]})
    for row in (1, 2, 3):
        book["Q"].merge_cells(f"A{row}:B{row}")
        book["Q"].merge_cells(f"C{row}:E{row}")
    found = read(book)

    assert cells(found.questions) == [(MFA, "C2", None), (REST, "C3", None)]


def test_a_file_that_is_answered_already() -> None:
    found = read_rows(
        ["Question", "Response", "Details"],
        [MFA, "Yes", "All staff use security keys."],
        [REST, None, None],
        [LEAVERS, "Please select", None],
    )

    assert [question.filled for question in found.questions] == [True, False, False]


def test_a_cell_with_a_formula_is_no_answer_cell() -> None:
    found = read_rows(["Question", "Answer"], [MFA, None], [REST, "=B2"], [LEAVERS, None])

    assert [question.answer_cell for question in found.questions] == ["B2", None, "B4"]


def test_questions_of_several_lines_stay_verbatim() -> None:
    text = "Do you have:\n - a policy?\n - an owner for it? "
    found = read_rows(["Question", "Answer"], [text], [MFA])

    assert found.questions[0].question == text


def test_words_that_the_header_offers_itself_are_the_vocabulary() -> None:
    found = read_rows(["Question", "Answer (Yes / No / N/A)"], [MFA], [REST])

    assert [question.vocabulary for question in found.questions] == [("Yes", "No", "N/A"), ("Yes", "No", "N/A")]


def test_answers_left_of_the_questions() -> None:
    found = read_rows(["Answer", "Question", "Comments"], [None, MFA], [None, REST])

    assert cells(found.questions) == [(MFA, "A2", "C2"), (REST, "A3", "C3")]


def test_short_titles_and_long_requirements_side_by_side() -> None:
    found = read_rows(
        ["Control", "Description", "Status", "Comment"],
        ["Penetration test", "A tester from outside tests the product once a year."],
        ["Patching", "Critical patches are applied within seven days."],
        ["Training", "Staff are trained on security every year."],
    )

    assert cells(found.questions)[0] == ("A tester from outside tests the product once a year.", "C2", "D2")
    assert len(found.questions) == 3


def test_last_years_answers_are_left_alone() -> None:
    found = read_rows(["Question", "Previous answer", "Current answer"], [MFA, "Yes"], [REST, "No"], [LEAVERS, "Yes"])

    assert [(question.answer_cell, question.filled) for question in found.questions] == [
        ("C2", False),
        ("C3", False),
        ("C4", False),
    ]


def test_options_that_stand_in_a_column_are_each_rows_vocabulary() -> None:
    found = read_rows(
        ["Question", "Response options", "Answer"],
        [MFA, "Yes / No"],
        ["How many staff?", "1-10; 11-50"],
        [BACKUP, "Free text"],
    )

    assert [question.vocabulary for question in found.questions] == [("Yes", "No"), ("1-10", "11-50"), None]


def test_an_empty_column_of_unknown_name_before_the_comments_takes_the_answers() -> None:
    found = read_rows(["Ref", "Requirement", "Maturity level", "Comments"], ["R1", MFA], ["R2", REST])

    assert cells(found.questions) == [(MFA, "C2", "D2"), (REST, "C3", "D3")]


def test_a_header_that_asks_how_is_the_comment_column() -> None:
    found = read_rows(
        ["Control", "Implemented?", "How is it implemented?"],
        ["Encrypt customer data."],
        ["Review access every quarter."],
    )

    assert [(question.answer_cell, question.comment_cell) for question in found.questions] == [
        ("B2", "C2"),
        ("B3", "C3"),
    ]


def test_a_hidden_column_is_never_an_answer_column() -> None:
    book = workbook({"Q": [["ID", "Question", "Response", "Vendor response"], [1, MFA], [2, REST]]})
    book["Q"].column_dimensions["C"].hidden = True

    assert [question.answer_cell for question in read(book).questions] == ["D2", "D3"]


def test_numbers_under_the_name_question_lose_to_statements_under_an_unknown_name() -> None:
    found = read_rows(
        ["Question", "Text", "Answer"], ["AC-1", "Staff sign in with two factors."], ["AC-2", "Data is encrypted."]
    )

    assert [(q.ref, q.question) for q in found.questions] == [
        ("AC-1", "Staff sign in with two factors."),
        ("AC-2", "Data is encrypted."),
    ]


def test_notes_that_only_the_buyer_wrote_leave_no_comment_column() -> None:
    found = read_rows(
        ["Question", "Response", "Notes"], [MFA, None, "Also contractors."], [REST, None, "Also backups."]
    )

    assert [question.comment_cell for question in found.questions] == [None, None]


def test_a_hidden_column_is_never_a_comment_column() -> None:
    book = workbook({"Q": [["Question", "Response", "Comments"], [MFA], [REST]]})
    book["Q"].column_dimensions["C"].hidden = True

    assert [question.comment_cell for question in read(book).questions] == [None, None]
