"""Which criteria a question is about, as learnt and as the criteria's own text and mapped controls say."""

import json
from pathlib import Path

import numpy as np
import pytest

from foundation.assets import asset
from foundation.criteria import all_criteria
from foundation.errors import BadInput
from questionnaires.answering.criteria import CriterionIndex
from questionnaires.answering.knowledge import control_source
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.retrieve import Candidate
from questionnaires.answering.subjects import Subjects, read_subjects, save_subjects, shipped_subjects, words_of
from questionnaires.answering.training.fingerprint import fingerprint
from questionnaires.controls.records import ControlRecord, ControlStatus

LEXICON = security_lexicon()
SMALL = Subjects(
    criteria=("A1.2", "CC6.1"),
    words=("backup", "password"),
    idf=np.array([1.0, 1.0]),
    weights=np.array([[2.0, -2.0], [-2.0, 2.0]]),
    intercepts=np.array([0.0, 0.0]),
)


def test_words_of_a_text_are_its_stems_and_what_they_are_evidence_of() -> None:
    words = words_of("Is MFA used?", LEXICON)

    assert "mfa" in words
    assert "@mfa" in words


def test_probabilities_of_all_criteria_add_up_to_one() -> None:
    logs = SMALL.log_probabilities(["our backups", "nothing known"], LEXICON)

    assert np.exp(logs).sum(axis=1).tolist() == pytest.approx([1.0, 1.0])
    assert logs[0].tolist() == pytest.approx([-np.log(1 + np.exp(-4)), -np.log(1 + np.exp(4))])
    assert logs[1, 0] == logs[1, 1]


def test_a_model_is_the_same_after_it_was_saved(tmp_path: Path) -> None:
    save_subjects(SMALL, tmp_path, "x")

    again = read_subjects(tmp_path)

    assert again.criteria == SMALL.criteria
    assert again.weights.tolist() == SMALL.weights.tolist()


def test_a_missing_model_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="make train"):
        read_subjects(tmp_path)


def test_the_shipped_model_knows_every_criterion_and_its_data() -> None:
    told = json.loads((asset("seed_data", "models") / "subjects.json").read_text(encoding="utf-8"))

    assert set(shipped_subjects().criteria) == {one.id for one in all_criteria()}
    assert told["fingerprint"] == fingerprint()


@pytest.mark.parametrize(
    ("question", "criterion"),
    [
        ("Do you have a disaster recovery plan and rehearse it?", "A1.3"),
        ("Is background screening done before people start?", "CC1.4"),
        ("Are production changes approved and tested before release?", "CC8.1"),
    ],
)
def test_plain_questions_find_their_criterion_among_the_first_three(question: str, criterion: str) -> None:
    index = CriterionIndex(all_criteria(), (), LEXICON, shipped_subjects())

    assert criterion in [score.id for score in index.scores([question], [()])[0][:3]]


def test_the_criterion_of_a_control_that_is_alike_comes_nearer() -> None:
    def score(near: tuple[Candidate, ...]) -> float:
        control = ControlRecord("C-1", "Something", "Something.", ("P4.2",), ControlStatus.IMPLEMENTED)
        index = CriterionIndex(all_criteria(), [control_source(control, LEXICON)], LEXICON, shipped_subjects())
        return {one.id: one.score for one in index.scores(["How long is it kept?"], [near])[0]}.get("P4.2", 0.0)

    assert score((Candidate(0, 1.0),)) > score(())
