"""What a quote comes to in the first year: sums worked out by hand, and what stays unknown."""

import pytest

from matcher.quotes.first_year import fee_for_scope, first_year
from matcher.quotes.words import CategoryTerms, ReadinessHelp, Travel
from tests.factories.quote import make_terms

WHOLE = make_terms(
    travel=Travel.AT_COST,
    travel_cap_usd=1_500,
    extra_categories=CategoryTerms.FEE,
    extra_category_fee_usd=3_000,
    readiness=ReadinessHelp.FEE,
    readiness_fee_usd=6_000,
)


def figure(terms, *, extra_categories=2, needs_readiness=True):
    return first_year(terms, extra_categories=extra_categories, needs_readiness=needs_readiness)


def unknown(found):
    return [part.title for part in found.unknown]


def test_fee_travel_cap_wanted_categories_and_readiness_add_up():
    assert figure(WHOLE).usd == 24_000 + 1_500 + 2 * 3_000 + 6_000
    assert unknown(figure(WHOLE)) == []


def test_only_the_categories_that_are_wanted_are_counted():
    assert figure(WHOLE, extra_categories=0).usd == 24_000 + 1_500 + 6_000
    assert figure(WHOLE, extra_categories=1).usd == 24_000 + 1_500 + 3_000 + 6_000


def test_help_with_readiness_is_left_out_for_a_company_whose_controls_stand():
    found = figure(WHOLE, needs_readiness=False)

    assert found.usd == 24_000 + 1_500 + 6_000
    assert found.parts[3].text == "not needed: your controls stand"


def test_what_a_firm_does_not_say_stays_unknown_and_is_not_counted_as_nothing():
    found = figure(make_terms())

    assert found.usd == 24_000
    assert unknown(found) == ["Travel", "Extra categories", "Help with readiness"]


def test_travel_at_cost_without_a_cap_stays_unknown():
    assert unknown(figure(make_terms(travel=Travel.AT_COST), extra_categories=0, needs_readiness=False)) == ["Travel"]


@pytest.mark.parametrize(
    "terms",
    [
        make_terms(travel=Travel.INCLUDED, extra_categories=CategoryTerms.INCLUDED, readiness=ReadinessHelp.INCLUDED),
        make_terms(travel=Travel.INCLUDED, extra_categories=CategoryTerms.INCLUDED, readiness=ReadinessHelp.NONE),
    ],
)
def test_what_is_in_the_fee_or_not_to_be_had_adds_nothing_and_is_known(terms):
    assert (figure(terms).usd, unknown(figure(terms))) == (24_000, [])


def test_a_fee_of_nothing_is_known_and_not_unknown():
    free = make_terms(
        extra_categories=CategoryTerms.FEE, extra_category_fee_usd=0, travel=Travel.AT_COST, travel_cap_usd=0
    )

    assert unknown(figure(free, needs_readiness=False)) == []


@pytest.mark.parametrize(("extra_categories", "expected"), [(0, 24_000), (2, 30_000), (None, None)])
def test_the_fee_for_the_scope_counts_each_priced_category(extra_categories, expected):
    assert fee_for_scope(WHOLE, extra_categories) == expected


def test_the_fee_for_the_scope_is_the_fixed_fee_where_categories_have_no_price():
    assert fee_for_scope(make_terms(), None) == 24_000
    assert fee_for_scope(make_terms(extra_categories=CategoryTerms.INCLUDED), 3) == 24_000
