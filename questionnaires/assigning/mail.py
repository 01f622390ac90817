"""What a person is told when questions come into their hands."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from foundation.accounts.models import Membership
from foundation.audit.actor import Actor
from foundation.mail.service import post
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire

MOST_NAMED = 10
"""Questions that a mail names; the page has them all."""
LONGEST_LINE = 160


def tell(
    session: Session,
    questionnaire: BuyerQuestionnaire,
    questions: Sequence[AskedQuestion],
    member: Membership,
    due_on: date | None,
    actor: Actor,
    base_url: str,
) -> None:
    """Post one mail to the member, however many questions they were given."""
    count = f"{len(questions)} {'question' if len(questions) == 1 else 'questions'}"
    listed = "\n".join(f"  - {_line(question)}" for question in questions[:MOST_NAMED])
    more = f"\n  and {len(questions) - MOST_NAMED} more" if len(questions) > MOST_NAMED else ""
    until = f" Please look at them by {due_on.day} {due_on:%B %Y}." if due_on else ""
    address = f"{base_url.rstrip('/')}/questionnaires/{questionnaire.id}/review?assigned={member.user_id}"
    post(
        session,
        recipient=member.user.email,
        subject=f"{count} for you in {questionnaire.buyer}'s questionnaire",
        body=f"{actor.name} gave you {count} of {questionnaire.buyer}'s questionnaire.{until}\n\n"
        f"{listed}{more}\n\n{address}\n",
    )


def _line(question: AskedQuestion) -> str:
    text = " ".join(f"{question.ref or ''} {question.text}".split())
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"
