"""The letter that tells admins what went past its day over night."""

from collections.abc import Sequence

from foundation.mail.letters import Letter, Places, Sample

MOST_LINES = 50
"""Things of each sort named in a mail; the queue has them all."""

Place = tuple[str, str]
"""What is due at a firm, and the full address of its page."""


def due_letter(stale: Sequence[Place], past: Sequence[Place], base_url: str) -> Letter:
    """Name the firms that became stale and the checks past their day, each with its page."""
    parts = (("No longer verified but stale", stale), ("Checks past their day", past))
    return Letter(
        f"Vetting: {_counted(len(past), 'check')} past due, {_counted(len(stale), 'firm')} became stale",
        (
            *(_part(title, those) for title, those in parts if those),
            "Look each up again and record what you find. A stale firm whose facts are checked again can be verified "
            "again on its page.",
        ),
        action="See everything that is due",
        link=f"{base_url}/admin/vetting",
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _part(title: str, those: Sequence[Place]) -> Places:
    named = tuple(those[:MOST_LINES])
    return Places(named, title, more=len(those) - len(named))


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    firm, page = "Cedar Hollow Assurance", f"{base_url}/admin/firms/…/vetting"
    stale = [(f"{firm}: Its licence was last checked on 2026-02-27, 371 days ago.", page)]
    past = [(f"{firm}: CPA firm licence OH, held until 5 March 2027", page)]
    return (Sample("Vetting past its day", "the platform's admins", due_letter(stale, past, base_url)),)
