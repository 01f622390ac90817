"""Artefacts learnt anew are held against the shipped ones: the last digits may differ, nothing else."""

import json
from pathlib import Path

import numpy as np
import pytest

from questionnaires.answering.training.compare import differences

TOLD = {"fingerprint": "a", "model": {"weights": [1.0, 100.0]}, "words": ["x", "y"], "practice": [[0.9, 1]]}


def folder(place: Path, told: object = TOLD, values: tuple[float, ...] = (0.0, 1.0)) -> Path:
    place.mkdir()
    (place / "model.json").write_text(json.dumps(told), encoding="utf-8")
    np.savez(place / "model.npz", values=np.array(values))
    return place


def test_the_same_artefacts_do_not_differ(tmp_path: Path) -> None:
    assert differences(folder(tmp_path / "new"), folder(tmp_path / "old")) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fingerprint": "b"}, "fingerprint"),
        ({"model": {"weights": [1.03, 100.0]}}, "weights/0"),
        ({"model": {"weights": [1.0]}}, "weights"),
        ({"words": ["x", "z"]}, "words/1"),
        ({"more": 1}, "more"),
    ],
)
def test_what_differs_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    found = differences(folder(tmp_path / "new", {**TOLD, **change}), folder(tmp_path / "old"))

    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize("change", [{"model": {"weights": [1.01, 101.0]}}, {"practice": []}])
def test_last_digits_and_the_order_of_ties_may_differ(tmp_path: Path, change: dict[str, object]) -> None:
    assert differences(folder(tmp_path / "new", {**TOLD, **change}), folder(tmp_path / "old")) == []


@pytest.mark.parametrize("values", [(0.0, 1.1), (0.0,)])
def test_arrays_are_compared_by_shape_and_value(tmp_path: Path, values: tuple[float, ...]) -> None:
    assert len(differences(folder(tmp_path / "new", values=values), folder(tmp_path / "old"))) == 1


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    new = folder(tmp_path / "new")
    (new / "model.npz").unlink()

    assert differences(new, folder(tmp_path / "old")) == ["model.npz: stands in one of the folders only"]
