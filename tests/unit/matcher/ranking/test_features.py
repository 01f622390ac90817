"""Features: places worked out by hand, unknown in between, better never lower."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.eligibility.gate import judge
from matcher.firms.words import Industry, PeerReviewRating, Tier
from matcher.intakes.wanted import Budget
from matcher.ranking.candidates import Candidates
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import FEATURE_BY_NAME, FEATURES, feature_matrix
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

ASKING = {"clouds": ("aws", "gcp"), "platform": "vanta"}


def place(name: str, wanted: dict | None = None, **firm) -> float:
    intake = dull_wanted(**(ASKING | (wanted or {})))
    candidates = Candidates(intake, [judge(intake, dull_firm(**firm), TODAY)], TODAY)
    return float(FEATURE_BY_NAME[name].places(candidates)[0])


@pytest.mark.parametrize(
    ("name", "wanted", "firm", "expected"),
    [
        ("industry_depth", {}, {"industries": {Industry.SAAS: 60}}, 1.0),
        ("industry_depth", {}, {"industries": {Industry.SAAS: 900}}, 1.0),
        ("industry_depth", {}, {"industries": {Industry.FINTECH: 60}}, 0.0),
        ("industry_depth", {}, {"industries": {Industry.SAAS: 10}}, math.log(11) / math.log(61)),
        ("price", {"budget_usd": Budget(max=25_000)}, {}, 0.25 / 0.9),  # the middle is 25,000
        ("price", {"budget_usd": Budget(max=50_000)}, {}, 0.75 / 0.9),
        ("price", {"budget_usd": Budget()}, {"type_2_fee_min_usd": 8_000, "type_2_fee_max_usd": 8_000}, 1.0),
        ("speed", {"report_needed_by": date(2027, 7, 11)}, {}, 0.0),
        ("speed", {"report_needed_by": date(2027, 8, 22)}, {}, 0.5),  # 42 of 84 days
        ("speed", {"report_needed_by": None}, {}, 1 - 49 / 140),
        ("platform_fit", {}, {"platforms": ("drata", "vanta")}, 1.0),
        ("platform_fit", {}, {"platforms": ("drata",)}, 0.0),
        ("cloud_fit", {}, {"clouds": ("aws",)}, 0.5),
        ("headcount_fit", {"headcount": 50}, {"headcount_min": 5, "headcount_max": 500}, 1.0),
        ("headcount_fit", {"headcount": 500}, {"headcount_min": 5, "headcount_max": 500}, 0.0),
        ("experience", {}, {"soc2_reports_per_year": 150}, 1.0),
        ("peer_review", {}, {"peer_review_covers_soc": False}, 0.7),
        ("peer_review", {}, {"peer_review_period_end": date(2024, 2, 21)}, 0.85),
        ("peer_review", {}, {"peer_review_rating": PeerReviewRating.PASS_WITH_DEFICIENCIES}, 0.3),
        ("rating", {}, {"rating": 5.0, "rating_count": 5}, 0.75),  # counts as 4.5
        ("rating", {}, {"rating": 5.0, "rating_count": 0}, 0.5),
        ("staffing", {}, {"soc2_reports_per_year": 170, "cpa_count": 10}, 0.5),  # 17 is half way from 4 to 30
        ("staffing", {}, {"soc2_reports_per_year": 9, "cpa_count": 0}, 0.0),
        ("verification_freshness", {}, {"licence_checked_on": TODAY}, 1.0),
        ("framework_breadth", {}, {"frameworks": {"pci_dss": date(2026, 11, 22)}}, 0.0),  # it has expired
        ("capacity", {}, {"open_slots": 8}, 1.0),
        ("senior_contact", {}, {"senior_contact": False}, 0.0),
        ("tier", {}, {"tier": Tier.NATIONAL}, 2 / 3),
    ],
)
def test_a_known_value_has_the_place_worked_out_by_hand(name, wanted, firm, expected):
    assert place(name, wanted, **firm) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("industry_depth", {"industries": {}}),
        ("industry_depth", {"industries": {Industry.SAAS: None}}),
        ("price", {"type_2_fee_min_usd": None}),
        ("platform_fit", {"platforms": ()}),
        ("cloud_fit", {"clouds": ()}),
        ("headcount_fit", {"headcount_max": None}),
        ("experience", {"soc2_reports_per_year": None}),
        ("rating", {"rating": None}),
        ("senior_contact", {"senior_contact": None}),
        ("staffing", {"cpa_count": None}),
        ("framework_breadth", {"frameworks": {}}),
        ("capacity", {"open_slots": None}),
        ("exception_process", {"exception_process": None}),
        ("tier", {"tier": None}),
        ("fee_ratio", {"type_2_fee_max_usd": None}),
    ],
)
def test_an_unknown_value_is_neither_best_nor_worst(name, firm):
    assert 0.25 <= place(name, **firm) <= 0.5


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("industry_depth", {"industry": None}),
        ("platform_fit", {"platform": None}),
        ("cloud_fit", {"clouds": ()}),
        ("headcount_fit", {"headcount": None}),
    ],
)
def test_where_the_intake_does_not_ask_all_firms_stand_alike(name, wanted):
    better = {"industries": {Industry.SAAS: 90}, "platforms": ("vanta",), "clouds": ("aws", "gcp")}
    worse = {"industries": {Industry.WEB3: 1}, "platforms": ("drata",), "clouds": ("azure",), "headcount_max": 51}

    assert place(name, wanted, **better) == place(name, wanted, **worse)


BETTER = {
    "industries": st.integers(0, 100).map(lambda reports: {Industry.SAAS: reports}),
    "type_2_fee_max_usd": st.integers(20_000, 90_000),
    "report_weeks": st.floats(0, 20),
    "open_slots": st.integers(1, 20),
    "rating": st.floats(0, 5),
    "cpa_count": st.integers(0, 80),
}
LOWER_IS_BETTER = {"type_2_fee_max_usd", "report_weeks"}


@pytest.mark.parametrize("field", sorted(BETTER))
@given(data=st.data())
def test_no_score_falls_when_a_firm_gets_better(field, data):
    one, other = data.draw(BETTER[field]), data.draw(BETTER[field])
    order = (lambda value: value[Industry.SAAS]) if field == "industries" else (lambda value: value)
    worse, better = sorted([one, other], key=order, reverse=field in LOWER_IS_BETTER)
    wanted = dull_wanted(budget_usd=Budget(max=90_000), **ASKING)

    judgements = [judge(wanted, dull_firm(**{field: value}), TODAY) for value in (worse, better)]
    low, high = expert_ranker().predict(feature_matrix(Candidates(wanted, judgements, TODAY)))

    assert high >= low - 1e-12


def test_every_place_lies_within_zero_and_one():
    wanted = dull_wanted(**ASKING)
    firm = dull_firm(rating=0.0, report_weeks=200.0, type_2_fee_max_usd=9_000_000, open_slots=10_000)

    matrix = feature_matrix(Candidates(wanted, [judge(wanted, firm, TODAY)], TODAY))

    assert matrix.shape == (1, len(FEATURES))
    assert np.all((matrix >= 0) & (matrix <= 1))


def test_a_column_is_counted_once_for_the_same_firms_and_nobody_writes_into_it():
    wanted = dull_wanted()
    candidates = Candidates(wanted, [judge(wanted, dull_firm(), TODAY)], TODAY)
    column = FEATURE_BY_NAME["tier"].values(candidates)

    assert FEATURE_BY_NAME["tier"].values(candidates) is column
    with pytest.raises(ValueError, match="read-only"):
        column[0] = 1.0
    others = Candidates(wanted, [judge(wanted, dull_firm(tier=Tier.NATIONAL), TODAY)], TODAY)
    assert FEATURE_BY_NAME["tier"].values(others)[0] != column[0]
