"""Letters about questionnaires: what each says, and that people's words are nothing but words in them."""

import uuid
from datetime import date

import pytest

import questionnaires.rooms
from questionnaires.ask.letters import open_question_letter
from questionnaires.assigning.letters import given_letter
from questionnaires.care.due import Due
from questionnaires.care.letters import due_letter
from questionnaires.commitments.letters import Change, otherwise_letter
from questionnaires.discussion.letters import mention_letter
from questionnaires.library.letters import ending_letter
from questionnaires.remediation.letters import steps_letter

BASE = "https://audit.example"
DAY = date(2027, 3, 5)
EVIL = "<script>alert(1)</script>"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"
SPOILT = {
    "given": (given_letter(EVIL, EVIL, [EVIL], DAY, BASE), 5),
    "mention": (mention_letter(EVIL, EVIL, EVIL, EVIL, BASE), 8),
    "open question": (open_question_letter(EVIL, EVIL, EVIL, BASE), 5),
    "ending": (ending_letter([(DAY, EVIL, EVIL)], BASE), 2),
    "due": (due_letter([Due("controls", uuid.UUID(int=1), DAY, EVIL, EVIL, "/controls/1")], DAY, BASE), 1),
    "steps": (steps_letter(EVIL, "CC9.2", DAY, [(EVIL, "/remediation/1"), (EVIL, "/remediation/2")], BASE), 3),
    "otherwise": (otherwise_letter([Change(EVIL, EVIL, EVIL, [(EVIL, 1)])], BASE), 4),
}
"""Each letter with a script wherever people's words stand, and how often it must be seen as text."""


@pytest.mark.parametrize(("letter", "times"), SPOILT.values(), ids=SPOILT)
def test_a_script_in_a_name_a_question_or_a_comment_is_text_on_the_page(letter, times):
    assert "<script" not in letter.html
    assert letter.html.count(SHOWN) >= times


def test_each_letter_makes_one_sample_and_no_two_have_the_same_name():
    names = [sample.name for samples in questionnaires.rooms.LETTERS for sample in samples(BASE)]

    assert len(names) == len(set(names)) == len(SPOILT)


def test_a_comment_keeps_its_lines_on_the_page():
    letter = mention_letter("Sam", "Globex", "Is it so?", "@Bob\nIs it?", f"{BASE}/q")

    assert '<td valign="top">@Bob<br>Is it?</td>' in letter.html
    assert letter.text == (
        "Sam mentioned you in a comment on a question of Globex's questionnaire.\n\n"
        "About the question: Is it so?\nSam said: @Bob\nIs it?\n\nOpen the question:\nhttps://audit.example/q\n"
    )


def test_the_question_in_an_address_is_encoded():
    letter = open_question_letter("Sam", 'A "b"&c=1?', "", f"{BASE}/")

    assert letter.link == "https://audit.example/ask/?question=A+%22b%22%26c%3D1%3F"
    assert letter.facts == (("Question", 'A "b"&c=1?'),)


@pytest.mark.parametrize(("number", "more"), [(10, False), (11, True)])
def test_ten_questions_are_named_and_the_others_counted(number, more):
    text = given_letter("Sam", "Globex", ["Is it\nso?"] * number, None, BASE).text

    assert text.count("- Is it so?") == 10
    assert ("- and 1 more" in text) == more


@pytest.mark.parametrize(("number", "more"), [(20, False), (21, True)])
def test_twenty_answers_are_named_and_the_others_counted(number, more):
    letter = ending_letter([(DAY, "L-001", "Is it so?")] * number, BASE)

    assert letter.subject == f"{number} approved answers run out"
    assert letter.text.count("2027-03-05  L-001  Is it so?") == 20
    assert ("\nand 1 more\n" in letter.text) == more


@pytest.mark.parametrize(("number", "named"), [(20, "Buyer (1)\n"), (21, "Buyer (1) and 1 more\n")])
def test_twenty_buyers_are_named_and_the_others_counted(number, named):
    text = otherwise_letter([Change("Fact x", "1", "2", [("Buyer", 1)] * number)], BASE).text

    assert text.count("Buyer (1)") == 20
    assert named in text


def test_each_step_leads_to_its_page():
    one = steps_letter("Sam", "CC9.2", DAY, [("Do it.", "/remediation/1")], BASE)
    two = steps_letter("Sam", "CC9.2", None, [("Do it.", "/remediation/1"), ("And it.", "/remediation/2")], BASE)

    assert one.subject == "For you to do: CC9.2 by 5 March 2027"
    assert "- Do it.\n  https://audit.example/remediation/1\n" in one.text
    assert '<li><a href="https://audit.example/remediation/1">Do it.</a></li>' in one.html
    assert two.subject == "For you to do: CC9.2"
    assert two.text.startswith("Sam asks you to do these 2 steps, so that CC9.2 can be covered:\n\n- Do it.\n")
    assert "- And it.\n  https://audit.example/remediation/2\n" in two.text
    assert two.link == "https://audit.example/remediation/?criterion=CC9.2"
