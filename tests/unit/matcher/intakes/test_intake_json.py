"""Reading intake.json."""

from datetime import date

import pytest

from foundation.criteria import Category
from foundation.errors import BadInput
from matcher.firms.words import Industry, Tier
from matcher.intakes.intake_json import read_intake, wanted_to_json
from matcher.intakes.wanted import Budget, Independence, Priorities, Readiness, ReportType, Wanted
from tests.unit.matcher.dull import TODAY

FULL = {
    "organisation": "Acme Payroll",
    "industry": "fintech",
    "headcount": 85,
    "hq_country": "us",
    "report_type": "type_1_then_2",
    "categories": ["privacy", "availability"],
    "window_months": 6,
    "first_audit": True,
    "prior_auditor": None,
    "frameworks": ["ISO 27001"],
    "clouds": ["AWS"],
    "platform": "Vanta",
    "readiness": "gap_assessed",
    "budget_usd": {"min": 15000, "max": 40000},
    "report_needed_by": "2027-06-30",
    "earliest_start": "2027-01-04",
    "languages": ["EN"],
    "offshore_ok": False,
    "senior_contact_required": True,
    "minimum_tier": "specialist",
    "excluded_firms": ["F-014"],
    "priorities": {"price": 3, "speed": 2, "industry_depth": 4},
    "independence": {"firms_that_built_controls": ["Dullbrook"]},
    "colour": "green",
}


def test_an_intake_is_read_key_by_key_and_security_is_always_in():
    assert read_intake(FULL, today=TODAY) == Wanted(
        organisation="Acme Payroll",
        industry=Industry.FINTECH,
        headcount=85,
        hq_country="US",
        report_type=ReportType.TYPE_1_THEN_2,
        categories=(Category.SECURITY, Category.AVAILABILITY, Category.PRIVACY),
        window_months=6,
        first_audit=True,
        frameworks=("iso_27001",),
        clouds=("aws",),
        platform="vanta",
        readiness=Readiness.GAP_ASSESSED,
        budget_usd=Budget(15_000, 40_000),
        report_needed_by=date(2027, 6, 30),
        earliest_start=date(2027, 1, 4),
        languages=("en",),
        offshore_ok=False,
        senior_contact_required=True,
        minimum_tier=Tier.SPECIALIST,
        excluded_firms=("F-014",),
        priorities=Priorities(3, 2, 4),
        independence=Independence(firms_that_built_controls=("Dullbrook",)),
    )


def test_what_is_written_reads_back_the_same():
    wanted = read_intake(FULL, today=TODAY)

    assert read_intake(wanted_to_json(wanted), today=TODAY) == wanted


@pytest.mark.parametrize("given", [{}, {"organisation": "", "headcount": None, "budget_usd": None, "categories": []}])
def test_missing_null_and_empty_are_unknown(given):
    assert read_intake(given, today=TODAY) == Wanted()


@pytest.mark.parametrize(
    ("given", "expected"),
    [("2026-11-22", TODAY), ("2026-11-23", TODAY), ("2026-11-24", date(2026, 11, 24))],
)
def test_an_earliest_start_before_today_means_today(given, expected):
    assert read_intake({"earliest_start": given}, today=TODAY).earliest_start == expected


def test_a_report_may_be_needed_today():
    assert read_intake({"report_needed_by": "2026-11-23"}, today=TODAY).report_needed_by == TODAY


def test_a_budget_may_have_equal_ends():
    assert read_intake({"budget_usd": {"min": 9, "max": 9}}, today=TODAY).budget_usd == Budget(9, 9)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"report_needed_by": "2026-11-22"}, "a.json: report_needed_by: 2026-11-22 is before today"),
        ({"report_needed_by": "2027-02-30"}, "report_needed_by: expected a day that exists"),
        ({"report_needed_by": "30.06.2027"}, "report_needed_by: expected a date such as"),
        ({"budget_usd": {"min": 10, "max": 9}}, "budget_usd: min 10 is above max 9"),
        ({"budget_usd": {"max": "40000"}}, "budget_usd.max: expected a whole number"),
        ({"budget_usd": 40000}, "budget_usd: expected an object with min, max"),
        ({"industry": "banking"}, "industry: expected one of saas, fintech"),
        ({"report_type": "type_3"}, "report_type: expected one of type_1, type_2, type_1_then_2, found 'type_3'"),
        ({"categories": ["safety"]}, "categories: expected one of security, availability"),
        ({"categories": "security"}, "categories: expected a list"),
        ({"headcount": 12.5}, "headcount: expected a whole number"),
        ({"headcount": True}, "headcount: expected a whole number"),
        ({"offshore_ok": "no"}, "offshore_ok: expected true or false"),
        ({"hq_country": "America"}, "hq_country: expected a country code"),
        ({"priorities": {"price": 6}}, "priorities.price: expected a whole number from 0 to 5"),
        (
            {"independence": {"firms_with_financial_ties": "X"}},
            "independence.firms_with_financial_ties: expected a list",
        ),
        ({"excluded_firms": [14]}, "excluded_firms: expected a text"),
    ],
)
def test_a_bad_value_is_refused_by_its_key(given, said):
    with pytest.raises(BadInput) as refused:
        read_intake(given, today=TODAY, source="a.json")

    assert said in str(refused.value)


def test_every_problem_stands_in_one_message():
    with pytest.raises(BadInput) as refused:
        read_intake({"industry": "banking", "headcount": -1, "report_needed_by": "2026-01-01"}, today=TODAY)

    assert [line.split(": ")[1] for line in str(refused.value).splitlines()] == [
        "industry",
        "headcount",
        "report_needed_by",
    ]


def test_something_other_than_an_object_is_refused():
    with pytest.raises(BadInput, match="expected one JSON object"):
        read_intake([], today=TODAY)  # type: ignore[arg-type]  # what a file may hold
