"""Readiness on both databases: what buyers ask is counted by SQL, what was measured and taken on is held."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.append_only import AppendOnlyError
from foundation.errors import Conflict
from questionnaires.answering.answer import Routing, Verdict
from questionnaires.controls.ranking import Demand
from questionnaires.coverage.demand import asked_by_buyers
from questionnaires.parsing.model import Kind
from questionnaires.progress.service import measure, snapshots, to_measure
from questionnaires.remediation.models import RemediationTask, TaskState
from questionnaires.remediation.queries import TaskFilter, count_tasks, find_tasks, tasks_by_criterion
from questionnaires.remediation.service import TakeOnRequest, take_on
from questionnaires.reviews.models import AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer
from tests.factories.control import keep_control

AT = datetime(2027, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def acting(engine):
    opened = []

    def bound(name):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            found = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        opened.append(open_session(engine, found))
        return opened[-1]

    yield bound
    for session in opened:
        session.close()


def keep_questionnaire(session, buyer, *criteria):
    """Keep a questionnaire with one answered question for each list of (criterion, score)."""
    kept = BuyerQuestionnaire(
        buyer=buyer, filename="f.csv", format="csv", stored_name=buyer, size_bytes=1, sheets=[], preview=[],
        uploaded_by="Bob",
    )  # fmt: skip
    session.add(kept)
    session.flush()
    for position, named in enumerate(criteria, start=1):
        question = AskedQuestion(
            questionnaire_id=kept.id, position=position, sheet="S", row=position, text="Q?", kind=Kind.YES_NO
        )
        session.add(question)
        session.flush()
        session.add(
            DraftAnswer(
                question_id=question.id, verdict=Verdict.NEEDS_INPUT, answer_text="", routing=Routing.REVIEW,
                state=AnswerState.NEEDS_INPUT, criteria=[{"id": one, "score": score} for one, score in named],
            )
        )  # fmt: skip
    session.commit()


def test_a_question_counts_for_its_first_two_criteria_that_score_enough(acting):
    acme = acting("Acme")
    keep_questionnaire(
        acme,
        "Globex",
        [("CC6.1", 0.9), ("CC6.2", 0.2), ("CC6.3", 0.9)],
        [("CC6.1", 0.8), ("CC6.2", 0.19)],
        [("CC7.1", 0.19), ("CC7.2", 0.1)],
        [("CC8.1", 1)],
        [],
    )
    keep_questionnaire(acme, " GLOBEX", [("CC6.1", 0.5)])
    keep_questionnaire(acme, "Initech", [("CC6.2", 0.7), ("CC6.1", 0.3)])
    keep_questionnaire(acting("Umbrella"), "Globex", [("CC6.1", 0.9)])

    assert asked_by_buyers(acme) == {"CC6.1": Demand(4, 2), "CC6.2": Demand(2, 2), "CC8.1": Demand(1, 1)}
    acme.commit()
    assert asked_by_buyers(acting("Umbrella")) == {"CC6.1": Demand(1, 1)}


def test_nobody_asked(acting):
    assert asked_by_buyers(acting("Acme")) == {}


def test_coverage_is_written_down_when_it_differs_and_only_then(acting):
    acme = acting("Acme")
    keep_control(acme, criteria=("CC6.1",))

    assert measure(acme, AT) == 5
    assert measure(acme, AT.replace(hour=10)) == 0
    keep_control(acme, "AV-01", criteria=("A1.1",))
    assert measure(acme, AT.replace(hour=11)) == 1

    last = snapshots(acme)[-1]
    assert (last.category, last.covered, last.gap, last.at) == ("availability", 1, 2, AT.replace(hour=11))


def test_what_was_measured_is_never_changed(acting):
    acme = acting("Acme")
    measure(acme, AT)
    acme.commit()

    snapshots(acme)[0].covered = 33

    with pytest.raises(AppendOnlyError):
        acme.flush()


def test_first_control_sets_are_measured_at_once_and_the_others_once_an_hour(engine, acting):
    acme = acting("Acme")
    keep_control(acme)
    acme_id = acme.info["scope"]

    def wanted(*, everybody):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            return list(to_measure(looking, everybody=everybody))

    assert wanted(everybody=False) == [acme_id]
    measure(acme, AT)
    acme.commit()
    assert wanted(everybody=False) == []
    assert wanted(everybody=True) == [acme_id]


def test_a_step_is_taken_on_once_for_each_criterion(acting):
    acme = acting("Acme")
    take_on(acme, TakeOnRequest("CC9.2", ("Ask",)), SERVICE, "http://x.example")
    take_on(acme, TakeOnRequest("CC9.1", ("Ask",)), SERVICE, "http://x.example")
    acme.commit()

    with pytest.raises(Conflict, match="taken on in the meantime"):
        take_on(acme, TakeOnRequest("CC9.2", ("Ask",)), SERVICE, "http://x.example")
    acme.rollback()
    take_on(acting("Umbrella"), TakeOnRequest("CC9.2", ("Ask",)), SERVICE, "http://x.example")


def test_the_database_holds_that_what_is_done_has_its_day(acting):
    acme = acting("Acme")
    acme.add(RemediationTask(criterion="CC9.2", step="Ask", own=True, created_by="Bob", state=TaskState.DONE))

    with pytest.raises((IntegrityError, DatabaseError)):
        acme.flush()


def test_steps_are_found_and_counted(acting):
    acme = acting("Acme")
    day = AT.date()
    take_on(acme, TakeOnRequest("CC9.2", ("Late",), due_on=day.replace(day=3)), SERVICE, "http://x.example")
    take_on(acme, TakeOnRequest("CC9.2", ("Someday", "Some other day")), SERVICE, "http://x.example")

    assert count_tasks(acme, day) == {"to_do": 3, "overdue": 1, "done": 0}
    assert [task.step for task in find_tasks(acme, TaskFilter(show="overdue"), day, page=1).rows] == ["Late"]
    found = tasks_by_criterion(acme, ["CC9.2", "CC9.1"])
    assert (found["CC9.2"][0].step, len(found["CC9.2"]), found["CC9.1"]) == ("Late", 3, [])
