"""The whole engine on controls and questions of our own: how often it is right, how often it claims too much."""

from collections import Counter

import pytest

from questionnaires.answering.answer import Answer, Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.parsing.model import Question
from tests.unit.questionnaires.answering.dev_set import CASES, KNOWLEDGE, TODAY, Case

CLAIMS_TOO_MUCH = ("near_miss", "planned", "adverse_unknown", "out_of_scope")


@pytest.fixture(scope="module")
def answered() -> list[tuple[Case, Answer]]:
    questions = [Question("Dev", row, case.question) for row, case in enumerate(CASES, start=1)]
    return list(zip(CASES, Answerer(KNOWLEDGE, today=TODAY).answer(questions), strict=True))


def share_right(answered: list[tuple[Case, Answer]], group: str) -> float:
    ours = [(case, answer) for case, answer in answered if case.group == group]
    return sum(answer.verdict.value in case.expected.split("|") for case, answer in ours) / len(ours)


def test_dev_set_is_large_enough_to_count_on() -> None:
    assert Counter(case.group for case in CASES)["near_miss"] >= 40
    assert len(CASES) >= 80


def test_at_most_three_in_a_hundred_unsupported_questions_get_a_yes(answered: list[tuple[Case, Answer]]) -> None:
    traps = [(case, answer) for case, answer in answered if case.group in CLAIMS_TOO_MUCH]

    false_yes = [case.question for case, answer in traps if answer.verdict is Verdict.YES]

    assert len(false_yes) / len(traps) <= 0.03, false_yes


def test_no_adverse_question_is_answered_yes_by_a_good_control(answered: list[tuple[Case, Answer]]) -> None:
    wrong = [case.question for case, answer in answered if case.group == "adverse" and answer.verdict is Verdict.YES]

    assert wrong == []


@pytest.mark.parametrize(
    ("group", "least"),
    [
        ("supported", 0.7),
        ("numeric", 0.7),
        ("stated", 0.7),
        ("adverse", 0.7),
        ("partial", 1.0),
        ("not_applicable", 1.0),
    ],
)
def test_supported_questions_are_answered(answered: list[tuple[Case, Answer]], group: str, least: float) -> None:
    assert share_right(answered, group) >= least


def test_every_answer_with_a_verdict_cites_what_it_rests_on(answered: list[tuple[Case, Answer]]) -> None:
    assert [case.question for case, answer in answered if answer.confidence is not None and not answer.citations] == []


def test_what_needs_input_says_why_and_has_no_confidence(answered: list[tuple[Case, Answer]]) -> None:
    silent = [answer for _, answer in answered if answer.verdict is Verdict.NEEDS_INPUT]

    assert all(answer.reasons and answer.confidence is None and not answer.answer_text for answer in silent)
