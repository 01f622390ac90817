"""The fee estimate, by figures worked out by hand."""

import pytest

from foundation.criteria import Category
from matcher.eligibility.fees import FeeEstimate, estimate_fee, headcount_factor
from matcher.intakes.wanted import ReportType
from tests.unit.matcher.dull import dull_firm, dull_wanted

TWO_EXTRA = (Category.SECURITY, Category.AVAILABILITY, Category.PRIVACY)


@pytest.mark.parametrize(
    ("headcount", "factor"),
    [(1, 0.75), (10, 0.75), (50, 1.0), (250, 1.5), (1_000, 2.2), (90_000, 2.2), (None, 1.0)],
)
def test_the_headcount_factor_at_its_points_and_outside(headcount, factor):
    assert headcount_factor(headcount) == factor


def test_the_headcount_factor_is_linear_in_the_logarithm():
    # 500 is half the way from 250 to 1,000 by ratio: (1.5 + 2.2) / 2
    assert headcount_factor(500) == pytest.approx(1.85)


@pytest.mark.parametrize(
    ("wanted", "firm", "low", "high"),
    [
        ({}, {}, 20_000, 30_000),
        ({"headcount": 250}, {}, 30_000, 45_000),
        ({"headcount": None}, {}, 20_000, 30_000),
        ({"report_type": ReportType.TYPE_1}, {}, 10_000, 15_000),
        ({"report_type": ReportType.TYPE_1_THEN_2}, {}, 30_000, 45_000),
        ({"categories": TWO_EXTRA}, {}, 26_000, 39_000),  # 15 % for each of two
        ({"categories": TWO_EXTRA}, {"fee_per_extra_category_pct": None}, 26_000, 39_000),
        ({"categories": TWO_EXTRA}, {"fee_per_extra_category_pct": 0.0}, 20_000, 30_000),
        ({"categories": TWO_EXTRA}, {"fee_per_extra_category_pct": 12.5}, 25_000, 37_500),
        ({"headcount": 500}, {}, 37_000, 55_500),
        ({}, {"type_2_fee_min_usd": 18_049}, 18_000, 30_000),
        ({}, {"type_2_fee_min_usd": 18_050}, 18_100, 30_000),  # half goes up
        ({"categories": TWO_EXTRA}, {"type_2_fee_min_usd": 17_500}, 22_800, 39_000),  # 22,750 exactly
    ],
)
def test_the_estimate_multiplies_fee_headcount_and_categories(wanted, firm, low, high):
    assert estimate_fee(dull_wanted(**wanted), dull_firm(**firm)) == FeeEstimate(low, high)


@pytest.mark.parametrize(
    ("report_type", "unknown"),
    [
        (ReportType.TYPE_2, "type_2_fee_min_usd"),
        (ReportType.TYPE_2, "type_2_fee_max_usd"),
        (ReportType.TYPE_1_THEN_2, "type_1_fee_max_usd"),
    ],
)
def test_a_fee_with_either_end_unknown_gives_no_estimate(report_type, unknown):
    assert estimate_fee(dull_wanted(report_type=report_type), dull_firm(**{unknown: None})) is None


def test_an_unknown_fee_of_the_type_that_is_not_wanted_does_no_harm():
    assert estimate_fee(dull_wanted(), dull_firm(type_1_fee_min_usd=None)) == FeeEstimate(20_000, 30_000)
