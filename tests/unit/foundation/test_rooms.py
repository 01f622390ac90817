"""What the rooms hand to the composition root: every letter of theirs is among those that admins read."""

from pathlib import Path

import foundation.rooms
from auditmatch import letters_of

ROOT = Path(foundation.rooms.__file__).parent
ITSELF = ROOT / "mail"


def test_every_module_that_writes_letters_gives_samples_of_them():
    writing = {path for path in ROOT.rglob("*.py") if ITSELF not in path.parents and "Sample(" in path.read_text()}

    assert {Path(samples.__code__.co_filename) for samples in foundation.rooms.LETTERS} == writing
    assert len(writing) == 6


def test_admins_read_each_letter_once():
    names = [sample.name for sample in letters_of("https://audit.example")]

    assert len(names) == len(set(names)) == 52
    assert {
        "New address to confirm",
        "Mentioned in a comment",
        "Recovery code used",
        "Passkey added",
        "Sign-in waits",
    } <= set(names)


def test_no_mail_of_these_rooms_goes_but_as_a_letter():
    posting = [path for path in ROOT.rglob("*.py") if "mail.service import post\n" in path.read_text()]

    assert posting == []
