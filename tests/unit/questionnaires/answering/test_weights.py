"""Rows of weighted features are those of scikit-learn, number for number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from questionnaires.answering.postings import Postings, best_of
from questionnaires.answering.weights import Weights

KNOWN = ["Are backups tested every year?", "All laptops are encrypted, all of them.", "Keys are rotated", "unstated"]
WAYS = ({"analyzer": "word"}, {"analyzer": "char_wb", "ngram_range": (3, 4)}, {"analyzer": str.split})


@pytest.fixture(scope="module", params=WAYS, ids=("words", "characters", "own features"))
def fitted(request):
    return TfidfVectorizer(sublinear_tf=True, **request.param).fit(KNOWN)


def rows(fitted, texts):
    weights = Weights(fitted)
    weighed = [weights.weigh(text) for text in texts]
    shape = (len(texts), len(fitted.vocabulary_))
    ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places, values = (np.concatenate(parts) for parts in zip(*weighed, strict=True))
    return sparse.csr_matrix((values, places, ends), shape=shape)


def same(ours, theirs):
    assert ours.indptr.tolist() == theirs.indptr.tolist()
    assert ours.indices.tolist() == theirs.indices.tolist()
    np.testing.assert_allclose(ours.data, theirs.data, rtol=1e-15, atol=0)


SENTENCES = st.lists(st.sampled_from([*" ".join(KNOWN).split(), "never", "?"])).map(" ".join)


@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_rows_are_those_of_the_vectoriser(fitted, texts):
    same(rows(fitted, texts), fitted.transform(texts))


@given(SENTENCES)
def test_likeness_is_the_product_of_the_sparse_rows_to_the_last_digit(fitted, text):
    table = fitted.transform(KNOWN).T.tocsr()

    likeness = Postings(table).likeness(Weights(fitted).weigh(text))

    assert likeness.tolist() == (rows(fitted, [text]) @ table).toarray()[0].tolist()


def test_a_text_of_which_nothing_is_known_is_an_empty_row_and_like_nothing(fitted):
    nothing = Weights(fitted).weigh("§§§")

    assert [part.tolist() for part in nothing] == [[], []]
    assert Postings(fitted.transform(KNOWN).T.tocsr()).likeness(nothing).tolist() == [0.0] * len(KNOWN)


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=40), st.integers(1, 20))
def test_the_best_are_those_of_a_stable_sort(values, count):
    values = np.array(values)

    assert best_of(values, count).tolist() == np.argsort(-values, kind="stable")[:count].tolist()
