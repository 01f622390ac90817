"""Which days may be promised, and which may have been."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.engagements.dates import is_too_far, names_of, order_problems
from matcher.firms.words import OfferedType
from matcher.plan.engagement import Days

PROMISED = Days(
    window_start=date(2027, 1, 4),
    window_end=date(2027, 6, 30),
    fieldwork_start=date(2027, 7, 5),
    fieldwork_end=date(2027, 7, 23),
    report_on=date(2027, 8, 20),
)
TODAY = date(2027, 7, 26)


def test_a_type_1_has_no_window():
    assert names_of(OfferedType.TYPE_1) == ("fieldwork_start", "fieldwork_end", "report_on")
    assert len(names_of(OfferedType.TYPE_2)) == 5


@pytest.mark.parametrize(
    ("days", "name", "sentence"),
    [
        (
            {"window_end": date(2027, 1, 3)},
            "window_end",
            "The window's last day must not be before its first, 4 January 2027",
        ),
        (
            {"signed_on": date(2027, 7, 6)},
            "fieldwork_start",
            "Fieldwork must not begin before the letter was signed, on 6 July 2027",
        ),
        (
            {"fieldwork_start": date(2027, 1, 3)},
            "fieldwork_start",
            "Fieldwork must not begin before the window, which begins on 4 January 2027",
        ),
        (
            {"fieldwork_end": date(2027, 6, 29), "fieldwork_start": None},
            "fieldwork_end",
            "Fieldwork must not end before the window, which ends on 30 June 2027",
        ),
        (
            {"fieldwork_end": date(2027, 7, 4)},
            "fieldwork_end",
            "Fieldwork must not end before it begins, on 5 July 2027",
        ),
        (
            {"report_on": date(2027, 7, 22)},
            "report_on",
            "The report must not come before fieldwork ends, on 23 July 2027",
        ),
    ],
)
def test_days_in_the_wrong_order_are_named(days, name, sentence):

    assert list(order_problems(replace(PROMISED, **days))) == [(name, sentence)]


def test_days_in_order_and_days_that_meet_are_fine():
    assert list(order_problems(PROMISED)) == []
    same = dict.fromkeys(("signed_on", *names_of(OfferedType.TYPE_2)), date(2027, 1, 4))
    assert list(order_problems(Days(**same))) == []
    assert list(order_problems(Days())) == []


def test_a_day_too_far_ahead_must_be_mistyped():
    assert not is_too_far(date(2037, 12, 31), TODAY)
    assert is_too_far(date(2038, 1, 1), TODAY)
    assert is_too_far(date(9999, 12, 31), TODAY)
