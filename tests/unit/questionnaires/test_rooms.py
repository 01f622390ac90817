"""What the rooms hand to the composition root: every letter of theirs is among those that admins read."""

from pathlib import Path

import questionnaires.rooms

ROOT = Path(questionnaires.rooms.__file__).parent


def test_every_module_that_writes_letters_gives_samples_of_them():
    writing = {path for path in ROOT.rglob("*.py") if "foundation.mail.letters import" in path.read_text()}

    assert {Path(samples.__code__.co_filename) for samples in questionnaires.rooms.LETTERS} == writing
    assert len(writing) == 7
