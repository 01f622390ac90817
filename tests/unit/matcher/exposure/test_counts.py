"""What is told of counts, and what is kept back so that no single company can be read out of them."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.exposure.counts import FEWEST, Counts, Part, withheld


def test_small_numbers_are_kept_back_and_nought_is_none():
    assert withheld({"a": 5, "b": 0, "c": 30}) == frozenset()
    assert withheld({"a": 4, "b": 1, "c": 30}) == {"a", "b"}


def test_one_small_number_takes_the_next_larger_with_it():
    assert withheld({"a": 4, "b": 9, "c": 30}) == {"a", "b"}
    assert withheld({"a": 4}) == {"a"}


@given(st.dictionaries(st.integers(), st.integers(0, 40)))
def test_what_is_kept_back_cannot_be_worked_out_from_the_sum(numbers):
    kept = withheld(numbers)
    hidden = sum(numbers[key] for key in kept)

    assert all(numbers[key] == 0 or numbers[key] >= FEWEST for key in numbers if key not in kept)
    assert not kept or hidden >= FEWEST or not [key for key in numbers if numbers[key] and key not in kept]


def test_a_part_has_wilsons_interval():
    part = Part(3, 5)

    assert (part.share, [round(end, 4) for end in part.interval]) == (0.6, [0.2307, 0.8824])
    assert (part.at, part.at_low, part.at_high) == (60.0, 23.07, 88.24)
    assert (Part(0, 0).share, Part(0, 0).interval) == (0.0, (0.0, 1.0))


def test_what_came_of_a_firm_shown_in_few_runs_is_not_told():
    few, enough = Counts(30, 4, 6.0, 4, 4), Counts(30, 5, 6.0, 4, 1)

    assert (few.wanted, few.won) == (None, None)
    assert (enough.wanted, enough.won) == (Part(4, 5), Part(1, 5))
    assert (few.seen, few.by_lot) == (Part(4, 30), 0.2)
    assert few + enough == Counts(60, 9, 12.0, 8, 5)
