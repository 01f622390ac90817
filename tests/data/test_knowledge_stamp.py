"""What tells ready answerers that they know no longer what the organisation knows."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.clock import now
from questionnaires.ask.service import knowledge_stamp
from questionnaires.controls.models import Control
from questionnaires.facts.models import StatedFact
from questionnaires.library.models import ApprovedAnswer
from questionnaires.trust.models import AnsweringRules
from tests.factories.control import keep_control
from tests.factories.library import keep_answer


def keep_fact(session, key, value="Acme Ltd"):
    session.add(StatedFact(key=key, value=value, position=1))


@pytest.fixture
def of_organisation(engine):
    """Open sessions of an organisation by its name."""
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        ids = dict(looking.execute(sa.select(Organisation.name, Organisation.id)).all())
    return lambda name: open_session(engine, ids[name])


@pytest.fixture
def acme(of_organisation):
    with of_organisation("Acme") as session:
        keep_control(session, "AC-01")
        keep_answer(session, "L-001")
        keep_fact(session, "legal_name")
        session.flush()
        yield session


@pytest.mark.parametrize("table", [Control, ApprovedAnswer, StatedFact])
def test_it_is_another_when_a_source_was_removed(acme, table):
    before = knowledge_stamp(acme)

    acme.delete(acme.scalars(sa.select(table)).one())
    acme.flush()

    assert knowledge_stamp(acme) != before


@pytest.mark.parametrize(("table", "column"), [(Control, "title"), (ApprovedAnswer, "answer"), (StatedFact, "value")])
def test_it_is_another_when_a_source_was_changed_although_the_clock_stood_still(acme, table, column):
    row = acme.scalars(sa.select(table)).one()
    moment = row.changed_at
    before = knowledge_stamp(acme)

    setattr(row, column, "Something else")
    row.changed_at = moment
    acme.flush()

    assert knowledge_stamp(acme) != before


@pytest.mark.parametrize("table", [Control, ApprovedAnswer, StatedFact])
def test_it_is_another_when_a_source_was_changed_although_its_version_is_an_earlier_one(acme, table):
    before = knowledge_stamp(acme)

    acme.execute(sa.update(table).values(changed_at=now()))  # as where one of version 2 made place for one of version 1

    assert knowledge_stamp(acme) != before


@pytest.mark.parametrize("keep", [keep_control, keep_answer, keep_fact])
def test_it_is_another_when_a_source_was_added(acme, keep):
    before = knowledge_stamp(acme)

    keep(acme, "NEW-1")
    acme.flush()

    assert knowledge_stamp(acme) != before


def test_it_is_another_when_the_rules_of_answering_were_settled(acme):
    before = knowledge_stamp(acme)

    acme.add(AnsweringRules(error_budget=0.1, four_eyes=False))
    acme.flush()

    assert knowledge_stamp(acme) != before


def test_what_another_organisation_knows_is_none_of_its_business(acme, of_organisation):
    before = knowledge_stamp(acme)
    acme.commit()

    with of_organisation("Umbrella") as other:
        keep_control(other, "AC-01")
        other.commit()
        others = knowledge_stamp(other)

    assert knowledge_stamp(acme) == before
    assert others[1] == 1
    assert before[1::3] == (1, 1, 1)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_sqlite_reads_no_row_for_it(acme):
    asked = []
    event.listen(acme.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    knowledge_stamp(acme)

    plan = acme.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0][0]}", asked[0][1]).all()

    found = [row.detail.partition(" INDEX ")[0] for row in plan if row.detail.startswith("SEARCH ")]
    assert found == [
        "SEARCH answering_rules USING",
        "SEARCH control USING COVERING",
        "SEARCH approved_answer USING COVERING",
        "SEARCH stated_fact USING COVERING",
    ]
