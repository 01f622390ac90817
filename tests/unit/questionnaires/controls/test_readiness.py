"""Readiness, counted by hand over small control sets."""

from datetime import date

import pytest

from foundation.criteria import Category, all_criteria
from questionnaires.controls.readiness import (
    CoverageState,
    coverage_state,
    readiness,
    readiness_report,
)
from questionnaires.controls.records import ControlRecord, ControlStatus, TestResult
from questionnaires.controls.remediation import remediation_steps


def control(control_id="X-1", status="implemented", *criteria, result=None, **more):
    outcome = TestResult(result) if result else None
    return ControlRecord(
        control_id, "Title", "Statement.", criteria, ControlStatus(status), test_result=outcome, **more
    )


@pytest.mark.parametrize(
    ("controls", "state"),
    [
        ([], "gap"),
        ([("planned", None)], "gap"),
        ([("not_implemented", None)], "gap"),
        ([("planned", None), ("not_applicable", None)], "gap"),
        ([("not_applicable", None), ("not_applicable", None)], "not_applicable"),
        ([("partial", None), ("planned", None)], "partial"),
        ([("implemented", "exception")], "partial"),
        ([("implemented", None)], "covered"),
        ([("implemented", "not_tested"), ("planned", None)], "covered"),
        ([("implemented", "passed"), ("implemented", "exception")], "covered"),
    ],
)
def test_the_state_of_a_criterion_follows_from_its_controls(controls, state):
    held = [control(status=status, result=result) for status, result in controls]

    assert coverage_state(held) is CoverageState(state)


def test_coverage_is_the_share_of_applicable_criteria_that_are_covered():
    controls = [
        control("A", "implemented", "CC1.1", "CC1.2", "A1.1"),
        control("B", "partial", "CC1.3"),
        control("C", "not_applicable", "CC1.4", "A1.2"),
    ]

    held = readiness(controls, [Category.AVAILABILITY])

    assert held.coverage == 3 / (36 - 2)


def test_an_empty_control_set_covers_nothing():
    held = readiness([], [])

    assert held.coverage == 0
    assert len(held.gaps) == 33


def test_the_three_gaps_found_most_come_first_then_gaps_then_what_is_partial():
    open_ones = ("CC1.2", "CC3.1", "CC6.1", "CC6.3", "CC8.1", "CC9.2")
    controls = [
        control("A", "implemented", *(one.id for one in all_criteria() if one.id not in open_ones)),
        control("B", "partial", "CC1.2", "CC6.1"),
    ]

    gaps = readiness(controls, []).gaps

    assert [gap.criterion.id for gap in gaps] == ["CC6.3", "CC8.1", "CC9.2", "CC6.1", "CC3.1", "CC1.2"]
    assert [gap.rank for gap in gaps] == [1, 2, 3, 4, 5, 6]


def test_a_gap_says_why_and_names_the_plan():
    held = readiness([control("VM-1", "planned", "CC9.2")], [])

    (gap,) = (gap for gap in held.gaps if gap.criterion.id == "CC9.2")

    assert gap.why == "VM-1 (Title) is planned, not in place. This is among the three gaps that auditors find most."
    assert gap.steps[0] == "Bring VM-1 into operation and keep evidence from its first day on."
    assert "tier" in gap.steps[1]


def test_an_exception_is_told_with_its_day_and_note():
    failed = control(
        "OPS-1", "implemented", "CC7.5", result="exception",
        last_tested_on=date(2026, 3, 31), exception_note="1 of 8 reviews was late.",
    )  # fmt: skip

    (gap,) = (gap for gap in readiness([failed], []).gaps if gap.criterion.id == "CC7.5")

    assert gap.why == "The last test of 2026-03-31 of OPS-1 (Title) found an exception: 1 of 8 reviews was late."


def test_a_criterion_without_any_control_says_so():
    (gap,) = (gap for gap in readiness([], []).gaps if gap.criterion.id == "CC1.2")

    assert gap.why == "No control names CC1.2 (oversight by the board)."
    assert len(gap.steps) == 3


def test_the_report_has_the_shape_of_the_contract():
    report = readiness_report(readiness([control("A", "implemented", "CC1.1")], [Category.SECURITY]))

    assert list(report) == ["categories", "criteria", "gaps", "coverage"]
    assert report["categories"] == ["security"]
    assert report["criteria"][0] == {"id": "CC1.1", "category": "security", "state": "covered", "controls": ["A"]}
    assert list(report["gaps"][0]) == ["criterion", "rank", "why", "steps"]
    assert report["coverage"] == 0.0303


def test_every_criterion_has_at_least_three_steps():
    assert {one.id for one in all_criteria()} == set(remediation_steps())
    assert [name for name, steps in remediation_steps().items() if len(steps) < 3] == []
