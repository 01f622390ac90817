"""The letter that reminds owners of what is due."""

import uuid
from collections.abc import Sequence
from datetime import date

from foundation.mail.letters import Letter, Places, Sample
from questionnaires.care.due import EVIDENCE, Due

MOST_LINES = 50
"""Things named in one part of a mail; the pages have them all."""


def due_letter(things: Sequence[Due], today: date, base_url: str) -> Letter:
    """Name what is due in up to three parts, each thing with its page."""
    reviews = [one for one in things if one.kind != EVIDENCE]
    parts = (
        ("Overdue for review", [one for one in reviews if one.day < today]),
        ("To be reviewed soon", [one for one in reviews if one.day >= today]),
        ("Evidence past its day", [one for one in things if one.kind == EVIDENCE]),
    )
    return Letter(
        "1 thing is due for review" if len(things) == 1 else f"{len(things)} things are due for review",
        (
            *(_part(title, those, base_url.rstrip("/")) for title, those in parts if those),
            "Look whether each still holds. Where nothing changed, its page has a button that says so; evidence past "
            "its day wants a newer piece beside it. You are mailed again in a week about what is still due then.",
        ),
    )


def _part(title: str, things: Sequence[Due], base_url: str) -> Places:
    named = [(f"{one.title}: {one.day.day} {one.day:%B %Y}", f"{base_url}{one.path}") for one in things[:MOST_LINES]]
    return Places(tuple(named), title, more=len(things) - len(named))


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    today, owner = date(2027, 3, 5), "Robin Ashby"
    things = (
        Due("controls", uuid.UUID(int=1), date(2027, 3, 1), owner, "AC-01 Sign-in with a second factor", "/controls/…"),
        Due("facts", uuid.UUID(int=2), date(2027, 3, 12), owner, "Employees", "/facts/…"),
        Due(EVIDENCE, uuid.UUID(int=3), date(2027, 2, 28), owner, "Access review (AC-04 Leavers)", "/controls/…"),
    )
    return (Sample("Things due for review", "whoever owns them", due_letter(things, today, base_url)),)
