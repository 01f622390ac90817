"""What another order would have brought."""

from datetime import UTC, datetime

import numpy as np
import pytest

from matcher.ranking.counterfactual import examination, looks
from matcher.ranking.training import training_set
from tests.factories.outcomes import told

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
EVEN = np.arange(1)


def shown(run, *, opened=(), asked=(), probability=1.0):
    """Give an intake whose firms at some places were opened or asked."""
    kinds = [("shown", (1, 2, 3)), ("opened", opened), ("introduced", asked)]
    return [
        told(AT, kind, run, f"F-{place}", place, probability=probability) for kind, places in kinds for place in places
    ]


def known(*intakes):
    return training_set([event for intake in intakes for event in intake], AT)


def test_places_are_looked_at_as_observed_drawn_towards_one_in_k():
    found = known(*(shown(f"run-{n}", opened=(1, 2)) for n in range(10)), shown("unread"))

    # ten intakes in which somebody looked, ten usual ones beside them; the unread one says nothing
    assert examination(found) == pytest.approx([1.0, 0.75, (0 + 10 / 3) / 20])


def test_a_later_place_is_never_looked_at_more_often():
    assert examination(known(*(shown(f"r{n}", opened=(1, 3)) for n in range(30)))) == pytest.approx(
        [1.0, 0.125, 0.125]  # (0 + 5) / 40; the third, observed in each of thirty, is held down to it
    )


def test_the_order_that_was_shown_weighs_each_look_once():
    found = looks(known(shown("r", opened=(1, 2), asked=(2,))), np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.5, 0.25]))

    assert (found.asked.tolist(), found.looks.tolist()) == ([1.0], [2.0])
    assert found.share(EVEN) == 0.5


def test_a_look_counts_more_where_its_firm_would_rise():
    found = looks(known(shown("r", opened=(1, 2), asked=(2,))), np.array([2.0, 3.0, 1.0]), np.array([1.0, 0.5, 0.25]))

    # the second firm rises: 1 / 0.5; the first falls: 0.5 / 1
    assert (found.asked.tolist(), found.looks.tolist()) == ([2.0], [2.5])


def test_small_chances_are_clipped():
    chances = np.array([1.0, 0.5, 0.01])
    found = looks(known(shown("r", opened=(3,), asked=(3,))), np.array([1.0, 2.0, 3.0]), chances)

    assert found.looks.tolist() == [10.0]  # 1 / 0.1 and not 1 / 0.01


def test_the_probability_of_being_shown_counts_too():
    found = looks(known(shown("r", opened=(1,), probability=0.5)), np.array([3.0, 2.0, 1.0]), np.ones(3))

    assert found.looks.tolist() == [2.0]


def test_intakes_without_a_look_say_nothing():
    found = looks(known(shown("read", opened=(1,)), shown("unread")), np.ones(6), np.ones(3))

    assert len(found.looks) == 1
