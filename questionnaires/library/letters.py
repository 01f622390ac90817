"""The letter that tells owners which approved answers run out."""

from collections.abc import Sequence
from datetime import date

from foundation.mail.letters import Letter, Sample

MOST_NAMED = 20
"""Answers named in one mail; the page has them all."""
LONGEST_QUESTION = 100

Ending = tuple[date, str, str]
"""Last day, id and question of an answer."""


def ending_letter(answers: Sequence[Ending], base_url: str) -> Letter:
    """Name what runs out, the first to do so first, as the caller has sorted it."""
    named = [f"{last_day}  {answer_id}  {_short(question)}" for last_day, answer_id, question in answers[:MOST_NAMED]]
    more = [f"and {len(answers) - MOST_NAMED} more"] if len(answers) > MOST_NAMED else []
    return Letter(
        "An approved answer runs out" if len(answers) == 1 else f"{len(answers)} approved answers run out",
        (
            "After the day named these answers are only suggested, for review. Look whether each is still right, and "
            "renew, change or remove it.",
            "\n".join([*named, *more]),
        ),
        action="See the queue",
        link=f"{base_url.rstrip('/')}/library/queue",
    )


def _short(question: str) -> str:
    text = " ".join(question.split())
    return text if len(text) <= LONGEST_QUESTION else f"{text[: LONGEST_QUESTION - 1]}…"


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    answers = (
        (date(2027, 3, 5), "L-014", "Do employees sign in with a second factor?"),
        (date(2027, 3, 9), "L-027", "How long are backups kept?"),
    )
    return (Sample("Approved answers run out", "whoever owns them", ending_letter(answers, base_url)),)
