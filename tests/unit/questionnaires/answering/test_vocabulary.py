"""The buyer's own words."""

import pytest

from questionnaires.answering.answer import Verdict
from questionnaires.answering.vocabulary import speaks_verdicts, word_for


@pytest.mark.parametrize(
    ("verdict", "words", "expected"),
    [
        (Verdict.YES, ("Yes", "No", "NA"), "Yes"),
        (Verdict.YES, ("Y", "N"), "Y"),
        (Verdict.NO, ("TRUE", "FALSE"), "FALSE"),
        (Verdict.YES, ("Compliant", "Partially compliant", "Non-compliant"), "Compliant"),
        (Verdict.NO, ("Compliant", "Partially compliant", "Non-compliant"), "Non-compliant"),
        (Verdict.PARTIAL, ("Fully", "Partially", "Not in place"), "Partially"),
        (Verdict.YES, ("In place", "Not in place"), "In place"),
        (Verdict.NOT_APPLICABLE, ("Yes", "No", "Not applicable"), "Not applicable"),
        (Verdict.YES, ("Sí", "No"), "Sí"),
        (Verdict.YES, ("Oui", "Non"), "Oui"),
        (Verdict.NO, ("Ja", "Nein"), "Nein"),
        (Verdict.NO, ("Yes - in production", "No - not planned"), "No - not planned"),
        (Verdict.YES, ("1. Yes", "2. No"), "1. Yes"),
        (Verdict.PARTIAL, ("Yes", "No"), None),
        (Verdict.STATED, ("Yes", "No"), None),
        (Verdict.NEEDS_INPUT, ("Yes", "No"), None),
    ],
)
def test_word_is_the_buyers_own(verdict: Verdict, words: tuple[str, ...], expected: str | None) -> None:
    assert word_for(verdict, words) == expected


def test_list_of_choices_is_not_one_of_verdicts() -> None:
    assert speaks_verdicts(("Yes", "No"))
    assert not speaks_verdicts(("Daily", "Weekly", "Monthly"))
