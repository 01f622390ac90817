"""What must leave the order as it is: other names, ids, places in a file, payments, duplicates; for learnt models too.

Ties aside: firms whose scores agree to nine decimals, and who are alike in flags, date and fee, are ordered by a digest
of the intake and their facts, and firms alike in every fact by one of their ids, so that a new id may turn those.
"""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.criteria import Category
from foundation.tables.write_workbook import Sheet, workbook
from matcher.eligibility.gate import judge
from matcher.firms.records.read import read_firms
from matcher.firms.records.write import write_firms
from matcher.firms.samples import WRITTEN_FOR, sample_firms
from matcher.firms.words import Industry, Tier
from matcher.intakes.wanted import Budget, Priorities, ReportType, Wanted
from matcher.ranking.candidates import Candidates
from matcher.ranking.expert import expert_ranker
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.score import ranking, score
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

FIRMS = sample_firms(WRITTEN_FOR)
WORDS = ("paid_usd", "sponsor", "commission_pct", "advertising_plan", "referral_fee_usd", "promoted")

numbers = st.integers(0, 2**32 - 1)
levels = st.none() | st.integers(0, 5)
priorities = st.builds(Priorities, price=levels, speed=levels, industry_depth=levels)
intakes = st.builds(
    Wanted,
    industry=st.none() | st.sampled_from(Industry),
    headcount=st.none() | st.integers(5, 2_000),
    report_type=st.sampled_from(ReportType),
    categories=st.sampled_from([(Category.SECURITY,), (Category.SECURITY, Category.PRIVACY)]),
    budget_usd=st.builds(Budget, max=st.none() | st.integers(15_000, 200_000)),
    priorities=priorities,
)


def learnt(number: int) -> AdditiveRanker:
    """Give the expert prior for 0, otherwise coefficients as learning may leave them: rising where that is known."""
    model = expert_ranker()
    if number:
        drawn = np.random.default_rng(number).normal(0.0, 0.1, model.coef_.shape)
        rising = np.array([[feature.direction == 1] for feature in model.features])
        model.coef_ = np.where(rising, np.abs(drawn), drawn)
    return model


def ranked(wanted: Wanted, firms, model: AdditiveRanker) -> dict[str, float]:
    """Give the score of each eligible firm, best first."""
    judged = [one for firm in firms if (one := judge(wanted, firm, WRITTEN_FOR)).eligible]
    if not judged:
        return {}
    scored = score(Candidates(wanted, judged, WRITTEN_FOR), model)
    return {judged[row].firm.firm_id: float(scored.scores[row]) for row in ranking(scored)}


@settings(max_examples=60)
@given(intakes, numbers, st.permutations(range(len(FIRMS))), st.permutations(range(len(FIRMS))))
def test_ids_and_names_given_to_other_firms_and_another_order_leave_every_place(wanted, number, names, order):
    model, before = learnt(number), ranked(wanted, FIRMS, learnt(number))
    named = [
        replace(firm, firm_id=FIRMS[to].firm_id, name=FIRMS[to].name, legal_name=FIRMS[to].legal_name)
        for firm, to in zip(FIRMS, names, strict=True)
    ]
    renamed = {firm.firm_id: FIRMS[to].firm_id for firm, to in zip(FIRMS, names, strict=True)}

    after = ranked(wanted, [named[at] for at in order], model)

    assert list(after.items()) == [(renamed[firm_id], value) for firm_id, value in before.items()]


@given(st.permutations("ABCDEF"), st.permutations(range(6)))
def test_firms_that_are_tied_are_told_apart_by_their_facts_not_by_their_names(names, order):
    assert tied_states(names, order) == tied_states("ABCDEF", range(6))


def tied_states(names, order):
    tied = [dull_firm(hq_state=state) for state in ("OH", "TX", "CA", "NY", "WA", "ME")]
    named = [replace(firm, firm_id=f"F-{name}", name=name) for firm, name in zip(tied, names, strict=True)]
    state = {firm.firm_id: firm.hq_state for firm in named}

    found = ranked(dull_wanted(), [named[at] for at in order], expert_ranker())

    assert len(set(found.values())) == 1
    return [state[firm_id] for firm_id in found]


def as_csv(rows):
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode(), "firms.csv"


def as_json(rows):
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode(), "firms.json"


def as_workbook(rows):
    columns = tuple((name, 20) for name in rows[0])
    return workbook([Sheet("Firms", columns, tuple(map(tuple, rows[1:])))], WRITTEN_FOR, title="Firms"), "firms.xlsx"


@pytest.mark.parametrize("written", [as_csv, as_json, as_workbook])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_columns_about_payment_move_no_rank_from_any_kind_of_file(written, number):
    plain = list(csv.reader(write_firms(FIRMS).decode().splitlines()))
    first = [[*WORDS, *plain[0]], *([str(at * 997 % 1_000)] * len(WORDS) + row for at, row in enumerate(plain[1:]))]
    wanted = dull_wanted(offshore_ok=None, senior_contact_required=None)

    read = [read_firms(content, filename=name) for content, name in (written(plain), written(first))]

    assert read[1].problems == ()
    assert set(read[1].extra_columns) == set(WORDS)
    assert ranked(wanted, read[1].profiles, learnt(number)) == ranked(wanted, read[0].profiles, learnt(number)) != {}
    assert list(ranked(wanted, read[1].profiles, learnt(number))) == list(ranked(wanted, FIRMS, learnt(number)))


@settings(max_examples=60)
@given(intakes, numbers, st.sampled_from(FIRMS))
def test_a_duplicate_moves_no_other_firm_and_stands_beside_its_twin(wanted, number, firm):
    model = learnt(number)
    twin = replace(firm, firm_id="F-999", name="The Same Under Another Name", website="same.example")
    before = ranked(wanted, FIRMS, model)

    after = ranked(wanted, [*FIRMS, twin], model)

    order = list(after)
    assert {firm_id: value for firm_id, value in after.items() if firm_id != "F-999"} == before
    assert [firm_id for firm_id in order if firm_id != "F-999"] == list(before)
    if firm.firm_id in before:
        assert after["F-999"] == after[firm.firm_id]
        assert abs(order.index("F-999") - order.index(firm.firm_id)) == 1


WORSE = {
    "industries": st.builds(lambda most: {Industry.SAAS: most}, st.integers(0, 20)),
    "next_start_on": st.dates(min_value=TODAY.replace(month=12, day=1), max_value=TODAY.replace(year=2027, month=3)),
    "fieldwork_weeks": st.floats(3.0, 8.0),
    "platforms": st.just(("drata",)),
    "clouds": st.just(("azure",)),
    "cpa_count": st.integers(1, 10),
    "rating": st.floats(1.0, 4.2),
    "senior_contact": st.just(False),
    "frameworks": st.just({}),
    "open_slots": st.integers(1, 3),
    "licence_checked_on": st.dates(min_value=TODAY.replace(month=6), max_value=TODAY.replace(day=1)),
    "peer_review_covers_soc": st.just(False),
}
"""Values of the dull firm's columns that are as good or worse, in features with a known good direction."""


@settings(max_examples=150)
@given(st.data(), priorities, numbers, st.sampled_from(Tier))
def test_a_dominated_firm_never_ranks_above_the_one_that_dominates_it(data, priority, number, tier):
    wanted = dull_wanted(clouds=("aws",), platform="vanta", senior_contact_required=None, priorities=priority)
    better = dull_firm(tier=tier, platforms=("vanta",), industries={Industry.SAAS: 20})
    fields = data.draw(st.lists(st.sampled_from(sorted(WORSE)), min_size=1, unique=True))
    worse = replace(better, firm_id="F-000", name="Worse", **{name: data.draw(WORSE[name]) for name in fields})

    found = ranked(wanted, [worse, better], learnt(number))

    assert found["F-000"] <= found["F-001"] + 1e-12
    if round(found["F-000"], 9) < round(found["F-001"], 9):
        assert list(found) == ["F-001", "F-000"]


@given(st.integers(1_000, 20_000), st.sampled_from([None, 45_000, 80_000]))
def test_for_the_expert_prior_a_dearer_firm_that_is_alike_otherwise_ranks_below(dearer, budget):
    """A learnt model may find that companies like dear firms: the level of the fee has no direction beforehand."""
    wanted = dull_wanted(budget_usd=Budget(max=budget))
    cheap = dull_firm(type_2_fee_min_usd=20_000, type_2_fee_max_usd=25_000)
    dear = replace(cheap, firm_id="F-000", type_2_fee_max_usd=25_000 + dearer)

    assert list(ranked(wanted, [dear, cheap], expert_ranker())) == ["F-001", "F-000"]
