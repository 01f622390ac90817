"""The order of gaps, counted by hand."""

from fractions import Fraction

import pytest

from foundation.criteria import Category
from questionnaires.controls.ranking import Demand, place_in_words, urgency
from questionnaires.controls.readiness import readiness, readiness_report
from questionnaires.controls.records import ControlStatus
from tests.factories.control import make_control


@pytest.mark.parametrize(
    ("criterion", "partial", "questions", "points"),
    [
        ("CC9.2", False, 0, Fraction(3)),
        ("CC9.2", True, 0, Fraction(2)),
        ("CC7.1", False, 0, Fraction(1)),
        ("CC7.1", True, 0, Fraction(0)),
        ("CC7.1", True, 10, Fraction(2)),
        ("CC7.1", False, 3, Fraction(1) + 2 * Fraction(3, 10)),
        ("CC9.2", False, 10, Fraction(5)),
    ],
)
def test_points_weigh_what_auditors_find_what_buyers_ask_and_what_nothing_covers(criterion, partial, questions, points):
    assert urgency(criterion, partial=partial, asked={criterion: Demand(questions, 1)}, most=10) == points


def order(asked):
    return [gap.criterion.id for gap in readiness([], [Category.SECURITY], asked).gaps]


def test_without_buyers_the_order_is_that_of_what_auditors_find_most_then_of_the_references():
    assert order({})[:7] == ["CC6.1", "CC6.2", "CC6.3", "CC8.1", "CC9.2", "CC1.1", "CC1.2"]
    assert order(None) == order({})


def test_what_buyers_ask_most_comes_up_to_what_auditors_find_most_and_what_both_name_comes_first():
    asked = {"CC7.1": Demand(10, 3), "CC9.2": Demand(2, 1), "CC7.2": Demand(4, 1)}

    assert order(asked)[:7] == ["CC9.2", "CC6.1", "CC6.2", "CC6.3", "CC8.1", "CC7.1", "CC7.2"]


def test_questions_about_what_is_covered_do_not_shrink_the_share_of_what_is_open():
    records = [make_control(criteria=("CC6.1",))]
    asked = {"CC6.1": Demand(1000, 9), "CC7.1": Demand(1, 1)}

    gaps = readiness(records, [Category.SECURITY], asked).gaps

    assert [gap.criterion.id for gap in gaps][:5] == ["CC6.2", "CC6.3", "CC8.1", "CC9.2", "CC7.1"]


def test_a_gap_says_in_words_why_it_stands_where_it_stands():
    asked = {"CC9.2": Demand(14, 3), "CC7.1": Demand(1, 1)}

    assert place_in_words("CC9.2", partial=False, asked=asked) == (
        "Asked in 14 questions of 3 buyers; among the three gaps that auditors find most; nothing covers it yet."
    )
    assert place_in_words("CC7.1", partial=True, asked=asked) == "Asked in 1 question of 1 buyer; covered in part."
    assert place_in_words("CC7.2", partial=True, asked=asked) == (
        "No buyer has asked about it so far; covered in part."
    )
    assert place_in_words("CC7.2", partial=False, asked={}) == "Nothing covers it yet."


def test_the_report_of_the_command_keeps_its_words():
    records = [make_control("VM-01", title="Vendor list", criteria=("CC9.2",), status=ControlStatus.PLANNED)]

    gap = next(one for one in readiness_report(readiness(records, []))["gaps"] if one["criterion"] == "CC9.2")

    assert list(gap) == ["criterion", "rank", "why", "steps"]
    assert gap["why"] == (
        "VM-01 (Vendor list) is planned, not in place. This is among the three gaps that auditors find most."
    )
