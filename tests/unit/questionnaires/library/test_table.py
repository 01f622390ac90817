"""Approved answers read from FORMATS' files and write back unchanged."""

from datetime import date

import pytest

from questionnaires.controls.records import Sensitivity
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.table import read_answers, write_answers

ANSWER = LibraryAnswer(
    answer_id="L-1",
    question="Do you encrypt backups?",
    answer="yes",
    explanation="+ every copy, with its own key.",
    controls=("BC-01", "CR-02"),
    approved_by="Head of Security",
    approved_on=date(2026, 1, 15),
    expires_on=date(2027, 1, 15),
    product=("Payroll",),
    sensitivity=Sensitivity.NDA,
)


def test_answers_written_and_read_back_are_unchanged():
    free = LibraryAnswer("L-2", "Where is data kept?", "In Ireland.")

    assert read_answers(write_answers([ANSWER, free]), filename="answers.csv").records == (ANSWER, free)


@pytest.mark.parametrize(
    ("given", "word"),
    [("Yes", "yes"), ("NO", "no"), ("N/A", "not_applicable"), ("Partial", "partial"), ("Yes, daily.", "Yes, daily.")],
)
def test_an_answer_that_is_one_of_the_four_words_is_read_as_that_word(given, word):
    content = f'answer_id,question,answer\nL-1,Q?,"{given}"\n'.encode()

    assert read_answers(content, filename="answers.csv").records[0].answer == word


def test_a_bad_day_and_an_id_given_twice_are_problems():
    content = b"answer_id,question,answer,expires_on\nL-1,Q?,yes,soon\nL-2,Q?,yes,\nL-2,Q?,no,\n"

    problems = read_answers(content, filename="answers.csv").problems

    assert [(problem.row, problem.column) for problem in problems] == [(2, "expires_on"), (4, "answer_id")]


def test_the_last_day_still_holds():
    assert not ANSWER.is_stale(date(2027, 1, 15))
    assert ANSWER.is_stale(date(2027, 1, 16))
