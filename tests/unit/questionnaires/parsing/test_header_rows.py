"""Headers are found below covers, in several rows, in several languages, and more than once."""

from tests.unit.questionnaires.parsing.workbooks import cells, read, read_rows, workbook

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


def test_a_file_without_any_header() -> None:
    found = read_rows([MFA], [REST], [LEAVERS])

    assert cells(found.questions) == [(MFA, "B1", None), (REST, "B2", None), (LEAVERS, "B3", None)]
    assert found.sheets[0].header_rows == ()


def test_a_file_without_header_whose_first_column_numbers_the_questions() -> None:
    found = read_rows(["1.1", MFA], ["1.2", REST], ["1.3", LEAVERS])

    assert [(q.ref, q.answer_cell) for q in found.questions] == [("1.1", "C1"), ("1.2", "C2"), ("1.3", "C3")]


def test_a_header_repeated_on_every_printed_page() -> None:
    header = ["ID", "Question", "Answer"]
    found = read_rows(header, ["1", MFA], ["2", REST], header, ["3", LEAVERS])

    assert [question.ref for question in found.questions] == ["1", "2", "3"]


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


def test_a_table_that_does_not_begin_in_the_first_column() -> None:
    found = read_rows(
        [None], [None, None, "Ref", "Question", "Answer"], [None, None, "1", MFA], [None, None, "2", REST]
    )

    assert cells(found.questions) == [(MFA, "E3", None), (REST, "E4", None)]


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


def test_a_request_that_speaks_of_responses_is_no_second_header() -> None:
    found = read_rows(
        ["ID", "Domain", "Question", "Answer"],
        ["A-01", "Area 1", MFA],
        ["A-02", "Area 2", "Please provide your incident response plan."],
        ["A-03", "Area 2", REST],
    )

    assert [question.ref for question in found.questions] == ["A-01", "A-02", "A-03"]


def test_a_weak_header_repeated_on_every_printed_page() -> None:
    header = ["Requirement", "Status"]
    found = read_rows(header, ["Data is encrypted."], header, ["Logs are kept."], ["Staff are trained."])

    assert [question.row for question in found.questions] == [2, 4, 5]
