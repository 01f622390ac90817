"""Whether two questions ask the same."""

import pytest

from questionnaires.answering.claim_key import claim_key
from questionnaires.answering.lexicon import security_lexicon

LEXICON = security_lexicon()
ASKED = "Are backups encrypted?"


@pytest.mark.parametrize("same", ["Do you encrypt backups?", "Are your backups encrypted", "Backups are encrypted."])
def test_the_same_asked_in_other_words_has_the_same_key(same: str) -> None:
    assert claim_key(same, LEXICON) == claim_key(ASKED, LEXICON) is not None


@pytest.mark.parametrize(
    "other",
    [
        "Are backups encrypted with AES-256?",
        "Are backups unencrypted?",
        "Are backups not encrypted?",
        "Are backups encrypted within 24 hours?",
        "Are databases encrypted?",
        "Are backups encrypted by vendors?",
    ],
)
def test_a_question_that_differs_in_anything_has_another_key(other: str) -> None:
    assert claim_key(other, LEXICON) != claim_key(ASKED, LEXICON)


@pytest.mark.parametrize("little", ["", "Encryption?", "Yes/No"])
def test_a_question_that_names_too_little_has_no_key(little: str) -> None:
    assert claim_key(little, LEXICON) is None
