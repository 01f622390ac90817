"""The report of `auditmatch inspect`, and the mapping that a person makes of it."""

from collections.abc import Mapping

from questionnaires.parsing.mapping import mapping_from_json, rows_json
from questionnaires.parsing.model import Question, Questionnaire, Sheet

__all__ = ["inspect_report", "mapping_from_json", "rows_json"]


def inspect_report(questionnaire: Questionnaire) -> dict[str, object]:
    """Give the report as plain values, ready for JSON; `left_alone` stands only where a sheet was not asked."""
    return {
        "questionnaire": {
            "file": questionnaire.file,
            "format": questionnaire.format,
            "sheets": [_sheet(sheet) for sheet in questionnaire.sheets],
            **_dialect(questionnaire),
        },
        "questions": [_question(question) for question in questionnaire.questions],
    }


def _dialect(questionnaire: Questionnaire) -> dict[str, object]:
    """Tell encoding and delimiter where the format has them, so that they can be corrected."""
    told = {"encoding": questionnaire.encoding, "delimiter": questionnaire.delimiter}
    return {name: value for name, value in told.items() if value is not None}


def _sheet(sheet: Sheet) -> dict[str, object]:
    told: dict[str, object] = {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "columns": dict(sheet.columns),
        "header_rows": list(sheet.header_rows),
    }
    told |= {"rows": rows_json(sheet.rows)} if sheet.rows else {}
    return told | ({"left_alone": sheet.left_alone} if sheet.left_alone else {})


def _question(question: Question) -> dict[str, object]:
    answer = question.answer_cell
    return {
        "sheet": question.sheet,
        "row": question.row,
        "ref": question.ref,
        "section": question.section,
        "question": question.question,
        "answer_cell": dict(answer) if isinstance(answer, Mapping) else answer,
        "comment_cell": question.comment_cell,
        "vocabulary": list(question.vocabulary) if question.vocabulary else None,
        "kind": question.kind.value,
        "parent": question.parent,
    }
