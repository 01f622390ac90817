"""Collections on each engine: filters that look into lists, orders with unknown values, one id in two organisations."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.errors import Conflict
from foundation.imports.collection import leaving_of
from foundation.imports.deeds import new_row
from questionnaires.controls.queries import ControlFilter, find_controls
from questionnaires.controls.records import ControlStatus
from questionnaires.controls.service import CONTROLS, change_control, control_records, fetch_control
from questionnaires.library.models import Held
from questionnaires.library.service import ANSWERS, library_answers
from tests.factories.control import keep_control, make_control
from tests.factories.library import keep_answer


@pytest.fixture
def acting_for(engine):
    def bound(name):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        return open_session(engine, organisation_id)

    return bound


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ControlFilter(criterion="P1.1"), ["AC-01"]),
        (ControlFilter(criterion="processing_integrity"), ["AC-02"]),
        (ControlFilter(search="GAMMA we"), ["AC-02"]),
        (ControlFilter(search="100%"), ["AC-03"]),
        (ControlFilter(test_result="unknown", status="planned"), ["AC-02"]),
        (ControlFilter(sort="owner"), ["AC-03", "AC-01", "AC-02"]),
        (ControlFilter(sort="last_tested_on"), ["AC-01", "AC-02", "AC-03"]),
    ],
)
def test_filters_and_orders_are_the_same_on_each_engine(acting_for, wanted, found):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01", criteria=("CC6.1", "P1.1"), title="Beta", owner="head of IT")
        keep_control(
            acme, "AC-02", criteria=("PI1.1",), title="Gamma", statement="We do.", status=ControlStatus.PLANNED
        )
        keep_control(acme, "AC-03", criteria=(), title="100% alpha", owner="CEO")

        assert [row.control_id for row in find_controls(acme, wanted, page=1).rows] == found


def test_records_of_some_keys_come_in_the_order_of_the_list_however_many_keys_are_asked_for(acting_for):
    with acting_for("Acme") as acme:
        for control_id in ("Z-1", "A-2", "M-3"):
            keep_control(acme, control_id, criteria=("CC6.1", "P1.1"))
        many = [f"N-{number}" for number in range(1_200)]  # more than one statement takes

        found = control_records(acme, ["M-3", *many, "Z-1", "Z-1"])

    assert [(one.control_id, one.criteria) for one in found] == [
        ("Z-1", ("CC6.1", "P1.1")),
        ("M-3", ("CC6.1", "P1.1")),
    ]


def test_an_answer_that_is_held_back_neither_leaves_nor_is_given(acting_for):
    with acting_for("Acme") as acme:
        keep_answer(acme, "L-001")
        keep_answer(acme, "L-002").held = Held.CONTRADICTS
        acme.flush()

        assert [one.answer_id for one in leaving_of(acme, ANSWERS)] == ["L-001"]
        assert [one.answer_id for one in library_answers(acme, ["L-001", "L-002"])] == ["L-001"]


def test_one_id_may_stand_in_two_organisations_but_not_twice_in_one(acting_for):
    for name in ("Acme", "Umbrella"):
        with acting_for(name) as session:
            keep_control(session, title=name)

    with acting_for("Umbrella") as umbrella:
        assert [record.title for record in control_records(umbrella)] == ["Umbrella"]
        umbrella.add(new_row(CONTROLS, make_control(), 2))
        with pytest.raises(IntegrityError):
            umbrella.flush()


def test_of_two_changes_at_the_same_time_the_later_is_refused(acting_for):
    with acting_for("Acme") as acme:
        row_id = keep_control(acme).id
    with acting_for("Acme") as late:
        hers = fetch_control(late, row_id)
        late.expunge(hers)
        late.rollback()
        with acting_for("Acme") as early:
            change_control(early, fetch_control(early, row_id), make_control(title="First"), version=1, actor=SERVICE)
            early.commit()
        late.add(hers)

        with pytest.raises(Conflict, match="at the same moment"):
            change_control(late, hers, make_control(title="Second"), version=1, actor=SERVICE)
