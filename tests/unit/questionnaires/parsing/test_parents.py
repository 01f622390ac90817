"""Follow-ups are tied to the question that they depend on."""

import pytest

from tests.unit.questionnaires.parsing.workbooks import read_rows

ROOT = "Do you use subcontractors?"
OTHER = "Do you have insurance?"


@pytest.mark.parametrize(
    "follow_up",
    [
        "If yes, list them.",
        "If so, where are they?",
        "If no, explain why.",
        "  (b) If not, who does the work?",
        "If the answer is yes, how are they chosen?",
        "En caso afirmativo, indique cuáles.",
        "Si oui, lesquels ?",
        "Falls ja, welche?",
    ],
)
def test_a_condition_points_to_the_question_before(follow_up: str) -> None:
    found = read_rows(["Ref", "Question", "Answer"], ["7", OTHER], ["8", ROOT], ["9", follow_up])

    assert [question.parent for question in found.questions] == [None, None, "8"]


def test_several_follow_ups_in_a_row_share_their_root() -> None:
    found = read_rows(["Question", "Answer"], [ROOT], ["If yes, list them."], ["If yes, where are they?"], [OTHER])

    assert [question.parent for question in found.questions] == [None, 2, 2, None]


def test_a_follow_up_that_names_its_question() -> None:
    found = read_rows(["Ref", "Question", "Answer"], ["Q1", ROOT], ["Q2", OTHER], ["Q3", "If yes to Q1, list them."])

    assert found.questions[2].parent == "Q1"


def test_a_follow_up_whose_number_continues_another() -> None:
    found = read_rows(
        ["Ref", "Question", "Answer"], ["3.1", ROOT], ["3.1.1", "Are they audited?"], ["3.1.2", "If yes, list them."]
    )

    assert found.questions[2].parent == "3.1"


@pytest.mark.parametrize(
    "text",
    ["If a breach happens, do you tell customers?", "If applicable, describe your plan.", "What if a disk fails?"],
)
def test_a_condition_on_the_world_is_no_follow_up(text: str) -> None:
    found = read_rows(["Ref", "Question", "Answer"], ["1", ROOT], ["2", text])

    assert found.questions[1].parent is None
