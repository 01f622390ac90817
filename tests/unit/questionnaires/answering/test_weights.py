"""Rows of weighted features are those of scikit-learn, number for number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from questionnaires.answering.weights import Weights

KNOWN = ["Are backups tested every year?", "All laptops are encrypted, all of them.", "Keys are rotated", "unstated"]
WAYS = ({"analyzer": "word"}, {"analyzer": "char_wb", "ngram_range": (3, 4)}, {"analyzer": str.split})


@pytest.fixture(scope="module", params=WAYS, ids=("words", "characters", "own features"))
def fitted(request):
    return TfidfVectorizer(sublinear_tf=True, **request.param).fit(KNOWN)


def same(ours, theirs):
    assert ours.shape == theirs.shape
    assert ours.indptr.tolist() == theirs.indptr.tolist()
    assert ours.indices.tolist() == theirs.indices.tolist()
    np.testing.assert_allclose(ours.data, theirs.data, rtol=1e-15, atol=0)


@given(st.lists(st.lists(st.sampled_from([*" ".join(KNOWN).split(), "never", "?"])).map(" ".join), max_size=5))
def test_rows_are_those_of_the_vectoriser(fitted, texts):
    same(Weights(fitted).rows(texts), fitted.transform(texts) if texts else fitted.transform([""])[:0])


def test_a_text_of_which_nothing_is_known_is_an_empty_row(fitted):
    assert Weights(fitted).rows(["§§§", KNOWN[0]]).toarray()[0].tolist() == [0.0] * len(fitted.vocabulary_)
