"""The one seam through which uploaded bytes are parsed, so that this can move into a confined worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from questionnaires.parsing.model import Questionnaire, Sheet
from questionnaires.parsing.preview import SheetPreview, preview
from questionnaires.parsing.read import parse
from questionnaires.parsing.report import inspect_report

ROWS_SHOWN = 25
CHARACTERS_SHOWN = 240
"""Of one cell; a preview is for telling columns apart, not for reading policies."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of a file."""

    questionnaire: Questionnaire
    previews: tuple[SheetPreview, ...]
    """Empty for formats without sheets."""

    @property
    def sheets_json(self) -> list[dict[str, Any]]:
        """The sheets as the report of `inspect` has them."""
        told: Any = inspect_report(self.questionnaire)["questionnaire"]
        return list(told["sheets"])

    @property
    def preview_json(self) -> list[dict[str, Any]]:
        """The first rows of each sheet as plain values; long texts are cut."""
        return [_sheet(sheet) for sheet in self.previews]


def read_upload(content: bytes, *, filename: str, mapping: Sequence[Sheet] | None = None) -> Reading:
    """Parse a file and show its first rows; raises UnreadableQuestionnaire with a sentence for the person."""
    questionnaire = parse(content, filename=filename, mapping=mapping)
    return Reading(questionnaire, preview(content, filename=filename, questionnaire=questionnaire, rows=ROWS_SHOWN))


def _sheet(sheet: SheetPreview) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "left_alone": sheet.left_alone,
        "columns": list(sheet.columns),
        "roles": list(sheet.roles),
        "rows": [
            {"number": row.number, "sort": row.sort.value, "cells": [_cut(text) for text in row.cells]}
            for row in sheet.rows
        ],
        "row_count": sheet.row_count,
    }


def _cut(text: str) -> str:
    return text if len(text) <= CHARACTERS_SHOWN else text[: CHARACTERS_SHOWN - 1] + "…"
