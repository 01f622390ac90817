"""The report of `answer` as FORMATS has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from questionnaires.answering.answer import Answer, Routing, Verdict
from questionnaires.answering.trust import Trust, reliability
from questionnaires.parsing.model import Question, Questionnaire


def answer_report(questionnaire: Questionnaire, answers: Sequence[Answer], trust: Trust) -> dict[str, Any]:
    """Report on a questionnaire; `answers` are in the order of its questions, routed by `trust`.

    `answered` counts answers with a verdict, `for_review` those that a person must look at (unanswered ones too).
    `confidence` says how far its numbers have held so far.
    """
    questions = questionnaire.questions
    return {
        "questionnaire": {
            "file": questionnaire.file,
            "questions": len(questions),
            "answered": sum(answer.verdict is not Verdict.NEEDS_INPUT for answer in answers),
            "for_review": sum(answer.routing is Routing.REVIEW for answer in answers),
        },
        "confidence": confidence_entry(trust),
        "questions": [_entry(question, answer) for question, answer in zip(questions, answers, strict=True)],
    }


def confidence_entry(trust: Trust) -> dict[str, Any]:
    """Report how confidence held on practice, or on what the organisation's reviewers decided; shares in [0, 1]."""
    held = reliability(trust)
    gap = held.calibration_error
    return {
        "learnt_from": "reviews" if trust.learnt_here else "practice",
        "error_budget": trust.budget,
        "auto_threshold": trust.threshold,
        "answers": held.answers,
        "accepted": held.accepted,
        "auto": held.unread,
        "auto_accepted": held.unread_accepted,
        "calibration_error": None if gap is None else round(gap, 4),
        "bins": [
            {
                "from": one.low,
                "to": one.high,
                "answers": one.answers,
                "confidence": round(one.confidence, 4),
                "accepted": round(one.accepted, 4),
            }
            for one in held.bins
        ],
    }


def _entry(question: Question, answer: Answer) -> dict[str, Any]:
    """Report on one question."""
    cell = question.answer_cell
    return {
        "ref": question.ref,
        "sheet": question.sheet,
        "row": question.row,
        "section": question.section,
        "question": question.question,
        "kind": question.kind.value,
        "verdict": answer.verdict.value,
        "answer_cell": dict(cell) if isinstance(cell, Mapping) else cell,
        "comment_cell": question.comment_cell,
        **answer_entry(answer),
    }


def answer_entry(answer: Answer) -> dict[str, Any]:
    """Report on an answer alone, as a single question asked for itself needs it."""
    return {
        "verdict": answer.verdict.value,
        "answer_text": answer.answer_text,
        "cell_value": answer.cell_value,
        "confidence": answer.confidence,
        "routing": answer.routing.value,
        "reasons": list(answer.reasons),
        "citations": [{"type": c.type.value, "id": c.id, "quote": c.quote} for c in answer.citations],
        "criteria": [{"id": c.id, "score": c.score} for c in answer.criteria],
        **({"wording": answer.wording} if answer.wording else {}),
    }
