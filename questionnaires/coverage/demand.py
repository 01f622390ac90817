"""What buyers ask about: the organisation's own questionnaires counted by criterion."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from questionnaires.controls.ranking import Asked, Demand
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer

PLACES = (0, 1)
"""A question may ask about two criteria; what the model names behind them is guesswork."""
LEAST_SCORE = 0.2
"""Score in [0, 1] from which on a question counts as asking about a criterion."""


def asked_by_buyers(session: Session) -> Asked:
    """Count the questions, and the buyers who asked them, for each criterion that any question asks about.

    A question counts for the first two criteria of its answer whose score is at least `LEAST_SCORE`. The database
    counts, in one statement, so that the number of questionnaires does not matter; a buyer is one by name, without
    case.
    """
    first, second = (_named_at(place) for place in PLACES)
    counted = (
        sa.select(first.label("first"), second.label("second"), BuyerQuestionnaire.buyer, sa.func.count())
        .select_from(DraftAnswer)
        .join(AskedQuestion, AskedQuestion.id == DraftAnswer.question_id)
        .join(BuyerQuestionnaire, BuyerQuestionnaire.id == AskedQuestion.questionnaire_id)
        .group_by("first", "second", BuyerQuestionnaire.buyer)
    )
    questions: defaultdict[str, int] = defaultdict(int)
    buyers: defaultdict[str, set[str]] = defaultdict(set)
    for one, other, buyer, count in session.execute(counted):
        for criterion in {named for named in (one, other) if named}:
            questions[criterion] += count
            buyers[criterion].add(" ".join(buyer.casefold().split()))
    return {criterion: Demand(questions[criterion], len(buyers[criterion])) for criterion in questions}


def _named_at(place: int) -> sa.ColumnElement[str | None]:
    """Read the criterion at a place of the JSON list; none where there is none or its score is too low."""
    score = DraftAnswer.criteria[(place, "score")].as_float()
    return sa.case((score >= LEAST_SCORE, DraftAnswer.criteria[(place, "id")].as_string()), else_=None)
