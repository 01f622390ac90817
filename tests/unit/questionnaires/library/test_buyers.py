"""Texts that name a buyer."""

import pytest

from questionnaires.library.buyers import Buyers

KNOWN = Buyers(["Globex Ltd.", "Initech, Inc.", "Hooli (Retail)", "AB", "Acme & Sons GmbH"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Will you tell Globex within a day?", "Globex"),
        ("As agreed with INITECH.", "INITECH"),
        ("As agreed with Globex's counsel.", "Globex"),
        ("We work with Acme  & Sons.", "Acme  & Sons"),
        ("Hooli (Retail) has its own tenant.", "Hooli (Retail)"),
        ("Globexing is not allowed.", None),
        ("AB testing is done.", None),
        ("Our cloud is hosted in Ltd.", None),
        ("", None),
    ],
)
def test_a_buyer_is_found_as_a_whole_word_without_its_legal_form(text, named):
    assert KNOWN.named_in(None, text) == named


def test_without_buyers_nobody_is_named():
    assert Buyers([]).named_in("Globex") is None
    assert Buyers(["  ", "Ltd"]).named_in("Anything Ltdx") is None
