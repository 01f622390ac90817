"""Dense vectors join the retrieval: they bring candidates that share no word, and leave similarities as they were."""

import numpy as np

from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.retrieve import Candidate, Encoder, Retriever

TEXTS = ("Doors are locked.", "The canteen serves soup.", "Guards patrol at night.")


class Topics:
    """A stand-in encoder of two dimensions: guarding and food; anything else is a row of zeros."""

    def encode(self, texts):
        rows = {"guard": (3.0, 0.0), "watch": (4.0, 0.0), "soup": (0.0, 1.0), "meal": (0.6, 0.8)}
        found = [next((row for word, row in rows.items() if word in text.lower()), (0.0, 0.0)) for text in texts]
        return np.array(found)


def candidates(question: str, encoder: Encoder | None = None) -> list[list[Candidate]]:
    return Retriever(TEXTS, security_lexicon(), encoder).candidates([question], limit=3)


def test_text_without_a_shared_word_is_found_by_its_vector_alone():
    assert candidates("Zzz watch zzz?") == [[]]
    assert candidates("Zzz watch zzz?", Topics()) == [[Candidate(2, 0.0)]]


def test_vectors_order_candidates_by_their_cosine_whatever_their_length():
    assert [one.index for one in candidates("Zzz meal zzz?", Topics())[0]] == [1, 2]


def test_similarity_of_a_candidate_is_that_of_its_words():
    assert candidates("Are doors locked?", Topics()) == candidates("Are doors locked?")


def test_no_questions_and_no_texts_need_no_vectors():
    assert Retriever((), security_lexicon(), Topics()).candidates(["Any?"], limit=3) == [[]]
    assert Retriever(TEXTS, security_lexicon(), Topics()).candidates([], limit=3) == []
