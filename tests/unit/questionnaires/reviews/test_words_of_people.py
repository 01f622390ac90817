"""What people choose and name, turned into the codes of answers and the names of files."""

import pytest

from questionnaires.answering.answer import Routing, Verdict
from questionnaires.answering.verdict import Reason
from questionnaires.reviews.exports import answered_name
from questionnaires.reviews.forms import own_name, verdict_of
from questionnaires.reviews.models import AnswerState, Stage
from questionnaires.reviews.queries import AnswerFilter, Tally
from questionnaires.reviews.words import REASONS, ROUTINGS, STAGE_TONES, STAGES, STATE_TONES, STATES, VERDICTS


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("Yes", Verdict.YES),
        ("No", Verdict.NO),
        ("N/A", Verdict.NOT_APPLICABLE),
        ("Not applicable", Verdict.NOT_APPLICABLE),
        ("Partially", Verdict.PARTIAL),
        ("Non-compliant", Verdict.NO),
        ("Daily", Verdict.STATED),
    ],
)
def test_a_buyers_word_tells_the_verdict(word, verdict):
    assert verdict_of(word) is verdict


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("review.xlsx", "review.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\bids\\Ünal GmbH.xlsx", "Ünal GmbH.xlsx"),
        ("a\nb.csv", "ab.csv"),
        ("bid\u202excod.exe\u2066", "bidxcod.exe"),
        ("..", "questionnaire"),
        ("x" * 300 + ".xlsx", "x" * 195 + ".xlsx"),
    ],
)
def test_a_file_keeps_its_own_name_and_nothing_else(given, kept):
    assert own_name(given) == kept


@pytest.mark.parametrize(
    ("given", "answered"),
    [("review.v2.xlsx", "review.v2-answered.xlsx"), ("macro.XLSM", "macro-answered.XLSM"), ("bare", "bare-answered")],
)
def test_the_filled_file_is_named_after_the_buyers(given, answered):
    assert answered_name(given) == answered


def test_a_filter_goes_into_an_address_and_comes_back():
    wanted = AnswerFilter(AnswerState.DRAFTED, Routing.REVIEW, "contradiction", "Access & keys")

    arguments = wanted.as_arguments()

    assert arguments == {
        "state": "drafted",
        "routing": "review",
        "reason": "contradiction",
        "section": "Access & keys",
    }
    assert AnswerFilter.of(arguments) == wanted


def test_a_filter_leaves_out_what_it_cannot_mean():
    assert AnswerFilter.of({"state": "sent", "routing": "", "section": ""}) == AnswerFilter()


def test_a_question_without_an_answer_counts_as_not_approved():
    tally = Tally(questions=10, by_state={AnswerState.APPROVED: 3, AnswerState.DRAFTED: 2})

    assert (tally.answered, tally.not_approved) == (5, 7)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Reason, REASONS),
        (Verdict, VERDICTS),
        (AnswerState, STATES),
        (AnswerState, STATE_TONES),
        (Stage, STAGES),
        (Stage, STAGE_TONES),
        (Routing, ROUTINGS),
    ],
)
def test_every_code_has_its_words(codes, words):
    assert {code.value for code in codes} == set(words)
