"""The letter that says which buyers were told otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.mail.letters import Letter, Sample

MOST_BUYERS = 20
"""Buyers named for one source; the page has them all."""


@dataclass(frozen=True, slots=True)
class Change:
    """What answers rested on, how it stood then and stands now, and who was told of it."""

    source: str
    """Such as `Control AC-01 Leavers`."""
    was: str
    now: str
    buyers: Sequence[tuple[str, int]]
    """Each with the number of answers."""


def otherwise_letter(changes: Sequence[Change], base_url: str) -> Letter:
    """Name each change in a paragraph of its own."""
    return Letter(
        "Buyers were told otherwise",
        (
            "What answers to buyers rested on has changed. Decide whether the buyers should hear of it.",
            *map(_paragraph, changes),
        ),
        action="See the register",
        link=f"{base_url.rstrip('/')}/commitments/",
    )


def _paragraph(change: Change) -> str:
    named = ", ".join(f"{buyer} ({count})" for buyer, count in change.buyers[:MOST_BUYERS])
    more = f" and {len(change.buyers) - MOST_BUYERS} more" if len(change.buyers) > MOST_BUYERS else ""
    return f"{change.source}\n  was: {change.was}\n  is:  {change.now}\n  told otherwise (answers): {named}{more}"


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    change = Change(
        "Control AC-04 Leavers",
        "implemented. Accounts of leavers are closed on their last day.",
        "planned. Accounts of leavers are closed within a week.",
        (("Globex", 2), ("Initech", 1)),
    )
    return (Sample("Buyers told otherwise", "owners and the security team", otherwise_letter([change], base_url)),)
