"""The extra `semantic`: absent it is a plain sentence, present it is loaded when the first text comes."""

import importlib

import numpy as np
import pytest

from foundation.config import Settings
from foundation.errors import BadInput
from questionnaires.semantic import encoder
from questionnaires.semantic.encoder import encoder_from

LIBRARY = """
LOADED = []
class SentenceTransformer:
    def __init__(self, name):
        if name == "missing":
            raise OSError("no such model")
        LOADED.append(name)
    def encode(self, texts, **options):
        import numpy
        return numpy.array([[len(text), 1] for text in texts], dtype="float32")
"""


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Put a stand-in for sentence-transformers where it is imported from."""
    (tmp_path / "stand_in_transformers.py").write_text(LIBRARY)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(encoder, "_LIBRARY", "stand_in_transformers")
    monkeypatch.delitem(importlib.sys.modules, "stand_in_transformers", raising=False)
    encoder._loaded.cache_clear()
    yield lambda: importlib.import_module("stand_in_transformers")
    encoder._loaded.cache_clear()
    importlib.sys.modules.pop("stand_in_transformers", None)


def test_no_model_set_means_no_encoder():
    assert encoder_from(Settings()) is None


def test_absent_extra_is_told_with_the_remedy(monkeypatch):
    monkeypatch.setattr(encoder, "_LIBRARY", "a_library_that_is_not_there")

    with pytest.raises(BadInput, match="needs the extra `semantic`") as refused:
        encoder_from(Settings(semantic_model="some/model"))

    assert refused.value.where == "AUDITMATCH_SEMANTIC_MODEL"


def test_model_is_loaded_once_and_only_when_a_text_comes(library):
    made = encoder_from(Settings(semantic_model="some/model"))
    assert library().LOADED == []

    vectors = [made.encode(["ab", "abc"]), made.encode(["a"])]

    assert library().LOADED == ["some/model"]
    assert vectors[0].dtype == np.float64
    assert vectors[0].tolist() == [[2.0, 1.0], [3.0, 1.0]]


def test_model_that_cannot_be_loaded_is_named(library):
    with pytest.raises(BadInput, match="no model could be loaded from 'missing'"):
        encoder_from(Settings(semantic_model="missing")).encode(["a"])
