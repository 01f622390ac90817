"""Small firms get what their eligibility gives, or a named feature accounts for less; size itself is none."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.firms.samples import WRITTEN_FOR, sample_firms
from matcher.firms.words import Industry, Tier
from matcher.ranking.audit import SIZE, audit, audit_from_json
from matcher.ranking.expert import expert_ranker
from matcher.ranking.features import FEATURES
from matcher.ranking.ramps import SEGMENTS
from matcher.ranking.typical import typical_intakes
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

FIRMS = sample_firms(WRITTEN_FOR)
INTAKES = typical_intakes()[::4]
"""A quarter of them, for the tests that audit many times."""


def weighing(name: str, weight: float):
    """Give the expert prior with another weight of one feature."""
    model = expert_ranker()
    model.coef_[[feature.name for feature in FEATURES].index(name)] = weight / SEGMENTS
    return model


def shuffled(seed: int):
    """Give the sample firms with sizes by lot: what firms are like says nothing of their size."""
    tiers = [firm.tier for firm in FIRMS]
    random.Random(seed).shuffle(tiers)
    return [replace(firm, tier=tier) for firm, tier in zip(FIRMS, tiers, strict=True)]


def of(found, tier):
    return next(one for one in found.findings if one.tier is tier)


@pytest.fixture(scope="module")
def prior():
    return audit(expert_ranker(), FIRMS, WRITTEN_FOR)


def test_the_expert_prior_gives_the_sample_directorys_small_firms_their_part_or_says_why_not(prior):
    small = of(prior, Tier.BOUTIQUE)

    assert prior.concerns == ()
    assert not small.is_short
    assert [reason.factor for reason in small.reasons] == ["industry_depth"]
    assert small.without.value > 1


def test_shares_of_all_sizes_add_up(prior):
    assert sum(one.eligible for one in prior.findings) == pytest.approx(1)
    assert sum(one.exposure for one in prior.findings) == pytest.approx(1)


def test_a_model_that_counts_size_for_large_firms_is_a_concern():
    (small,) = audit(weighing(SIZE, 0.4), FIRMS, WRITTEN_FOR).concerns

    assert (small.tier, small.is_short, small.is_accounted_for) == (Tier.BOUTIQUE, True, False)
    assert small.size < -0.1
    assert SIZE not in [reason.factor for reason in small.reasons]


@pytest.mark.parametrize("seed", range(6))
def test_the_prior_is_no_concern_in_directories_where_sizes_fell_by_lot_and_a_model_of_size_is(seed):
    firms = shuffled(seed)

    assert audit(expert_ranker(), firms, WRITTEN_FOR, INTAKES).concerns == ()
    (small,) = audit(weighing(SIZE, 0.6), firms, WRITTEN_FOR, INTAKES).concerns
    assert small.size < -0.1


def small_and_large(**small):
    """Give six boutiques and six specialists, alike but for what is told of the boutiques, and a little in rating."""
    told = {Tier.BOUTIQUE: small, Tier.SPECIALIST: {}}
    return [
        dull_firm(
            firm_id=f"{tier.value}-{number}", name=f"{tier.value} {number}", tier=tier, rating=4 + number / 9, **more
        )
        for number in range(6)
        for tier, more in told.items()
    ]


def test_where_small_firms_know_less_of_the_industry_that_is_named_and_no_concern():
    wanted = [dull_wanted(industry=Industry.SAAS, headcount=number) for number in (20, 50, 80)]
    found = audit(expert_ranker(), small_and_large(industries={Industry.SAAS: 2}), TODAY, wanted)
    small = of(found, Tier.BOUTIQUE)

    assert (small.eligible, small.exposure, small.is_short) == (0.5, 0.0, True)
    assert [reason.factor for reason in small.reasons] == ["industry_depth"]
    # log 3 against log 21, of log 61, times 0.20
    assert small.reasons[0].difference == pytest.approx(-0.0947, abs=1e-4)
    assert small.without.high >= 1
    assert found.concerns == ()


def test_where_size_alone_is_what_keeps_small_firms_down_that_is_said():
    wanted = [dull_wanted(headcount=number) for number in (20, 50, 80)]
    found = audit(weighing(SIZE, 0.3), small_and_large(cpa_count=11), TODAY, wanted)
    small = of(found, Tier.BOUTIQUE)

    assert (small.is_short, small.size_alone, small.reasons) == (True, True, ())
    assert found.concerns == (small,)
    assert small.size == pytest.approx(-0.1)  # one of three steps of 0.3


def test_of_fewer_than_five_firms_nothing_is_said_to_fall_short():
    firms = [firm for firm in small_and_large() if firm.tier is not Tier.BOUTIQUE or firm.firm_id < "boutique-4"]
    small = of(audit(weighing(SIZE, 0.6), firms, TODAY, [dull_wanted()]), Tier.BOUTIQUE)

    assert (small.firms, small.exposure, small.ratio.high) == (4, 0.0, 0.0)
    assert not small.is_short


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(len(FIRMS))))
def test_the_order_of_the_directory_changes_no_figure(order):
    firms = [FIRMS[at] for at in order]

    assert audit(expert_ranker(), firms, WRITTEN_FOR, INTAKES[:4]) == audit(
        expert_ranker(), FIRMS, WRITTEN_FOR, INTAKES[:4]
    )


@pytest.mark.parametrize("firms", [(), (dull_firm(vetting_status=None),)])
def test_where_no_firm_is_eligible_nothing_is_found(firms):
    found = audit(expert_ranker(), firms, TODAY)

    assert (found.intakes, found.asked, found.findings, found.concerns) == (0, 96, (), ())


def test_firms_whose_size_is_not_known_are_a_group_of_their_own():
    found = audit(expert_ranker(), [dull_firm(tier=None)], TODAY, [dull_wanted(minimum_tier=None)])

    assert [(one.tier, one.firms, one.exposure) for one in found.findings] == [(None, 1, 1.0)]


def test_it_survives_its_json(prior):
    assert audit_from_json(json.loads(json.dumps(prior.to_json()))) == prior


def test_typical_intakes_cover_each_combination_once():
    intakes = typical_intakes()

    assert len(intakes) == 4 * 3 * 2 * 4
    assert len({repr(wanted) for wanted in intakes}) == len(intakes)
    assert all(wanted.report_needed_by is None and wanted.minimum_tier is None for wanted in intakes)
