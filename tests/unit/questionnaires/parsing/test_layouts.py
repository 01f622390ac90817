"""Each layout is a reason for which a reader of questionnaires has failed before."""

from openpyxl.styles import Font, PatternFill

from tests.unit.questionnaires.parsing.workbooks import cells, offer, read, read_rows, workbook

MFA = "Is multi-factor authentication required for all staff?"
REST = "Is customer data encrypted at rest?"
LEAVERS = "Do you remove the access of leavers within one day?"
BACKUP = "Describe how backups are protected."


def test_the_plain_table_of_a_sales_portal() -> None:
    found = read_rows(["#", "Question", "Answer", "Comments"], [1, MFA, None, None], [2, REST, None, None])

    assert cells(found.questions) == [(MFA, "C2", "D2"), (REST, "C3", "D3")]
    assert [question.ref for question in found.questions] == ["1", "2"]


def test_a_header_far_below_cover_and_instruction_rows() -> None:
    cover = [
        ["Vendor security review"],
        ["Please answer every question. Use the drop-down lists where they are given."],
        [None],
        ["Vendor name:", None, "Date:"],
        ["Contact:", None, "Version:", "3"],
        [None],
    ]
    found = read_rows(*cover, ["Ref", "Question", "Response"], ["A.1", MFA], ["A.2", REST], ["A.3", BACKUP])

    assert cells(found.questions) == [(MFA, "C8", None), (REST, "C9", None), (BACKUP, "C10", None)]
    assert found.sheets[0].header_rows == (7,)


def test_a_legend_of_answers_above_the_header_is_not_the_header() -> None:
    legend = [["Response", "Meaning"], ["Yes", "The control is in place."], ["No", "The control is not in place."]]
    found = read_rows(*legend, [None], ["ID", "Question", "Response", "Notes"], ["1", MFA], ["2", REST], ["3", LEAVERS])

    assert cells(found.questions) == [(MFA, "C6", "D6"), (REST, "C7", "D7"), (LEAVERS, "C8", "D8")]


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


def test_a_header_of_two_rows_with_a_merged_band() -> None:
    book = workbook(
        {
            "Q": [
                ["No.", "Domain", "Question", "Vendor", None],
                [None, None, None, "Response", "Explanation"],
                [1, "Access", MFA],
                [2, "Crypto", REST],
            ]
        }
    )
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        book["Q"].merge_cells(area)
    found = read(book)

    assert cells(found.questions) == [(MFA, "D3", "E3"), (REST, "D4", "E4")]
    assert found.sheets[0].header_rows == (1, 2)
    assert [question.section for question in found.questions] == ["Access", "Crypto"]


def test_columns_to_mark_with_x_under_a_band() -> None:
    book = workbook(
        {
            "Q": [
                ["Control", "ID", "Assessment question", "Answer", None, None, "Notes"],
                [None, None, None, "Yes", "No", "Not applicable", None],
                ["Access", "AC-01.1", MFA],
                [None, "AC-01.2", LEAVERS],
                ["Crypto", "CR-01.1", REST],
            ]
        }
    )
    book["Q"].merge_cells("D1:F1")
    book["Q"].merge_cells("A3:A4")
    found = read(book)

    assert found.questions[0].answer_cell == {"Yes": "D3", "No": "E3", "Not applicable": "F3"}
    assert found.questions[0].vocabulary == ("Yes", "No", "Not applicable")
    assert [question.comment_cell for question in found.questions] == ["G3", "G4", "G5"]
    assert [question.ref for question in found.questions] == ["AC-01.1", "AC-01.2", "CR-01.1"]


def test_a_number_column_headed_no_is_no_mark_column() -> None:
    found = read_rows(["No", "Question", "Yes", "No", "N/A"], [1, MFA], [2, REST], [3, LEAVERS])

    assert [question.ref for question in found.questions] == ["1", "2", "3"]
    assert found.questions[2].answer_cell == {"Yes": "C4", "No": "D4", "N/A": "E4"}


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


def test_a_file_without_any_header() -> None:
    found = read_rows([MFA], [REST], [LEAVERS])

    assert cells(found.questions) == [(MFA, "B1", None), (REST, "B2", None), (LEAVERS, "B3", None)]
    assert found.sheets[0].header_rows == ()


def test_a_file_without_header_whose_first_column_numbers_the_questions() -> None:
    found = read_rows(["1.1", MFA], ["1.2", REST], ["1.3", LEAVERS])

    assert [(q.ref, q.answer_cell) for q in found.questions] == [("1.1", "C1"), ("1.2", "C2"), ("1.3", "C3")]


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


def test_a_header_repeated_on_every_printed_page() -> None:
    header = ["ID", "Question", "Answer"]
    found = read_rows(header, ["1", MFA], ["2", REST], header, ["3", LEAVERS])

    assert [question.ref for question in found.questions] == ["1", "2", "3"]


def test_a_domain_named_only_in_its_first_row_holds_for_the_rows_below() -> None:
    found = read_rows(["Domain", "Question", "Answer"], ["Access", MFA], [None, LEAVERS], ["Data", REST])

    assert [question.section for question in found.questions] == ["Access", "Access", "Data"]


def test_questions_of_several_lines_stay_verbatim() -> None:
    text = "Do you have:\n - a policy?\n - an owner for it? "
    found = read_rows(["Question", "Answer"], [text], [MFA])

    assert found.questions[0].question == text


def test_headers_in_spanish_french_and_german() -> None:
    spanish = read_rows(
        ["N.º", "Pregunta", "Respuesta", "Comentarios"], [1, "¿Se cifran los datos en reposo?"], [2, "¿Existe un plan?"]
    )
    french = read_rows(
        ["Réf.", "Question", "Réponse", "Commentaires"],
        [1, "Les données sont-elles chiffrées ?"],
        [2, "Avez-vous un plan ?"],
    )
    german = read_rows(
        ["Nr.", "Frage", "Antwort", "Bemerkungen"],
        [1, "Werden ruhende Daten verschlüsselt?"],
        [2, "Gibt es einen Plan?"],
    )

    for found in (spanish, french, german):
        assert [(q.ref, q.answer_cell, q.comment_cell) for q in found.questions] == [
            ("1", "C2", "D2"),
            ("2", "C3", "D3"),
        ]


def test_words_that_the_header_offers_itself_are_the_vocabulary() -> None:
    found = read_rows(["Question", "Answer (Yes / No / N/A)"], [MFA], [REST])

    assert [question.vocabulary for question in found.questions] == [("Yes", "No", "N/A"), ("Yes", "No", "N/A")]


def test_answers_left_of_the_questions() -> None:
    found = read_rows(["Answer", "Question", "Comments"], [None, MFA], [None, REST])

    assert cells(found.questions) == [(MFA, "A2", "C2"), (REST, "A3", "C3")]


def test_a_table_that_does_not_begin_in_the_first_column() -> None:
    found = read_rows(
        [None], [None, None, "Ref", "Question", "Answer"], [None, None, "1", MFA], [None, None, "2", REST]
    )

    assert cells(found.questions) == [(MFA, "E3", None), (REST, "E4", None)]


def test_short_titles_and_long_requirements_side_by_side() -> None:
    found = read_rows(
        ["Control", "Description", "Status", "Comment"],
        ["Penetration test", "A tester from outside tests the product once a year."],
        ["Patching", "Critical patches are applied within seven days."],
        ["Training", "Staff are trained on security every year."],
    )

    assert cells(found.questions)[0] == ("A tester from outside tests the product once a year.", "C2", "D2")
    assert len(found.questions) == 3


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


def test_a_header_for_each_part_that_names_the_part_over_the_numbers() -> None:
    head = [None, "Vendor answers", "Additional information", "Guidance"]
    found = read_rows(
        ["Company overview", *head],
        ["COMP-01", "Describe your business.", None, None, "Include the ownership."],
        ["Application security", *head],
        ["APPL-01", MFA, None, None, "Name the factors."],
        ["APPL-02", REST, None, None, "Name the algorithm."],
    )

    assert [(q.ref, q.section, q.answer_cell, q.comment_cell) for q in found.questions] == [
        ("COMP-01", "Company overview", "C2", "D2"),
        ("APPL-01", "Application security", "C4", "D4"),
        ("APPL-02", "Application security", "C5", "D5"),
    ]


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


def test_a_request_that_speaks_of_responses_is_no_second_header() -> None:
    found = read_rows(
        ["ID", "Domain", "Question", "Answer"],
        ["A-01", "Area 1", MFA],
        ["A-02", "Area 2", "Please provide your incident response plan."],
        ["A-03", "Area 2", REST],
    )

    assert [question.ref for question in found.questions] == ["A-01", "A-02", "A-03"]


def test_mark_columns_that_are_marked_already() -> None:
    found = read_rows(
        ["#", "Question", "Yes", "No", "N/A", "Comments"], [1, MFA, "x"], [2, REST, None, "X", None, "Why"]
    )

    assert [(q.answer_cell, q.comment_cell, q.filled) for q in found.questions] == [
        ({"Yes": "C2", "No": "D2", "N/A": "E2"}, "F2", True),
        ({"Yes": "C3", "No": "D3", "N/A": "E3"}, "F3", True),
    ]


def test_mark_words_with_a_further_header_row_under_them() -> None:
    book = workbook(
        {
            "Q": [
                ["ID", "Question", "Answers", None, None, "Notes"],
                [None, None, "Yes", "No", "Not applicable", None],
                [None, None, "in place", "not in place", "out of scope", None],
                ["AIS-01.1", MFA],
                ["AIS-01.2", REST],
            ]
        }
    )
    for area in ("A1:A3", "B1:B3", "C1:E1", "F1:F3"):
        book["Q"].merge_cells(area)
    found = read(book)

    assert [question.row for question in found.questions] == [4, 5]
    assert [list(question.answer_cell or ()) for question in found.questions] == [
        ["in place", "not in place", "Not applicable"]
    ] * 2


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
