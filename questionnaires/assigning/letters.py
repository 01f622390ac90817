"""The letter to a person into whose hands questions come."""

from collections.abc import Sequence
from datetime import date

from foundation.mail.letters import Letter, Sample

MOST_NAMED = 10
"""Questions that a mail names; the page has them all."""
LONGEST_LINE = 160


def given_letter(by: str, buyer: str, questions: Sequence[str], due_on: date | None, page: str) -> Letter:
    """Name the questions; `page` is the full address at which the person has them all."""
    count = f"{len(questions)} {'question' if len(questions) == 1 else 'questions'}"
    until = f" Please look at them by {due_on.day} {due_on:%B %Y}." if due_on else ""
    more = [f"- and {len(questions) - MOST_NAMED} more"] if len(questions) > MOST_NAMED else []
    return Letter(
        f"{count} for you in {buyer}'s questionnaire",
        (
            f"{by} gave you {count} of {buyer}'s questionnaire.{until}",
            "\n".join([*(f"- {_line(question)}" for question in questions[:MOST_NAMED]), *more]),
        ),
        action="Open what you were given",
        link=page,
    )


def _line(question: str) -> str:
    text = " ".join(question.split())
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give the letter with invented contents."""
    questions = ("D-1 Do you run a bug bounty programme?", "D-2 How long are backups kept?")
    page = f"{base_url}/questionnaires/…/review?assigned=…"
    letter = given_letter("Robin Ashby", "Globex", questions, date(2027, 3, 5), page)
    return (Sample("Questions given to somebody", "the person", letter),)
