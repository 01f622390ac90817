"""What the rooms hand to the composition root: every letter of theirs is among those that admins read."""

import ast
from pathlib import Path

import foundation.mail.service
import foundation.rooms
from auditmatch import letters_of

ROOT = Path(foundation.rooms.__file__).parent
ITSELF = ROOT / "mail"
PACKAGES = [ROOT, *(ROOT.parent / name for name in ("matcher", "questionnaires"))]
PRODUCT = [ROOT.parent / "auditmatch.py", *(path for package in PACKAGES for path in sorted(package.rglob("*.py")))]


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


def test_no_mail_of_any_room_goes_but_as_a_letter():
    writing = {path.relative_to(ROOT.parent).as_posix() for path in PRODUCT if writes_mails(path)}

    assert writing == {"foundation/mail/service.py"}
    assert [name for name in vars(foundation.mail.service) if name.startswith("post")] == ["post_letter"]


def test_a_room_that_puts_a_mail_of_its_own_into_the_outbox_is_seen(tmp_path):
    room = tmp_path / "room.py"
    room.write_text("session.add(models.OutgoingMail(body='Hello'))\n")

    assert writes_mails(room)


def writes_mails(path):
    """Tell whether a module makes mails: reading and changing them is another thing."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return any(getattr(called, "id", getattr(called, "attr", "")) == "OutgoingMail" for called in calls)
