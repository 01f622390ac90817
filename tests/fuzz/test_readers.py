"""Spoilt files of every format: read, filled and read again, or refused in a plain sentence; never more than that.

A short run in every suite, a long one by `make fuzz` (AUDITMATCH_FUZZ_FILES spoilt files of each kind).
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.model import Questionnaire
from questionnaires.parsing.read import parse
from tests.fuzz.mutations import spoilt
from tests.fuzz.seeds import seeds

FILES = int(os.environ.get("AUDITMATCH_FUZZ_FILES", "60"))
"""Spoilt files of each kind; the same numbers give the same files."""
PATIENCE_SECONDS = 10
FILLED_IN_PLACE = ("xlsx", "xlsm", "docx", "csv", "tsv", "json")
SEEDS = seeds()


class TooSlow(BaseException):
    """A file was not done with in time; no reader may catch this."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Break off what takes longer, a hang too."""

    def stop(number: int, frame: object) -> None:
        raise TooSlow(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def is_plain(error: BadInput) -> bool:
    """Whether an error is a sentence for people: words, and nothing that only programs say."""
    told = str(error)
    return len(error.problem.split()) >= 3 and not any(word in told for word in ("Traceback", "Errno", "object at 0x"))


def filled(read: Questionnaire) -> list[FilledCell]:
    """Answer the first questions, those with one cell for it."""
    cells = [(one.sheet, one.answer_cell) for one in read.questions[:5] if isinstance(one.answer_cell, str)]
    return [FilledCell(sheet, cell, "Yes") for sheet, cell in cells]


def asked(read: Questionnaire) -> list[tuple[str, int, str]]:
    return [(one.sheet, one.row, one.question) for one in read.questions]


def outcome(content: bytes, filename: str, *, sound: bool = False) -> str:
    """Read, fill and read again; say what is wrong, empty when nothing is.

    A sound file asks the very same afterwards; a spoilt one may be read better once its cells are filled.
    """
    try:
        read = parse(content, filename=filename)
        written = export(content, filename=filename, questionnaire=read, filled=filled(read))
    except BadInput as refused:
        return "" if is_plain(refused) else f"an unclear error: {refused}"
    if read.format not in FILLED_IN_PLACE:
        return ""
    again = asked(parse(written, filename=filename))
    if sound:
        return "" if again == asked(read) else f"asked otherwise after the export: {again}"
    lost = [one for one in asked(read) if one not in again]
    return f"no longer asked after the export: {lost}" if lost else ""


@pytest.mark.parametrize("filename", SEEDS)
def test_a_sound_file_is_read_filled_and_read_again(filename: str) -> None:
    assert len(parse(SEEDS[filename], filename=filename).questions) == 3
    assert outcome(SEEDS[filename], filename, sound=True) == ""


@pytest.mark.parametrize("filename", SEEDS)
def test_a_spoilt_file_is_read_or_refused_in_a_plain_sentence(filename: str) -> None:
    problems = {}
    for number in range(FILES):
        content = spoilt(SEEDS[filename], Random(f"{filename} {number}"))
        try:
            with within(PATIENCE_SECONDS):
                found = outcome(content, filename)
        except (Exception, TooSlow) as crash:  # noqa: BLE001 - any crash at all is what is looked for
            found = f"{type(crash).__name__}: {crash}"[:300]
        if found:
            problems[number] = found

    assert problems == {}
