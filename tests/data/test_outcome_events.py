"""What came of matches is kept as it was: the database itself refuses to change or delete an event."""

import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from foundation.access.scope import NOBODY, open_session
from foundation.audit.append_only import AppendOnlyError
from matcher.outcomes.models import OutcomeEvent, OutcomeKind


@pytest.fixture
def event(engine):
    with open_session(engine, NOBODY) as session:
        added = OutcomeEvent(
            kind=OutcomeKind.SHOWN,
            run_id=uuid.uuid4(),
            firm_id="F-001",
            position=1,
            probability=1.0,
            model_name="expert_prior",
            model_version="1",
            features={"industry_depth": 0.5},
        )
        session.add(added)
        session.commit()
        return added.id


@pytest.mark.parametrize("deed", [sa.update(OutcomeEvent).values(firm_id="F-002"), sa.delete(OutcomeEvent)])
def test_the_database_refuses_to_change_or_delete_an_event(engine, event, deed):
    with open_session(engine, NOBODY) as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(deed)


def test_the_session_refuses_before_the_database_is_asked(engine, event):
    with open_session(engine, NOBODY) as session:
        session.get_one(OutcomeEvent, event).position = 2
        with pytest.raises(AppendOnlyError):
            session.flush()


@pytest.mark.parametrize("wrong", [{"probability": 0.0}, {"probability": 1.2}, {"position": 0}])
def test_the_database_refuses_what_cannot_be(engine, wrong):
    values = {"kind": OutcomeKind.SHOWN, "run_id": uuid.uuid4(), "firm_id": "F-001", "features": {}}
    with open_session(engine, NOBODY) as session:
        session.add(OutcomeEvent(**values, model_name="expert_prior", model_version="1", **wrong))
        with pytest.raises(DatabaseError):
            session.flush()
