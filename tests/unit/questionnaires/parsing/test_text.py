"""Questions pasted from an e-mail."""

import pytest

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.text import parse_text
from questionnaires.parsing.read import parse

MAIL = """Hi Ann,

could you please answer these questions by Friday?

Access
1. Is MFA required for all staff?
2) Describe how leavers are handled.

Data:
- Do you encrypt data at rest?
A-3: Backups are tested every year.

Thanks,
Ben
"""


def test_the_questions_of_an_e_mail_without_its_courtesies() -> None:
    found = parse_text(MAIL)

    assert [(one.row, one.ref, one.question, one.section) for one in found.questions] == [
        (6, "1", "Is MFA required for all staff?", "Access"),
        (7, "2", "Describe how leavers are handled.", "Access"),
        (10, None, "Do you encrypt data at rest?", "Data"),
        (11, "A-3", "Backups are tested every year.", "Data"),
    ]
    assert found.format == "text"


def test_a_request_to_answer_is_no_question_even_after_another_sentence() -> None:
    mail = "Our team would like to know the following. Could you reply by Friday?\n\n- Do you log access?\n"

    found = parse_text(mail)

    assert [one.question for one in found.questions] == ["Do you log access?"]


def test_a_text_that_asks_nothing() -> None:
    with pytest.raises(UnreadableQuestionnaire, match="looked for lines that end in a question mark"):
        parse_text("Hi Ann,\n\nlunch on Friday.\n")


def test_a_text_file_is_read_like_a_pasted_text() -> None:
    found = parse(MAIL.encode(), filename="mail.txt")

    assert (found.file, len(found.questions)) == ("mail.txt", 4)


def test_a_line_that_the_mail_program_wrapped_is_one_question() -> None:
    found = parse_text(
        "> 1. Is a second factor required for every member of staff who\n"
        ">    reaches customer data?\n> 2. Do you log?\n"
    )

    assert [(one.row, one.question) for one in found.questions] == [
        (1, "Is a second factor required for every member of staff who reaches customer data?"),
        (3, "Do you log?"),
    ]


def test_a_text_comes_back_with_each_answer_below_its_question() -> None:
    found = parse(MAIL.encode(), filename="mail.txt")
    filled = [FilledCell("Text", "6.answer", "Yes."), FilledCell("Text", "11.answer", "Yes.\nEvery May.")]

    written = export(MAIL.encode(), filename="mail.txt", questionnaire=found, filled=filled)

    assert [one.answer_cell for one in found.questions] == ["6.answer", "7.answer", "10.answer", "11.answer"]
    assert written.decode() == MAIL.replace("all staff?\n", "all staff?\nYes.\n").replace(
        "every year.\n", "every year.\nYes.\nEvery May.\n"
    )


def test_the_answer_to_a_wrapped_question_stands_below_its_last_line_and_a_last_line_is_ended() -> None:
    text = "1. Is a second factor required for every member of staff who\r\n  reaches customer data?"
    found = parse(text.encode("cp1252"), filename="mail.txt")

    written = export(
        text.encode(), filename="mail.txt", questionnaire=found, filled=[FilledCell("Text", "1.answer", "Sí.")]
    )

    assert written.decode() == text + "\r\nSí.\r\n"


def test_a_line_that_the_text_has_not() -> None:
    found = parse(MAIL.encode(), filename="mail.txt")

    with pytest.raises(BadInput, match="no such line"):
        export(MAIL.encode(), filename="mail.txt", questionnaire=found, filled=[FilledCell("Text", "99.answer", "x")])
