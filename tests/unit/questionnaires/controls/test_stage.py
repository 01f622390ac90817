"""What a control set shows of how ready an organisation is."""

import pytest

from foundation.criteria import Category, criteria_of
from matcher.intakes.wanted import Readiness
from questionnaires.controls.readiness import readiness
from questionnaires.controls.records import ControlStatus, TestResult
from questionnaires.controls.stage import ReadinessStage, stage_shown
from tests.factories.control import make_control

SECURITY = [one.id for one in criteria_of([Category.SECURITY])]
"""33 criteria."""


def shown(*records, categories=(Category.SECURITY,)):
    return stage_shown(readiness(records, categories), records)


def covering(count, **fields):
    return make_control("AC-01", criteria=tuple(SECURITY[:count]), **fields)


def rest(count, control_id="AC-02", **fields):
    return make_control(control_id, criteria=tuple(SECURITY[count:]), **fields)


def test_no_control_shows_that_nothing_has_begun():
    assert shown().stage == "none"
    assert shown().why == "Your controls name 0 of the 33 criteria in scope, so most gaps are not known."


@pytest.mark.parametrize(("named", "stage"), [(16, "none"), (17, "gap_assessed")])
def test_controls_that_name_fewer_than_half_of_the_criteria_know_most_gaps_not(named, stage):
    assert shown(covering(named)).stage == stage


def test_ready_takes_every_applicable_criterion_covered():
    ready = shown(covering(30), rest(30, status=ControlStatus.NOT_APPLICABLE))

    assert ready.stage == "ready"
    assert ready.why == "All 30 applicable criteria in scope are covered by a control that is in place."


@pytest.mark.parametrize(
    "under_way",
    [
        {"status": ControlStatus.PLANNED},
        {"status": ControlStatus.PARTIAL},
        {"status": ControlStatus.IMPLEMENTED, "test_result": TestResult.EXCEPTION},
    ],
)
def test_gaps_are_being_closed_where_each_has_a_control_that_somebody_works_on(under_way):
    closing = shown(covering(32), rest(32, **under_way))

    assert closing.stage == "remediating"
    assert closing.why == (
        "32 of 33 applicable criteria in scope are covered, and each open one has a control that is planned, "
        "partly in place or to be tested again."
    )


def test_one_gap_that_nobody_works_on_is_enough_to_say_less():
    idle = shown(covering(31), make_control("AC-02", criteria=(SECURITY[31],), status=ControlStatus.PLANNED))

    assert idle.stage == "gap_assessed"
    assert idle.why.endswith("Of the open ones 1 has no control that is even planned.")


@pytest.mark.parametrize(("covered", "stage"), [(16, "gap_assessed"), (17, "remediating")])
def test_plans_alone_are_no_remediation(covered, stage):
    assert shown(covering(covered), rest(covered, status=ControlStatus.PLANNED)).stage == stage


def test_a_control_that_is_not_implemented_is_no_work_under_way():
    assert shown(covering(32), rest(32, status=ControlStatus.NOT_IMPLEMENTED)).stage == "gap_assessed"


def test_declaring_everything_not_applicable_shows_nothing():
    assert shown(covering(33, status=ControlStatus.NOT_APPLICABLE)).stage == "gap_assessed"


def test_the_scope_decides():
    assert shown(covering(33)).stage == "ready"
    assert shown(covering(33), categories=[Category.AVAILABILITY]).stage == "gap_assessed"


def test_the_words_are_those_of_the_intake():
    assert [one.value for one in ReadinessStage] == [one.value for one in Readiness]
