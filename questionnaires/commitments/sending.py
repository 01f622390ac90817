"""A questionnaire is sent: the step and the register in one transaction."""

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from questionnaires.commitments.keeping import keep_statements
from questionnaires.reviews import life
from questionnaires.reviews.models import BuyerQuestionnaire


def mark_sent(session: Session, questionnaire: BuyerQuestionnaire, *, version: int, actor: Actor) -> None:
    """Keep that the buyer has the file and what it says; raises Conflict as the step does."""
    life.mark_sent(session, questionnaire, version=version, actor=actor)
    if questionnaire.sent_at is not None:
        keep_statements(session, questionnaire, sent_at=questionnaire.sent_at, sent_by=actor.name)
