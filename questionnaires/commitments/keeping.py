"""Keeping what was sent, in the transaction that marks a questionnaire as sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from questionnaires.answering.answer import SourceType
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.commitments.sources import REMOVED, Key, Standing, standings
from questionnaires.library.merged import controls_behind
from questionnaires.reviews.models import AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer


def keep_statements(session: Session, questionnaire: BuyerQuestionnaire, *, sent_at: datetime, sent_by: str) -> int:
    """Keep every approved answer of a revision with what it rests on; gives their number.

    What the buyer was told in an earlier revision is superseded, not forgotten.
    """
    behind = controls_behind(session)
    earlier = sa.update(SentStatement).where(
        SentStatement.questionnaire_id == questionnaire.id, SentStatement.superseded_at.is_(None)
    )
    session.execute(earlier.values(superseded_at=sent_at), execution_options={"synchronize_session": False})
    answers = session.scalars(
        sa.select(DraftAnswer)
        .join(DraftAnswer.question)
        .where(AskedQuestion.questionnaire_id == questionnaire.id, DraftAnswer.state == AnswerState.APPROVED)
        .options(contains_eager(DraftAnswer.question))
        .order_by(AskedQuestion.position)
    ).all()
    keys = {(SourceType(cited["type"]).value, cited["id"]) for answer in answers for cited in answer.citations}
    keys |= {(SourceType.CONTROL.value, one) for _, cited in keys for one in behind.get(cited, ())}
    now_standing = standings(session, keys, sent_at.date())
    for answer in answers:
        statement = _statement(questionnaire, answer, sent_at, sent_by)
        for position, key in enumerate(_rests_on(answer, behind, now_standing), start=1):
            standing = now_standing.get(key, REMOVED)
            statement.sources.append(
                StatementSource(
                    position=position,
                    type=SourceType(key[0]),
                    source_id=key[1],
                    title=standing.title,
                    state=standing.state,
                    text=standing.text,
                    digest=standing.digest,
                    noticed=standing.digest,
                )
            )
        session.add(statement)
    session.flush()
    return len(answers)


def _rests_on(answer: DraftAnswer, behind: Mapping[str, Sequence[str]], known: Mapping[Key, Standing]) -> list[Key]:
    """List what an answer cites, and the controls behind the approved answers among it.

    Who was told by way of the library must hear of a control that lapses as the first one does who was told.
    """
    cited = [(SourceType(one["type"]).value, one["id"]) for one in answer.citations]
    controls = [name for kind, one in cited if kind == SourceType.ANSWER for name in behind.get(one, ())]
    kept = [(SourceType.CONTROL.value, name) for name in controls if (SourceType.CONTROL, name) in known]
    return list(dict.fromkeys([*cited, *kept]))


def _statement(
    questionnaire: BuyerQuestionnaire, answer: DraftAnswer, sent_at: datetime, sent_by: str
) -> SentStatement:
    question = answer.question
    return SentStatement(
        questionnaire_id=questionnaire.id,
        revision=questionnaire.revision,
        position=question.position,
        buyer=questionnaire.buyer,
        ref=question.ref,
        question=question.text,
        claim_key=question.claim_key,
        verdict=answer.verdict,
        cell_value=answer.cell_value,
        answer_text=answer.answer_text,
        sent_at=sent_at,
        sent_by=sent_by,
    )
