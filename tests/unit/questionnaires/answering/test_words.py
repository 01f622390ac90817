"""Texts made one before they are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answering.words import REWRITES, normalise, tokens_of

SPELLINGS = (
    "24/7|24 x 7|iso / iec|27001|ci/cd|s/mime|n/a|on-prem|onpremises|type ii|type i|SOC2|tls1.2|aes_256|1,000|30h|"
    "24 hrs|30-day|and/or|read/write|don’t|doesn't|cannot|Acme's|multi‐factor|opt-in|½|-|/|24|type|prem|,"
)
PIECES = st.sampled_from(SPELLINGS.split("|"))
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=6).map(" ".join) | st.lists(PIECES).map("".join)


@given(TEXTS)
def test_a_sign_that_is_looked_for_first_changes_nothing_of_what_is_found(text):
    plain = unicodedata.normalize("NFKC", text).lower()
    for _sign, pattern, replacement in REWRITES:
        plain = pattern.sub(replacement, plain)

    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Is it available 24/7?", ["is", "it", "available", "24", "x7", "?"]),
        ("SOC2 Type II and/or ISO/IEC 27001", ["soc", "2", "type", "2", "or", "iso", "iec", "27001"]),
        ("We cannot, on-prem", ["we", "can", "not", ",", "on", "premises"]),
        ("1,000 laptops", ["1000", "laptops"]),
        ("A 30-day term", ["a", "30", "day", "term"]),
    ],
)
def test_spellings_of_one_thing_are_cut_alike(text, tokens):
    assert tokens_of(text) == tokens


def test_what_somebody_does_with_the_tokens_of_a_text_is_not_remembered():
    tokens_of("Are backups kept?").clear()

    assert tokens_of("Are backups kept?") == ["are", "backups", "kept", "?"]
