"""What a password must be, and that it is kept as a hash alone."""

import pytest

from foundation.accounts.passwords import check_new_password, hash_password, password_matches
from foundation.errors import BadInput


@pytest.mark.parametrize("password", ["elevencharz", "", "has alice@example.com in it", "ALICE@EXAMPLE.COM"])
def test_a_short_password_or_one_with_the_address_is_refused(password):
    with pytest.raises(BadInput):
        check_new_password(password, "alice@example.com")


def test_twelve_characters_of_any_kind_will_do():
    check_new_password("twelve chars", "alice@example.com")


def test_a_hash_matches_its_password_and_no_other():
    kept = hash_password("correct horse")

    assert kept.startswith("$argon2id$")
    assert (password_matches(kept, "correct horse"), password_matches(kept, "Correct horse")) == (True, False)


def test_a_hash_that_cannot_be_read_matches_nothing():
    assert password_matches("", "") is False


@pytest.mark.parametrize(
    "password",
    [
        "justinbieber",  # stands in the list
        "Justin Bieber",
        "Liverpool2024!",
        "123!monkey!321",
        "monkeymonkey",
        "abcabcabcabc",
        "aaaaaaaaaaaa",
        "123456789012",
        "qwertyuiopas",
    ],
)
def test_a_password_that_everybody_tries_first_is_refused(password):
    with pytest.raises(BadInput, match="tried first"):
        check_new_password(password, "alice@example.com")


@pytest.mark.parametrize("password", ["a heron under the footbridge", "k7Qv-29xLm-0pTz", "monkey eats figs"])
def test_a_password_that_merely_holds_a_common_word_will_do(password):
    check_new_password(password, "alice@example.com")
