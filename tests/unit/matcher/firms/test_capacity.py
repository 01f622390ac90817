"""How a firm's word about its capacity ages."""

from datetime import date, timedelta

import pytest

from matcher.firms.capacity import CapacityAge

TODAY = date(2027, 3, 10)


def age(days):
    return CapacityAge(TODAY - timedelta(days=days), TODAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (45, "6 weeks ago"),
        (60, "8 weeks ago"),
        (61, "2 months ago"),
        (400, "13 months ago"),
    ],
)
def test_its_age_is_said_in_words(days, words):
    assert age(days).words == words


@pytest.mark.parametrize(("days", "fading", "unconfirmed"), [(44, False, False), (45, True, False), (60, True, False)])
def test_it_fades_from_the_forty_fifth_day(days, fading, unconfirmed):
    assert (age(days).is_fading, age(days).is_unconfirmed) == (fading, unconfirmed)


def test_it_is_unconfirmed_after_sixty_days():
    assert age(61).is_unconfirmed


def test_what_nobody_told_is_unconfirmed():
    never = CapacityAge(None, TODAY)

    assert (never.days, never.words, never.is_fading, never.is_unconfirmed) == (None, "never", True, True)
