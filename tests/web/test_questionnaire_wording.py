"""Answers drafted in the background with an endpoint for the wording."""

import re

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from questionnaires.endpoint.client import Endpoint
from questionnaires.reviews.deeds import AnswerDeed
from questionnaires.reviews.models import ANSWER_JOB, DraftAnswer
from tests.factories.questionnaire import answered, keep_two_controls
from tests.support.endpoint import completion, replying, stand_in


@pytest.fixture
def controls(acting_for):
    keep_two_controls(acting_for("Acme"))


def texts_and_detail(app, sign_in, acting_for, reply):
    with stand_in(replying(*reply)) as server:
        port = int(re.search(r":(\d+)/", server.url)[1])
        endpoint = Endpoint(False, "127.0.0.1", port, "/v1/chat/completions", "small", 5.0)
        app.extensions["deeds"][ANSWER_JOB] = AnswerDeed(endpoint)
        answered(app, sign_in("sam"))
    with acting_for("Acme") as session:
        texts = session.scalars(sa.select(DraftAnswer.answer_text)).all()
        drafted = session.scalar(sa.select(AuditEntry).where(AuditEntry.action == "questionnaire.answered"))
        return texts, drafted.detail


def test_wording_that_is_borne_is_drafted_and_the_trail_counts_it(app, sign_in, acting_for, controls):
    reply = completion("We restore backups in a test every quarter.")

    texts, detail = texts_and_detail(app, sign_in, acting_for, (reply,))

    assert "Yes. We restore backups in a test every quarter." in texts
    assert detail["wording_used"] == 1


def test_failing_endpoint_leaves_our_wording_and_the_job_done(app, sign_in, acting_for, controls):
    texts, detail = texts_and_detail(app, sign_in, acting_for, (b"", 500))

    assert "Yes. Backups are restored in a test every quarter." in texts
    assert detail["wording_used"] == 0
