"""The letter that tells admins what went past its day over night."""

from collections.abc import Sequence

from foundation.mail.letters import Letter, Sample

MOST_LINES = 50
"""Things of each sort named in a mail; the queue has them all."""


def due_letter(stale: Sequence[str], past: Sequence[str], base_url: str) -> Letter:
    """Name the firms that became stale and the checks past their day, a line or two each."""
    parts = (("No longer verified but stale", stale), ("Checks past their day", past))
    return Letter(
        f"Vetting: {_counted(len(past), 'check')} past due, {_counted(len(stale), 'firm')} became stale",
        (
            *(_part(title, lines) for title, lines in parts if lines),
            "Look each up again and record what you find. A stale firm whose facts are checked again can be verified "
            "again on its page.",
        ),
        action="See everything that is due",
        link=f"{base_url}/admin/vetting",
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _part(title: str, lines: Sequence[str]) -> str:
    more = [f"- and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join([title, *lines[:MOST_LINES], *more])


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    firm, page = "Cedar Hollow Assurance", f"{base_url}/admin/firms/…/vetting"
    stale = [f"- {firm}: Its licence was last checked on 2026-02-27, 371 days ago.\n  {page}"]
    past = [f"- {firm}: CPA firm licence OH, held until 5 March 2027\n  {page}"]
    return (Sample("Vetting past its day", "the platform's admins", due_letter(stale, past, base_url)),)
