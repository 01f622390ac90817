"""Letters of engagements."""

from datetime import date

from matcher.engagements.letters import LETTERS, Told, samples
from matcher.engagements.states import Stage

TOLD = Told("Acme", "SOC 2 Type 2", "https://audit.example/portal/engagements/1", date(2027, 3, 5))


def test_every_stage_has_a_letter_that_says_who_when_and_where():
    assert set(LETTERS) == set(Stage)
    for stage, write in LETTERS.items():
        letter = write(TOLD)
        assert "Acme" in letter.text, stage
        assert letter.link == "https://audit.example/portal/engagements/1"


def test_what_a_party_writes_stands_in_the_letter_and_is_no_markup():
    letter = LETTERS[Stage.CANCELLED](Told("Acme", "SOC 2 Type 1", "https://a.example", date(2027, 3, 5), "<b>No</b>"))

    assert "Acme writes: <b>No</b>" in letter.text
    assert "<b>No</b>" not in letter.html


def test_there_is_a_sample_of_each_letter():
    assert len(samples("https://audit.example")) == 10
    assert all(sample.letter.html for sample in samples("https://audit.example"))
