"""Which criteria the organisation's own buyers ask about."""

from collections import Counter, defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from questionnaires.controls.gaps import Demand
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer

MOST_ANSWERS = 5000
"""Answers that are looked at, the latest first."""
NEAREST = 2
"""Criteria of a question that count, the likeliest first; those after them are seldom what it asks about."""


def asked_about(session: Session) -> dict[str, Demand]:
    """Count questions and buyers by reference of the criterion, over the latest answers; unasked ones are missing."""
    latest = (
        sa.select(DraftAnswer.criteria, BuyerQuestionnaire.buyer)
        .join(AskedQuestion, DraftAnswer.question_id == AskedQuestion.id)
        .join(BuyerQuestionnaire, AskedQuestion.questionnaire_id == BuyerQuestionnaire.id)
        .order_by(DraftAnswer.created_at.desc(), DraftAnswer.id)
        .limit(MOST_ANSWERS)
    )
    questions: Counter[str] = Counter()
    buyers: defaultdict[str, set[str]] = defaultdict(set)
    for criteria, buyer in session.execute(latest):
        for reference in {one["id"] for one in criteria[:NEAREST]}:
            questions[reference] += 1
            buyers[reference].add(" ".join(buyer.split()).casefold())
    return {reference: Demand(count, len(buyers[reference])) for reference, count in questions.items()}
