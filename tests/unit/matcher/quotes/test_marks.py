"""What is marked in a quote: both sides of each edge."""

from datetime import date, timedelta

import pytest

from matcher.quotes.marks import marks_of
from matcher.quotes.words import CategoryTerms, Travel
from tests.factories.quote import DAY, expecting, make_terms


def told(key, terms, **expected):
    return [mark.text for mark in marks_of(terms, expecting(**expected)).get(key, ())]


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        (19_999, ["$1 below the estimate of $20,000 to $25,000: ask what is left out"]),
        (20_000, []),
        (25_000, []),
        (25_001, ["$1 above the estimate of $20,000 to $25,000"]),
    ],
)
def test_a_fee_outside_the_estimate_says_by_how_much(fee, expected):
    assert told("fixed_fee", make_terms(fixed_fee_usd=fee)) == expected


def test_priced_categories_are_held_against_the_estimate_with_the_fee():
    terms = make_terms(extra_categories=CategoryTerms.FEE, extra_category_fee_usd=2_000)

    assert told("fixed_fee", terms, extra_categories=2) == [
        "$3,000 above the estimate of $20,000 to $25,000 with the categories you need ($28,000)"
    ]
    assert told("fixed_fee", terms, extra_categories=0) == []


def test_without_an_estimate_nothing_is_outside_it():
    assert told("fixed_fee", make_terms(fixed_fee_usd=900_000), low_usd=None, high_usd=None) == []


@pytest.mark.parametrize(("fee", "expected"), [(24_000, []), (24_001, ["$1 above your budget of $24,000"])])
def test_a_fee_above_the_budget_says_by_how_much(fee, expected):
    assert told("fixed_fee", make_terms(fixed_fee_usd=fee), budget_usd=24_000) == expected


@pytest.mark.parametrize(
    ("late", "expected"), [(0, []), (1, ["1 day after you need it"]), (12, ["12 days after you need it"])]
)
def test_a_report_later_than_needed_says_by_how_many_days(late, expected):
    needed_by = date(2027, 6, 30)
    terms = make_terms(report_on=needed_by + timedelta(days=late))

    assert told("report", terms, needed_by=needed_by) == expected


def test_a_day_that_is_not_said_is_not_late():
    assert told("report", make_terms(), needed_by=date(2027, 6, 30)) == []


def test_travel_at_cost_without_a_cap_is_marked():
    assert told("travel", make_terms(travel=Travel.AT_COST)) == ["no upper limit: ask for one"]
    assert told("travel", make_terms(travel=Travel.AT_COST, travel_cap_usd=0)) == []


@pytest.mark.parametrize(("age", "marked"), [(0, False), (1, True)])
def test_an_offer_holds_on_its_last_day_and_no_longer(age, marked):
    terms = make_terms(valid_until=DAY - timedelta(days=age))

    assert bool(told("valid_until", terms)) is marked
