"""The rules that hold a firm against an intake, each on both sides of its boundary."""

from datetime import date

import pytest

from foundation.criteria import Category
from matcher.eligibility.case import Rule
from matcher.eligibility.gate import RULES, judge
from matcher.firms.words import OfferedType, Tier
from matcher.intakes.wanted import Budget, Independence, ReportType
from tests.unit.matcher.dull import TODAY, dull_firm, dull_wanted

TYPE_1_ONLY = (OfferedType.TYPE_1,)
TYPE_2_ONLY = (OfferedType.TYPE_2,)


def test_every_rule_has_one_function_of_its_name_in_the_order_of_the_table():
    assert [(rule, ask.__name__) for rule, ask in RULES.items()] == [(rule, rule.value) for rule in Rule]


@pytest.mark.parametrize(
    ("wanted", "firm", "rules"),
    [
        ({"report_type": ReportType.TYPE_2}, {"report_types": TYPE_1_ONLY}, ["report_type_not_offered"]),
        ({"report_type": ReportType.TYPE_1_THEN_2}, {"report_types": TYPE_2_ONLY}, ["report_type_not_offered"]),
        ({"categories": tuple(Category)}, {"categories": (Category.SECURITY,)}, ["category_not_covered"]),
        ({"frameworks": ("pci_dss",)}, {}, ["framework_credential_missing"]),
        (
            {"frameworks": ("iso_27001",)},
            {"frameworks": {"iso_27001": date(2026, 11, 22)}},
            ["framework_credential_missing"],
        ),
        ({"budget_usd": Budget(max=19_999)}, {}, ["over_budget"]),
        ({"report_needed_by": date(2027, 7, 10)}, {}, ["deadline_infeasible"]),  # the report comes on 07-11
        ({}, {"open_slots": 0}, ["no_capacity"]),
        ({"hq_country": "FR"}, {"regions": ("US", "GB")}, ["region_not_served"]),
        ({"hq_country": "NO"}, {"regions": ("EU",)}, ["region_not_served"]),
        ({"languages": ("fr", "de")}, {"languages": ("en",)}, ["language_not_offered"]),
        ({"offshore_ok": False}, {"offshore_staff": True}, ["offshore_not_allowed"]),
        ({"minimum_tier": Tier.NATIONAL}, {"tier": Tier.SPECIALIST}, ["tier_below_minimum"]),
        ({"senior_contact_required": True}, {"senior_contact": False}, ["senior_contact_not_offered"]),
        ({"frameworks": ("hipaa",)}, {"frameworks": {"hipaa": date(2026, 11, 22)}}, ["framework_credential_missing"]),
        ({"headcount": 50}, {"headcount_min": 51}, ["headcount_out_of_range"]),
        ({"headcount": 50}, {"headcount_max": 49}, ["headcount_out_of_range"]),
        ({}, {"fees_as_of": date(2025, 11, 22)}, ["profile_stale"]),  # 366 days
        ({"excluded_firms": ("F-001",)}, {}, ["excluded_by_company"]),
        ({"excluded_firms": ("dullbrook attest, l.l.p.",)}, {}, ["excluded_by_company"]),
        ({"independence": Independence(("Dullbrook Attest",), (), ())}, {}, ["independence_conflict"]),
        ({"independence": Independence((), ("f 001",), ())}, {}, ["independence_conflict"]),
        ({"independence": Independence((), (), ("Dullbrook Attest Inc",))}, {}, ["independence_conflict"]),
        ({"organisation": "ACME Payroll"}, {"conflict_clients": ("Acme Payroll, Inc.",)}, ["independence_conflict"]),
    ],
)
def test_a_firm_that_does_not_fit_is_excluded_by_the_rule_of_that_name(wanted, firm, rules):
    assert list(judge(dull_wanted(**wanted), dull_firm(**firm), TODAY).rules) == rules


@pytest.mark.parametrize(
    ("wanted", "firm", "flags"),
    [
        ({"report_type": ReportType.TYPE_1}, {"report_types": TYPE_1_ONLY}, []),
        ({}, {"report_types": ()}, ["unknown_report_types"]),
        ({}, {"categories": ()}, ["unknown_categories"]),
        ({"frameworks": ("iso_27001",)}, {"frameworks": {"iso_27001": date(2026, 11, 23)}}, []),  # its last day
        ({"frameworks": ("iso_27001",)}, {"frameworks": {}}, ["unknown_frameworks"]),
        ({"frameworks": ("iso_27001",)}, {"frameworks": {"iso_27001": None}}, ["credential_date_unknown"]),
        ({"frameworks": ("hipaa",)}, {"frameworks": {"hipaa": None}}, []),
        ({"frameworks": ("hipaa",)}, {"frameworks": {"hipaa": date(2026, 11, 23)}}, []),
        ({"frameworks": ("soc_1", "soc_3")}, {"frameworks": {"soc_1": None, "soc_3": None}}, []),
        ({"budget_usd": Budget(max=20_000)}, {}, ["may_exceed_budget"]),
        ({"budget_usd": Budget(max=29_999)}, {}, ["may_exceed_budget"]),
        ({"budget_usd": Budget(max=30_000)}, {}, []),
        ({"budget_usd": Budget(max=1)}, {"type_2_fee_max_usd": None}, ["fee_unknown"]),
        ({"report_needed_by": date(2027, 7, 11)}, {}, ["tight_deadline"]),  # no day of slack
        ({"report_needed_by": date(2027, 7, 24)}, {}, ["tight_deadline"]),  # 13 days
        ({"report_needed_by": date(2027, 7, 25)}, {}, []),
        ({}, {"next_start_on": None}, ["unknown_next_start_on"]),
        ({"report_needed_by": None}, {"next_start_on": None}, []),
        ({}, {"open_slots": None}, ["unknown_open_slots"]),
        ({}, {"capacity_as_of": date(2026, 9, 23)}, ["capacity_unconfirmed"]),  # 61 days
        ({}, {"capacity_as_of": date(2026, 9, 24)}, []),
        ({}, {"capacity_as_of": None}, ["unknown_capacity_as_of"]),
        ({"hq_country": "FR"}, {"regions": ("EU",)}, []),
        ({"hq_country": "NO"}, {"regions": ("EEA",)}, []),
        ({"hq_country": "JP"}, {"regions": ("WORLD",)}, []),
        ({}, {"regions": ()}, ["unknown_regions"]),
        ({"hq_country": None}, {"regions": ()}, []),
        ({"languages": ("fr", "en")}, {"languages": ("en", "es")}, []),
        ({}, {"languages": ()}, ["unknown_languages"]),
        ({"languages": ()}, {"languages": ()}, []),
        ({}, {"offshore_staff": None}, ["unknown_offshore_staff"]),
        ({"offshore_ok": None}, {"offshore_staff": True}, []),
        ({"offshore_ok": True}, {"offshore_staff": None}, []),
        ({"minimum_tier": Tier.SPECIALIST}, {"tier": Tier.SPECIALIST}, []),
        ({}, {"tier": None}, ["unknown_tier"]),
        ({"minimum_tier": None}, {"tier": None}, []),
        ({}, {"senior_contact": None}, ["unknown_senior_contact"]),
        ({"senior_contact_required": False}, {"senior_contact": None}, []),
        ({"senior_contact_required": None}, {"senior_contact": False}, []),
        ({"headcount": 10}, {}, []),
        ({"headcount": 500}, {}, []),
        ({"headcount": 5}, {"headcount_min": None}, []),
        ({"headcount": None}, {"headcount_min": 400}, ["unknown_headcount"]),
        ({}, {"fees_as_of": date(2025, 11, 23)}, ["fees_old"]),  # 365 days
        ({}, {"fees_as_of": date(2026, 5, 26)}, ["fees_old"]),  # 181 days
        ({}, {"fees_as_of": date(2026, 5, 27)}, []),
        ({}, {"fees_as_of": None}, ["unknown_fees_as_of"]),
        ({"excluded_firms": ("Dullbrook",)}, {}, []),
        ({"organisation": "Acme"}, {"conflict_clients": ("Acme Payroll",)}, []),
        ({"organisation": None}, {"conflict_clients": ("Acme Payroll",)}, []),
    ],
)
def test_a_firm_that_fits_or_is_unknown_stays_with_the_flags_of_the_table(wanted, firm, flags):
    judgement = judge(dull_wanted(**wanted), dull_firm(**firm), TODAY)

    assert (judgement.rules, list(judgement.flags)) == ((), flags)


def test_an_over_budget_text_names_both_ends_and_the_budget():
    judgement = judge(dull_wanted(budget_usd=Budget(max=15_000)), dull_firm(), TODAY)

    assert judgement.broken[0].text == "We estimate its fee at $20,000 to $30,000; your budget ends at $15,000."


def test_a_type_1_first_is_held_against_the_deadline_by_its_type_1_report():
    wanted = dull_wanted(report_type=ReportType.TYPE_1_THEN_2, report_needed_by=date(2027, 2, 1))

    judgement = judge(wanted, dull_firm(), TODAY)

    assert judgement.rules == ()
    assert judgement.earliest_report_on == date(2027, 1, 19)  # 2026-12-01 and seven weeks
    assert judgement.later_report_on == date(2027, 7, 11)  # 2027-05-23 and seven weeks


def test_an_empty_intake_asks_nothing_of_a_firm():
    judgement = judge(type(dull_wanted())(), dull_firm(), TODAY)

    assert judgement.rules == ()
    assert judgement.flags == ("fee_unknown", "unknown_headcount")
    assert judgement.earliest_report_on is None
