"""Between the values that the pure folders reason about and the rows of the database."""

import uuid
from collections.abc import Sequence
from typing import Any

from questionnaires.answering.answer import Answer, Citation, CriterionScore, SourceType, Verdict
from questionnaires.answering.claim_key import claim_key
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.report import answer_entry
from questionnaires.parsing.mapping import mapping_from_json, rows_json
from questionnaires.parsing.model import Question, Questionnaire, Sheet
from questionnaires.reviews.models import AnswerReason, AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer


def question_row(questionnaire_id: uuid.UUID, position: int, question: Question) -> AskedQuestion:
    """Make the row of a question."""
    cell = question.answer_cell
    parent = question.parent
    return AskedQuestion(
        questionnaire_id=questionnaire_id,
        position=position,
        sheet=question.sheet,
        row=question.row,
        ref=question.ref,
        section=question.section,
        text=question.question,
        answer_cell=cell if isinstance(cell, str) else None,
        mark_cells={} if cell is None or isinstance(cell, str) else dict(cell),
        comment_cell=question.comment_cell,
        vocabulary=list(question.vocabulary or ()),
        kind=question.kind,
        parent_ref=parent if isinstance(parent, str) else None,
        parent_row=parent if isinstance(parent, int) else None,
        filled=question.filled,
        claim_key=claim_key(question.question, security_lexicon()) if parent is None else None,
    )


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """Give a sheet as a mapping has it."""
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "columns": dict(sheet.columns),
        "header_rows": list(sheet.header_rows),
        **({"rows": rows_json(sheet.rows)} if sheet.rows else {}),
    }


def question_value(row: AskedQuestion) -> Question:
    """Give a row's question back as it was parsed."""
    return Question(
        sheet=row.sheet,
        row=row.row,
        question=row.text,
        ref=row.ref,
        section=row.section,
        answer_cell=row.mark_cells or row.answer_cell,
        comment_cell=row.comment_cell,
        vocabulary=tuple(row.vocabulary) or None,
        kind=row.kind,
        parent=row.parent_ref if row.parent_ref is not None else row.parent_row,
        filled=row.filled,
    )


def questionnaire_value(row: BuyerQuestionnaire, questions: Sequence[Question]) -> Questionnaire:
    """Give the parsed questionnaire back, with some or all of its questions."""
    sheets = mapping_from_json(row.sheets)
    return Questionnaire(row.filename, row.format, sheets, tuple(questions), row.encoding, row.delimiter)


def draft_row(question_id: uuid.UUID, answer: Answer) -> DraftAnswer:
    """Make the row of the engine's answer; one without a verdict waits for input at once."""
    entry = answer_entry(answer)
    open_ = answer.verdict is Verdict.NEEDS_INPUT
    return DraftAnswer(
        question_id=question_id,
        verdict=answer.verdict,
        answer_text=answer.answer_text,
        cell_value=answer.cell_value,
        confidence=answer.confidence,
        estimate=answer.estimate,
        routing=answer.routing,
        citations=entry["citations"],
        criteria=entry["criteria"],
        state=AnswerState.NEEDS_INPUT if open_ else AnswerState.DRAFTED,
        reasons=[_reason(at, reason) for at, reason in enumerate(answer.reasons, start=1)],
    )


def _reason(position: int, reason: str) -> AnswerReason:
    code, _, detail = reason.partition(":")
    return AnswerReason(position=position, code=code.strip(), detail=detail.strip() or None)


def answer_value(row: DraftAnswer) -> Answer:
    """Give the answer as it now stands; the reasons stay with the row."""
    return Answer(
        verdict=row.verdict,
        answer_text=row.answer_text,
        cell_value=row.cell_value,
        confidence=row.confidence,
        routing=row.routing,
        citations=tuple(Citation(SourceType(c["type"]), c["id"], c["quote"]) for c in row.citations),
        criteria=tuple(CriterionScore(c["id"], c["score"]) for c in row.criteria),
    )
