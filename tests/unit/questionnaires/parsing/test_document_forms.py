"""Word documents laid out as forms and cards: what is asked, and what only leads in."""

import pytest

from questionnaires.parsing.model import Question
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.document_shapes import ASKED, answers, shapes
from tests.unit.questionnaires.parsing.documents import PART, document, lines, to_bytes
from tests.unit.questionnaires.parsing.zips import rewritten

SHAPES = shapes()


def questions(content: bytes) -> tuple[Question, ...]:
    return parse(content, filename="b.docx").questions


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_gives_the_places_of_its_answers(shape: str) -> None:
    content, cells = SHAPES[shape]

    assert [question.answer_cell for question in questions(content)] == cells
    assert not any(question.filled for question in questions(content))


@pytest.mark.parametrize("shape", ["one table a question", "a label in the cell", "questions alone in their cells"])
def test_the_question_is_its_own_words_without_number_and_label(shape: str) -> None:
    assert tuple(question.question for question in questions(SHAPES[shape][0])) == ASKED


def test_a_card_has_a_cell_for_comments() -> None:
    assert [one.comment_cell for one in questions(SHAPES["one table a question"][0])] == ["T1R3C2", "T2R3C2"]


def test_a_card_that_states_is_asked_as_it_calls_itself_a_question() -> None:
    card = [["Question", "Access is reviewed each quarter."], ["Response", ""]]

    assert [one.answer_cell for one in questions(to_bytes(document(card, card)))] == ["T1R2C2", "T2R2C2"]


def test_an_answer_that_stands_in_the_cell_of_its_question_is_told_apart() -> None:
    made = document([["1. Do you use MFA?\nAnswer: Yes"], ["2. Do you log access?\nAnswer:"]])

    assert [(one.question, one.filled) for one in questions(to_bytes(made))] == [
        ("Do you use MFA?", True),
        ("Do you log access?", False),
    ]


def test_questions_to_the_reader_before_the_first_numbered_one_are_not_asked() -> None:
    made = lines("Who should fill this in?", "Anyone.", "1. Do you use MFA?", "", "2. Do you log access?", "")

    assert [one.question for one in questions(to_bytes(made))] == list(ASKED)


def test_questions_without_number_or_place_are_asked_where_all_are_so() -> None:
    made = lines("Who should fill this in?", "Do you use MFA?", "1. Do you log access?")

    assert len(questions(to_bytes(made))) == 3


def test_a_word_with_a_question_mark_asks_nothing() -> None:
    assert len(questions(to_bytes(lines("1. Do you use MFA?", "2. Do you log access?", "Any questions?")))) == 2


def test_questions_to_the_reader_beside_cards_are_not_asked() -> None:
    made = document(*([["Question", text], ["Response", ""]] for text in ASKED))
    made.add_paragraph("Who should fill this in?")

    assert [one.question for one in questions(to_bytes(made))] == list(ASKED)


@pytest.mark.parametrize(
    ("font", "empty", "ticked"),
    [("Wingdings", "F0A8", "F0FE"), ("Wingdings", "F06F", "F078"), ("Wingdings 2", "00A3", "0052")],
)
def test_symbols_of_two_fonts_are_boxes(font: str, empty: str, ticked: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{{}}"/></w:r><w:r><w:t xml:space="preserve"> {{}} </w:t></w:r>'
    asked = questions(answers(symbol.format(ticked, "Yes") + symbol.format(empty, "No")))

    assert [(one.vocabulary, one.filled) for one in asked] == [(("Yes", "No"), True)] * 2


def test_a_symbol_that_is_no_box_is_nothing() -> None:
    arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'

    assert [one.filled for one in questions(answers(arrow))] == [False, False]


def test_a_strict_document_is_read() -> None:
    usual, strict = (f"http://{name}/main" for name in (
        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"))  # fmt: skip
    content = rewritten(
        to_bytes(document([["Question", "Answer"], *([text, ""] for text in ASKED)])),
        PART,
        lambda part: part.replace(usual.encode(), strict.encode()),
    )

    assert [one.answer_cell for one in questions(content)] == ["T1R2C2", "T1R3C2"]
