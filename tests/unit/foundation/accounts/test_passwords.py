"""What a password must be, and that it is kept as a hash alone."""

import pytest
from argon2 import PasswordHasher

from foundation.accounts.passwords import check_new_password, hash_password, is_outdated, password_matches
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


@pytest.mark.parametrize(
    "password",
    ["auditmatch-2026!", "SOC2 Auditor Report", "Lanternbrook_12345", "alice.lindqvist.99", "Welcome Lanternbrook"],
)
def test_a_password_of_the_services_words_or_ones_own_names_is_refused(password):
    with pytest.raises(BadInput, match="made of the name of this service"):
        check_new_password(password, "alice@example.com", ["Alice Lindqvist", "Lanternbrook Payroll"])


def test_a_password_that_merely_holds_such_a_word_will_do():
    check_new_password("audit heron bridge", "alice@example.com", ["Alice Lindqvist", "Lanternbrook Payroll"])


def test_a_password_of_a_thousand_characters_counts_to_its_last():
    long = "a heron " * 125

    kept = hash_password(long)

    assert password_matches(kept, long)
    assert not password_matches(kept, long[:-1])
    assert not password_matches(kept, long.upper())


def test_a_hash_of_weaker_parameters_is_outdated():
    weaker = PasswordHasher(time_cost=1, memory_cost=8192).hash("correct horse")

    assert is_outdated(weaker)
    assert not is_outdated(hash_password("correct horse"))


def test_a_hash_costs_what_is_advised():
    """RFC 9106, second recommendation: 64 MiB, three passes, four lanes."""
    assert hash_password("correct horse").split("$")[1:4] == ["argon2id", "v=19", "m=65536,t=3,p=4"]
