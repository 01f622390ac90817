"""The mean of all ratings, moved by one."""

import pytest

from matcher.engagements.mean import moved


@pytest.mark.parametrize(
    ("mean", "count", "new", "old", "expected"),
    [
        (None, None, 4, None, (4.0, 1)),
        (None, 7, 4, None, (4.0, 1)),  # a number of ratings without their mean says nothing
        (4.5, None, 2, None, (2.0, 1)),
        (4.5, 2, 3, None, (4.0, 3)),
        (4.0, 3, 1, 5, (2.6667, 3)),
        (4.0, 1, 2, 4, (2.0, 1)),
        (4.0, 0, 2, 4, (2.0, 1)),  # an import took the ratings away: this one counts again
        (1.0, 1, 1, 5, (0.0, 1)),
    ],
)
def test_one_rating_moves_the_mean(mean, count, new, old, expected):
    assert moved(mean, count, new, old) == expected
