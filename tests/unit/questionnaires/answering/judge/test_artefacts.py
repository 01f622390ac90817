"""What was learnt, on disk: complete, of the data that stands beside it, small, and refused when it is not ours."""

import json
from pathlib import Path

import numpy as np
import pytest

from foundation.assets import asset
from foundation.errors import BadInput
from questionnaires.answering.confidence import FEATURES as CONFIDENCE_FEATURES
from questionnaires.answering.confidence import read_confidence, shipped_confidence
from questionnaires.answering.judge.alignment import FEATURES as PIECE_FEATURES
from questionnaires.answering.judge.artefacts import read_judge, save_judge, shipped_fingerprint, shipped_judge
from questionnaires.answering.judge.judge import FEATURES
from questionnaires.answering.training.fingerprint import fingerprint

MODELS = asset("seed_data", "models")
MOST_BYTES = 20_000_000


def test_the_shipped_models_were_learnt_from_the_shipped_data() -> None:
    confidence = json.loads((MODELS / "confidence.json").read_text(encoding="utf-8"))

    assert shipped_fingerprint() == confidence["fingerprint"] == fingerprint()


def test_the_shipped_models_have_one_weight_a_feature() -> None:
    judge = shipped_judge()

    assert len(judge.questions.weights) == len(FEATURES)
    assert len(judge.pieces.weights) == 2 * len(PIECE_FEATURES)
    assert len(shipped_confidence().model.weights) == len(CONFIDENCE_FEATURES)


def test_the_shipped_models_are_small_and_hold_no_pickle() -> None:
    files = list(MODELS.iterdir())

    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    assert {file.suffix for file in files} == {".json", ".npz"}
    with np.load(MODELS / "judge.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_a_judge_is_the_same_after_it_was_saved(tmp_path: Path) -> None:
    save_judge(shipped_judge(), tmp_path, "the same")

    for name in ("judge.json", "judge.npz"):
        again = (tmp_path / name).read_bytes()
        save_judge(read_judge(tmp_path), tmp_path, "the same")
        assert (tmp_path / name).read_bytes() == again


def test_a_judge_of_another_layout_is_refused_with_the_command_that_makes_it(tmp_path: Path) -> None:
    (tmp_path / "judge.json").write_text('{"format": 0}', encoding="utf-8")

    with pytest.raises(BadInput, match="make train"):
        read_judge(tmp_path)


def test_a_missing_judge_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="missing"):
        read_judge(tmp_path)


def test_confidence_of_other_features_is_refused(tmp_path: Path) -> None:
    told = json.loads((MODELS / "confidence.json").read_text(encoding="utf-8"))
    told["features"] = told["features"][1:]
    (tmp_path / "confidence.json").write_text(json.dumps(told), encoding="utf-8")

    with pytest.raises(BadInput, match="make train"):
        read_confidence(tmp_path / "confidence.json")
