"""A questionnaire as JSON: a list of objects with `question`, and optionally `ref`, `section`, `vocabulary`."""

import json
import re
from collections.abc import Mapping

from foundation.limits import MAX_ROWS
from foundation.plain import only_text
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.encoding import decode
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Question
from questionnaires.parsing.parents import tie_to_parents

SHEET = "questions"
_SPACE = re.compile(r"[ \t\r\n]*+")


def load_list(content: bytes, *, filename: str) -> list[Mapping[str, object]]:
    """Read the list of objects; raises `UnreadableQuestionnaire` naming line or item."""
    try:
        return _items(decode(content).text, filename)
    except json.JSONDecodeError as broken:
        raise UnreadableQuestionnaire(f"it is not JSON: {broken.msg}", f"{filename}, line {broken.lineno}") from broken
    except RecursionError as broken:
        raise UnreadableQuestionnaire("its JSON is nested too deeply", filename) from broken
    except ValueError as broken:
        raise UnreadableQuestionnaire("a number is NaN, Infinity or thousands of digits long", filename) from broken


def _items(text: str, filename: str) -> list[Mapping[str, object]]:
    """Read item by item, so that a list that is too long costs no more than one that is not."""
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    place = _after_space(text, 0)
    if not text.startswith("[", place):
        decoder.decode(text)
        raise UnreadableQuestionnaire("expected a list of objects with `question`", filename)
    items: list[Mapping[str, object]] = []
    place = _after_space(text, place + 1)
    closed = text.startswith("]", place)
    while not closed:
        item, place = decoder.raw_decode(text, place)
        if not isinstance(item, Mapping):
            raise UnreadableQuestionnaire("expected an object with `question`", f"{filename}, item {len(items) + 1}")
        if len(items) == MAX_ROWS:
            raise UnreadableQuestionnaire(f"more than {MAX_ROWS:,} questions, which is refused", filename)
        items.append(item)
        place = _after_space(text, place)
        closed = text.startswith("]", place)
        if not closed and not text.startswith(",", place):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, place)
        place = place if closed else _after_space(text, place + 1)
    if text[_after_space(text, place + 1) :]:
        raise json.JSONDecodeError("Extra data", text, place + 1)
    return items


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def read_json(content: bytes, *, filename: str) -> tuple[Question, ...]:
    """Read the questions; a row is the item's place in the list, from 1, a cell `3.answer` or `3.comment`."""
    items = load_list(content, filename=filename)
    return tie_to_parents([_question(item, row, filename) for row, item in enumerate(items, start=1)])


def _question(item: Mapping[str, object], row: int, filename: str) -> Question:
    where = f"{filename}, item {row}"
    text = _text(item["question"]) if isinstance(item.get("question"), str) else None
    if text is None:
        raise UnreadableQuestionnaire("`question` is missing or empty; expected the question's text", where)
    vocabulary = _vocabulary(item.get("vocabulary"), where)
    return Question(
        sheet=SHEET,
        row=row,
        question=text,
        ref=_text(item.get("ref")),
        section=_text(item.get("section")),
        answer_cell=f"{row}.answer",
        comment_cell=f"{row}.comment",
        vocabulary=vocabulary,
        kind=kind_of(text, vocabulary),
        filled=bool(item.get("answer") or item.get("comment")),
    )


def _vocabulary(value: object, where: str) -> tuple[str, ...] | None:
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, str):
        value = value.split(";")
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise UnreadableQuestionnaire("`vocabulary` must be a list of words", where)
    return tuple(word for word in (only_text(word).strip() for word in value) if word) or None


def _text(value: object) -> str | None:
    text = "" if value is None else only_text(str(value))
    return text if text.strip() else None


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
