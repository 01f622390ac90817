"""Questions pasted from an e-mail."""

import pytest

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


def test_a_text_that_asks_nothing() -> None:
    with pytest.raises(UnreadableQuestionnaire, match="looked for lines that end in a question mark"):
        parse_text("Hi Ann,\n\nlunch on Friday.\n")


def test_a_text_file_is_read_like_a_pasted_text() -> None:
    found = parse(MAIL.encode(), filename="mail.txt")

    assert (found.file, len(found.questions)) == ("mail.txt", 4)
