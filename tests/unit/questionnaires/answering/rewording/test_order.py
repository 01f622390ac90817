"""True words in another order can be false: what may stand elsewhere, and what may not."""

import pytest

from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.rewording.order import disorder
from questionnaires.answering.words import tokens_of


def held(said: str, cited: str, also: str = "") -> str | None:
    return disorder(tokens_of(said), tokens_of(cited), tokens_of(also), security_lexicon())


@pytest.mark.parametrize(
    ("said", "cited", "also"),
    [
        ("We encrypt databases at rest.", "Databases are encrypted at rest.", ""),
        ("Shared accounts are not allowed.", "Shared accounts are not allowed for employees.", ""),
        ("We do not allow shared accounts.", "Shared accounts are not allowed for employees.", ""),
        ("The report covers 1 July 2025.", "The report covers 1 July 2025 to 30 June 2026.", ""),
        ("Access is reviewed every 90 days.", "Access is reviewed.", "every 90 days"),
    ],
)
def test_one_word_may_move_and_others_may_be_left_out(said, cited, also):
    assert held(said, cited, also) is None


@pytest.mark.parametrize(
    ("said", "cited", "why"),
    [
        ("The report covers 1 July 2026.", "The report covers 1 July 2025 to 30 June 2026.", "a number stands beside"),
        ("Copies are kept another 30 days.", "Copies are kept 30 days, in another region.", "a number stands beside"),
        ("Policies are reviewed once a year.", "Policies are reviewed at least once a year.", "it has another bound"),
        ("All logs and backups are kept.", "Logs and all backups are kept.", "said of what"),
        ("Data goes from test to production.", "Data goes from production to test.", "said of what"),
        ("Engineers approve changes of managers.", "Managers approve changes of engineers.", "who does what"),
        (
            "Tests use live data, made up data is copied.",
            "Tests use made up data, live data is copied.",
            "another order",
        ),
    ],
)
def test_what_changes_the_sense_is_named(said, cited, why):
    assert why in (held(said, cited) or "")
