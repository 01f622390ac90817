"""Scores as pages print them."""

import pytest

from matcher.matches.points import adding_up, points


@pytest.mark.parametrize(("score", "printed"), [(0.6234, 62.3), (0.6235, 62.4), (-0.0125, -1.2), (0.0, 0.0)])
def test_a_score_is_printed_in_points_with_one_decimal(score, printed):
    assert points(score) == printed


def test_parts_add_up_to_the_total_as_printed():
    printed = adding_up([0.00333, 0.00333, 0.00334], 0.01)

    assert printed == [0.3, 0.3, 0.4]


def test_negative_parts_add_up_too():
    printed = adding_up([0.0555, -0.0333, -0.0222], 0.0)

    assert printed == [5.5, -3.3, -2.2]
    assert round(sum(printed), 1) == 0.0


def test_no_parts_add_up_to_nothing():
    assert adding_up([], 0.0) == []
