"""Three matches, why, who is left out, and what would change it."""

import random
from dataclasses import fields, replace
from datetime import date

import pytest

from foundation.criteria import Category
from matcher.firms.profile import FirmProfile
from matcher.firms.records.read import read_firms
from matcher.firms.records.write import write_firms
from matcher.firms.samples import WRITTEN_FOR, sample_firms
from matcher.firms.words import Industry, Tier, VettingStatus
from matcher.intakes.wanted import Budget, Priorities
from matcher.matches.matching import MatchResult, match
from matcher.matches.report import match_report, report_bytes
from matcher.ranking.expert import expert_ranker
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

WANTED = dull_wanted(clouds=("aws",), platform="vanta", offshore_ok=None, senior_contact_required=None)


def asked(wanted, firms) -> MatchResult:
    return match(wanted, firms, model=expert_ranker(), today=TODAY)


def firm(number: int, **changes) -> FirmProfile:
    return dull_firm(firm_id=f"F-{number:03d}", name=f"Firm {number}", legal_name=None, **changes)


def test_three_of_many_are_shown_best_first():
    firms = [firm(reports, industries={Industry.SAAS: reports}) for reports in (1, 40, 5, 20)]

    result = asked(WANTED, firms)

    assert [(found.rank, found.firm.firm_id) for found in result.matches] == [(1, "F-040"), (2, "F-020"), (3, "F-005")]
    assert result.eligible == ("F-040", "F-020", "F-005", "F-001")


def test_fewer_than_three_are_never_padded():
    result = asked(WANTED, [firm(1), firm(2, vetting_status=None)])

    assert [found.firm.firm_id for found in result.matches] == ["F-001"]
    assert [(each.firm.firm_id, each.rules) for each in result.excluded] == [("F-002", ("not_verified",))]
    assert result.binding_constraint is None


def test_an_empty_directory_gives_nothing_and_blames_nothing():
    result = asked(WANTED, [])

    assert (result.matches, result.excluded, result.binding_constraint) == ((), (), None)


def test_contributions_sum_to_the_difference_from_the_average_eligible_firm():
    result = match(WANTED, sample_firms(WRITTEN_FOR), model=expert_ranker(), today=WRITTEN_FOR)

    assert len(result.matches) == 3
    for found in result.matches:
        total = sum(reason.contribution for reason in found.contributions)
        assert abs(total - (found.score - result.average_score)) < 1e-9


def test_contributions_sum_with_priorities_too():
    wanted = replace(WANTED, priorities=Priorities(price=5, speed=0, industry_depth=1))

    result = match(wanted, sample_firms(WRITTEN_FOR), model=expert_ranker(), today=WRITTEN_FOR)

    found = result.matches[0]
    total = sum(reason.contribution for reason in found.contributions)
    assert abs(total - (found.score - result.average_score)) < 1e-9


def test_a_priority_turns_the_order():
    cheap = firm(1, type_2_fee_min_usd=9_000, type_2_fee_max_usd=12_000, industries={Industry.SAAS: 2})
    deep = firm(2, industries={Industry.SAAS: 60})

    by_price = asked(replace(WANTED, priorities=Priorities(price=5, industry_depth=0)), [cheap, deep])
    by_depth = asked(replace(WANTED, priorities=Priorities(price=0, industry_depth=5)), [cheap, deep])

    assert by_price.matches[0].firm.firm_id == "F-001"
    assert by_depth.matches[0].firm.firm_id == "F-002"


def test_reasons_name_the_real_value_beside_the_usual_one():
    firms = [firm(1, industries={Industry.SAAS: 40}), firm(2, industries={Industry.SAAS: 0})]

    best, other = asked(WANTED, firms).matches

    # the mean of log 41 and log 1 is log of the root of 41, 6.4
    assert best.reasons_for[0].text == "40 SaaS reports; typical firm here: 5.4"
    assert other.reasons_against[0].text == "0 SaaS reports; typical firm here: 5.4"


def test_a_wish_that_no_one_states_is_no_reason():
    result = asked(replace(WANTED, industry=None), [firm(1), firm(2, industries={})])

    named = {reason.factor for found in result.matches for reason in (*found.reasons_for, *found.reasons_against)}
    assert "industry_depth" not in named


@pytest.mark.parametrize("seed", range(5))
def test_order_of_the_file_changes_not_a_byte(seed):
    firms = list(sample_firms(WRITTEN_FOR))
    straight = report_bytes(match(WANTED, firms, model=expert_ranker(), today=WRITTEN_FOR))

    random.Random(seed).shuffle(firms)

    assert report_bytes(match(WANTED, firms, model=expert_ranker(), today=WRITTEN_FOR)) == straight


def test_other_names_and_ids_leave_the_ranking():
    firms = sample_firms(WRITTEN_FOR)
    renamed = [
        replace(each, firm_id=f"Z-{999 - place}", name=f"Other {place}", legal_name=None, website=None)
        for place, each in enumerate(firms)
    ]
    new_id = {each.firm_id: other.firm_id for each, other in zip(firms, renamed, strict=True)}

    before = match(WANTED, firms, model=expert_ranker(), today=WRITTEN_FOR)
    after = match(WANTED, renamed, model=expert_ranker(), today=WRITTEN_FOR)

    assert after.eligible == tuple(new_id[firm_id] for firm_id in before.eligible)


def test_money_in_the_directory_cannot_move_a_rank():
    plain = write_firms(sample_firms(WRITTEN_FOR)).decode().splitlines()
    paid = [f"{line},{'paid_usd' if place == 0 else place * 1_000}" for place, line in enumerate(plain)]

    reports = [
        report_bytes(
            match(
                WANTED,
                read_firms("\n".join(lines).encode(), filename="firms.csv").profiles,
                model=expert_ranker(),
                today=WRITTEN_FOR,
            )
        )
        for lines in (plain, paid)
    ]

    assert reports[0] == reports[1]


def test_no_field_of_a_firm_and_no_feature_speaks_of_payment():
    names = [each.name for each in fields(FirmProfile)] + list(expert_ranker().feature_names)

    assert [name for name in names if any(word in name for word in ("paid", "pay", "sponsor", "commission"))] == []


def test_a_tie_is_broken_by_fewer_flags():
    flagged = firm(1, capacity_as_of=date(2026, 9, 1))

    assert asked(WANTED, [flagged, firm(2)]).eligible == ("F-002", "F-001")


def test_firms_alike_in_every_fact_keep_one_order_whatever_the_file():
    twins = [firm(number) for number in range(6)]

    assert asked(WANTED, twins).eligible == asked(WANTED, twins[::-1]).eligible


def test_firms_alike_in_every_fact_are_not_favoured_by_id_over_many_intakes():
    twins = [firm(1), firm(2)]

    first = {asked(replace(WANTED, organisation=f"Company {number}"), twins).eligible[0] for number in range(20)}

    assert first == {"F-001", "F-002"}


def test_the_binding_rule_is_the_one_that_alone_keeps_most_firms_out():
    firms = [
        firm(1, open_slots=0),
        firm(2, open_slots=0),
        firm(3, vetting_status=None),
        firm(4, vetting_status=None, fees_as_of=date(2020, 1, 1)),
    ]

    assert asked(WANTED, firms).binding_constraint == "no_capacity"


def test_a_tie_of_binding_rules_goes_to_the_first_of_the_table():
    firms = [firm(1, open_slots=0), firm(2, vetting_status=VettingStatus.CANDIDATE)]

    assert asked(WANTED, firms).binding_constraint == "not_verified"


def test_no_single_rule_binds_when_every_firm_breaks_two():
    assert asked(WANTED, [firm(1, open_slots=0, vetting_status=None)]).binding_constraint == "combination"


@pytest.mark.parametrize(
    ("wanted", "firms", "change", "adds"),
    [
        (
            {"budget_usd": Budget(max=15_000)},
            [firm(1, type_2_fee_min_usd=18_000), firm(2), firm(3, type_2_fee_min_usd=18_000, open_slots=0)],
            {"budget_usd.max": 18_000},
            ("F-001",),
        ),
        (
            {"report_needed_by": date(2027, 7, 1), "window_months": 3},
            [firm(1, next_start_on=date(2027, 6, 1)), firm(2, next_start_on=date(2027, 7, 1))],
            {"report_needed_by": "2027-07-20"},
            ("F-001",),
        ),
        ({"report_needed_by": date(2027, 6, 10)}, [firm(1)], {"window_months": 4}, ("F-001",)),
        (
            {"report_needed_by": date(2027, 7, 11), "earliest_start": date(2026, 12, 10)},
            [firm(1)],
            {"earliest_start": "2026-11-23"},
            ("F-001",),
        ),
        ({"report_needed_by": date(2027, 2, 1)}, [firm(1)], {"report_type": "type_1_then_2"}, ("F-001",)),
        (
            {"categories": (Category.SECURITY, Category.AVAILABILITY, Category.PRIVACY)},
            [firm(1, categories=(Category.SECURITY, Category.AVAILABILITY))],
            {"categories": ["security", "availability"]},
            ("F-001",),
        ),
        ({"frameworks": ("hipaa", "cmmc")}, [firm(1)], {"frameworks": ["hipaa"]}, ("F-001",)),
        ({"hq_country": "FR"}, [firm(1)], {"hq_country": None}, ("F-001",)),
        ({"languages": ("fr",)}, [firm(1)], {"languages": []}, ("F-001",)),
        ({"offshore_ok": False}, [firm(1, offshore_staff=True)], {"offshore_ok": True}, ("F-001",)),
        (
            {"minimum_tier": Tier.GLOBAL},
            [firm(1, tier=Tier.BOUTIQUE), firm(2, tier=Tier.SPECIALIST)],
            {"minimum_tier": "specialist"},
            ("F-002",),
        ),
        (
            {"senior_contact_required": True},
            [firm(1, senior_contact=False)],
            {"senior_contact_required": False},
            ("F-001",),
        ),
    ],
)
def test_the_smallest_change_that_admits_a_firm_is_found(wanted, firms, change, adds):
    result = asked(replace(WANTED, **wanted), firms)

    assert (change, adds) in [(found.change, found.adds) for found in result.what_would_change]


def test_a_change_is_said_in_plain_words():
    result = asked(replace(WANTED, budget_usd=Budget(max=15_000)), [firm(1)])

    assert [found.text for found in result.what_would_change] == [
        "With a budget of $20,000 instead of $15,000, Firm 1 would qualify."
    ]


def test_no_change_is_promised_for_a_firm_that_breaks_a_rule_no_wish_can_lift():
    firms = [firm(1, vetting_status=None, offshore_staff=True), firm(2, headcount_max=20)]

    assert asked(replace(WANTED, offshore_ok=False), firms).what_would_change == ()


def test_the_report_has_the_keys_of_the_contract():
    report = match_report(asked(WANTED, [firm(1), firm(2, rating=5.0), firm(3, vetting_status=None, open_slots=0)]))

    assert list(report) == ["matches", "excluded", "what_would_change", "binding_constraint", "model"]
    assert list(report["matches"][0]) == [
        "rank",
        "firm_id",
        "name",
        "score",
        "fee_estimate_usd",
        "earliest_report_on",
        "later_report_on",
        "reasons_for",
        "reasons_against",
        "flags",
    ]
    assert report["matches"][0]["fee_estimate_usd"] == {"low": 20_000, "high": 30_000}
    assert report["matches"][0]["earliest_report_on"] == "2027-07-11"
    assert report["excluded"] == [
        {
            "firm_id": "F-003",
            "rule": "not_verified",
            "rules": ["not_verified", "no_capacity"],
            "text": "We have not verified it: its vetting status is not recorded. "
            "It takes no new clients at present, as of 2026-11-01.",
        }
    ]
    assert report["model"] == {"name": "expert-prior", "version": "1", "trained_on": 0}
