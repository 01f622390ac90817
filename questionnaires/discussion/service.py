"""Comments on questions, and telling those whom they mention."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import standing
from foundation.accounts.members.service import list_members
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.mail.service import post_letter
from questionnaires.discussion.letters import mention_letter
from questionnaires.discussion.mentions import mentioned
from questionnaires.discussion.models import QuestionComment
from questionnaires.reviews.models import BuyerQuestionnaire, DraftAnswer


def comments_on(session: Session, question_id: uuid.UUID) -> Sequence[QuestionComment]:
    """List the comments on a question, the oldest first."""
    of_it = sa.select(QuestionComment).where(QuestionComment.question_id == question_id)
    return session.scalars(of_it.order_by(QuestionComment.at, QuestionComment.id)).all()


_COUNTS = standing(
    sa.select(QuestionComment.question_id, sa.func.count())
    .where(QuestionComment.question_id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(QuestionComment.question_id)
)


def comment_counts(session: Session, question_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """Count the comments on questions; one that nobody spoke about is missing."""
    ids = list(question_ids)
    if not ids:
        return {}
    return dict(iter(session.execute(_COUNTS, {"ids": ids})))


def comment(
    session: Session, questionnaire: BuyerQuestionnaire, answer: DraftAnswer, said: str, actor: Actor, base_url: str
) -> QuestionComment:
    """Say something about a question; each member it mentions, but for the one who speaks, gets one mail."""
    people = mentioned(said, [one.user for one in list_members(session)])
    told = [person for person in people if person.id != actor.user_id]
    row = QuestionComment(
        question_id=answer.question_id,
        author_id=actor.user_id,
        author=actor.name,
        body=said,
        mentioned=[person.name for person in told],
    )
    session.add(row)
    address = f"{base_url.rstrip('/')}/questionnaires/{questionnaire.id}/answers/{answer.id}/panel"
    letter = mention_letter(actor.name, questionnaire.buyer, answer.question.text, said, address)
    for person in told:
        post_letter(session, letter, recipient=person.email)
    record(
        session,
        actor,
        "question.commented",
        thing="question",
        thing_id=answer.question_id,
        summary=f"Commented on a question of {questionnaire.filename}",
        mentioned=[person.name for person in told],
    )
    session.flush()
    return row
