"""Which text goes into which cell."""

from questionnaires.answering.answer import Answer, Routing, Verdict
from questionnaires.answering.cells import cell_value_of, filled_cells
from questionnaires.export.model import FilledCell
from questionnaires.parsing.model import Question


def answer(verdict: Verdict, cell_value: str | None, text: str = "Yes. We do.") -> Answer:
    return Answer(verdict, text, cell_value, 0.9, Routing.AUTO)


def question(**fields: object) -> Question:
    return Question("S", 2, "Do you?", **fields)  # type: ignore[arg-type]  # each test names the fields it is about


def test_answer_and_comment_cell_get_word_and_text() -> None:
    asked = question(answer_cell="B2", comment_cell="C2", vocabulary=("Y", "N"))

    cells = filled_cells([asked], [answer(Verdict.YES, "Y")])

    assert cells == (FilledCell("S", "B2", "Y"), FilledCell("S", "C2", "Yes. We do."))


def test_mark_goes_into_the_one_cell_of_its_word() -> None:
    asked = question(answer_cell={"Yes": "B2", "No": "C2"})

    assert filled_cells([asked], [answer(Verdict.NO, "No")]) == (FilledCell("S", "C2", "x"),)


def test_needs_input_writes_nothing() -> None:
    asked = question(answer_cell="B2", comment_cell="C2")

    assert filled_cells([asked], [answer(Verdict.NEEDS_INPUT, None, "")]) == ()


def test_verdict_without_a_word_leaves_the_answer_cell_alone() -> None:
    asked = question(answer_cell="B2", comment_cell="C2", vocabulary=("Y", "N"))

    assert filled_cells([asked], [answer(Verdict.PARTIAL, None)]) == (FilledCell("S", "C2", "Yes. We do."),)


def test_stated_text_is_not_written_twice() -> None:
    asked = question(answer_cell="B2", comment_cell="C2")

    assert filled_cells([asked], [answer(Verdict.STATED, "We do.", "We do.")]) == (FilledCell("S", "B2", "We do."),)


def test_text_is_never_a_formula() -> None:
    asked = question(answer_cell="B2")

    cells = filled_cells([asked], [answer(Verdict.STATED, "=1+1", "=1+1")])

    assert cells == (FilledCell("S", "B2", "1+1"),)


def test_plain_words_stand_in_where_the_buyer_has_none_and_a_comment_cell_takes_the_text() -> None:
    assert cell_value_of(question(comment_cell="C2"), Verdict.NOT_APPLICABLE, "Text.") == "N/A"
    assert cell_value_of(question(), Verdict.NOT_APPLICABLE, "Text.") == "Text."
