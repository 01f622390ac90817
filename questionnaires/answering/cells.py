"""Which text goes into which cell of the buyer's file."""

from collections.abc import Mapping, Sequence

from questionnaires.answering.answer import Answer, Verdict
from questionnaires.answering.compose import harmless
from questionnaires.answering.vocabulary import PLAIN_WORDS, word_for
from questionnaires.export.model import FilledCell
from questionnaires.parsing.model import Question

MARK = "x"


def words_of(question: Question) -> tuple[str, ...] | None:
    """Give the buyer's words for a question: those of its columns to mark, else its vocabulary, else None."""
    if isinstance(question.answer_cell, Mapping):
        return tuple(question.answer_cell)
    return question.vocabulary


def cell_value_of(question: Question, verdict: Verdict, answer_text: str) -> str | None:
    """Say what the answer cell gets; None leaves it as it is (input needed, or no word for the verdict).

    Without a vocabulary a verdict is written as Yes, No, Partial or N/A where a comment cell takes the text, and
    as the text itself where there is none or where the answer is stated in words.
    """
    if verdict is Verdict.NEEDS_INPUT:
        return None
    words = words_of(question)
    if words:
        return word_for(verdict, words)
    if question.comment_cell and verdict in PLAIN_WORDS:
        return PLAIN_WORDS[verdict]
    return answer_text


def filled_cells(questions: Sequence[Question], answers: Sequence[Answer]) -> tuple[FilledCell, ...]:
    """List the cells to write, in the order of the questions; an answer that needs input writes none."""
    pairs = zip(questions, answers, strict=True)
    return tuple(cell for question, answer in pairs for cell in _cells_of(question, answer))


def _cells_of(question: Question, answer: Answer) -> list[FilledCell]:
    if answer.verdict is Verdict.NEEDS_INPUT:
        return []
    written = [(_answer_cell(question, answer), _answer_text(question, answer))]
    if answer.answer_text and answer.answer_text != answer.cell_value:
        written.append((question.comment_cell, answer.answer_text))
    return [FilledCell(question.sheet, cell, harmless(text)) for cell, text in written if cell and text]


def _answer_cell(question: Question, answer: Answer) -> str | None:
    """Give the one cell of the answer: the marked word's column where there are columns to mark."""
    if isinstance(question.answer_cell, Mapping):
        return question.answer_cell.get(answer.cell_value) if answer.cell_value else None
    return question.answer_cell


def _answer_text(question: Question, answer: Answer) -> str | None:
    return MARK if isinstance(question.answer_cell, Mapping) else answer.cell_value
