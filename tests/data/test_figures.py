"""Sales' figures on each engine: days by UTC, medians to the first sending, reasons counted once a draft."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from questionnaires.answering.answer import Routing, Verdict
from questionnaires.figures.period import Stretch
from questionnaires.figures.service import figures
from questionnaires.parsing.model import Kind
from questionnaires.reviews.models import AnswerReason, AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer


@pytest.fixture
def acme(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == "Acme")).one()
    with open_session(engine, organisation_id) as session:
        yield session


def keep(session, received, sent=None, codes=()):
    questionnaire = BuyerQuestionnaire(
        buyer="Globex", filename="f.csv", format="csv", stored_name="s", size_bytes=1, sheets=[], preview=[],
        uploaded_by="Sam", created_at=received, sent_at=sent,
    )  # fmt: skip
    session.add(questionnaire)
    session.flush()
    question = AskedQuestion(
        questionnaire_id=questionnaire.id, position=1, sheet="S", row=2, text="Q?", kind=Kind.YES_NO
    )
    session.add(question)
    session.flush()
    answer = DraftAnswer(
        question_id=question.id, verdict=Verdict.YES, answer_text="Yes.", routing=Routing.REVIEW,
        state=AnswerState.APPROVED, approved_by="Bob", approved_at=received,
    )  # fmt: skip
    answer.reasons = [AnswerReason(position=at, code=code) for at, code in enumerate(codes, start=1)]
    session.add(answer)
    session.flush()


def test_figures_are_the_same_on_each_engine(acme):
    keep(acme, datetime(2026, 3, 31, 23, 59, tzinfo=UTC))
    keep(acme, datetime(2026, 4, 1, 0, 0, tzinfo=UTC), datetime(2026, 4, 3, 12, tzinfo=UTC), ["stale_answer"] * 2)

    period, counted = figures(acme, Stretch.THIS_QUARTER, today=date(2026, 4, 9))

    assert (period.first, counted.received, counted.sent, counted.median_days) == (date(2026, 4, 1), 1, 1, 2.5)
    assert (counted.approvals.approved, counted.approvals.as_drafted, counted.drafts) == (1, 1, 1)
    assert [(one.code, one.drafts) for one in counted.reasons] == [("stale_answer", 1)]
    assert (counted.waiting, counted.waiting_unvalued) == (1, 1)
