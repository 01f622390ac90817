"""firms.csv in and out, and the sample firms."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from matcher.eligibility.gate import judge
from matcher.firms.countries import serves
from matcher.firms.profile import FirmProfile
from matcher.firms.records.columns import FIRM_COLUMNS
from matcher.firms.records.read import read_firms
from matcher.firms.records.write import write_firms
from matcher.firms.samples import WRITTEN_FOR, sample_firms, shifted
from matcher.firms.words import Industry, Tier
from matcher.intakes.wanted import Wanted
from tests.unit.matcher.dull import TODAY, dull_firm


def read(text: str):
    return read_firms(text.encode(), filename="firms.csv")


def test_the_columns_are_the_fields_of_a_profile_in_the_order_of_the_format():
    assert [column.name for column in FIRM_COLUMNS] == [each.name for each in fields(FirmProfile)]


def test_a_row_is_read_into_a_profile():
    text = "firm_id,name,tier,regions,frameworks,industries,fieldwork_weeks,offshore_staff\n"

    file = read(text + "F-1,Dullbrook,National,eu;UK,ISO 27001:2027-03-01;hipaa,saas:40;fintech,2.5,no\n")

    assert file.profiles == (
        FirmProfile(
            firm_id="F-1",
            name="Dullbrook",
            tier=Tier.NATIONAL,
            regions=("EU", "GB"),
            frameworks={"iso_27001": date(2027, 3, 1), "hipaa": None},
            industries={Industry.SAAS: 40, Industry.FINTECH: None},
            fieldwork_weeks=2.5,
            offshore_staff=False,
        ),
    )
    assert file.problems == ()


@pytest.mark.parametrize(
    "firm", [dull_firm(), FirmProfile(firm_id="F-2", name='=Quiet; one, "two"'), *sample_firms(TODAY)]
)
def test_what_is_written_reads_back_the_same(firm):
    assert read_firms(write_firms([firm]), filename="firms.csv").profiles == (firm,)


def test_money_a_firm_may_pay_is_an_extra_column_and_nothing_else():
    plain = read("firm_id,name\nF-1,Dullbrook\n")

    paid = read("firm_id,name,paid_usd,sponsor\nF-1,Dullbrook,90000,yes\n")

    assert paid.profiles == plain.profiles
    assert paid.extra_columns == ("paid_usd", "sponsor")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("tier", "tiny", "expected one of boutique, specialist, national, global"),
        ("industries", "saas:many", "expected a whole number"),
        ("industries", "banking:3", "expected one of saas, fintech"),
        ("industries", "saas:3;SaaS:4", "expected each industry once"),
        ("frameworks", "iso_27001:soon", "expected a date"),
        ("regions", "APAC", "expected country codes of two letters, or the groups EU, EEA, WORLD"),
        ("hq_country", "EU", "expected a country code of two letters"),
        ("rating", "5.1", "expected a number from 0 to 5"),
        ("open_slots", "-1", "expected a whole number"),
        ("fees_as_of", "01/02/2026", "expected a date"),
    ],
)
def test_a_bad_cell_is_a_problem_that_names_row_and_column(column, cell, said):
    file = read(f"firm_id,name,{column}\nF-1,Good,\nF-2,Bad,{cell}\n")

    assert [firm.firm_id for firm in file.profiles] == ["F-1"]
    assert [(problem.row, problem.column) for problem in file.problems] == [(3, column)]
    assert said in file.problems[0].problem


def test_a_fee_range_that_runs_backwards_is_a_problem():
    file = read("firm_id,name,type_2_fee_min_usd,type_2_fee_max_usd\nF-1,Bad,300,200\nF-2,Good,200,200\n")

    assert [firm.firm_id for firm in file.profiles] == ["F-2"]
    assert [(problem.row, problem.column) for problem in file.problems] == [(2, "type_2_fee_max_usd")]


def test_a_firm_id_stands_once():
    assert [problem.column for problem in read("firm_id,name\nF-1,A\nF-1,B\n").problems] == ["firm_id"]


@pytest.mark.parametrize(
    ("regions", "country", "expected"),
    [
        (("EU",), "IE", True),
        (("EU",), "NO", False),
        (("EEA",), "IS", True),
        (("WORLD",), "JP", True),
        (("US",), "CA", False),
    ],
)
def test_a_region_is_a_country_or_a_group(regions, country, expected):
    assert serves(regions, country) is expected


def test_there_are_sixty_sample_firms_that_say_so():
    firms = sample_firms(WRITTEN_FOR)

    assert len({firm.firm_id for firm in firms}) == 60
    assert all((firm.notes or "").startswith("Invented sample firm.") for firm in firms)
    assert all((firm.website or "").endswith(".example") for firm in firms)


def test_most_sample_firms_pass_for_half_a_year():
    def eligible(day: date) -> int:
        return sum(judge(Wanted(), firm, day).eligible for firm in sample_firms(WRITTEN_FOR))

    assert eligible(WRITTEN_FOR) >= 40
    assert eligible(WRITTEN_FOR + timedelta(days=180)) >= 40


def test_a_shifted_firm_is_judged_as_on_the_day_it_was_written_for():
    firm = dull_firm(licence_checked_on=date(2026, 11, 1), verified_on=None)

    moved = shifted(firm, 10)

    assert moved.licence_checked_on == date(2026, 11, 11)
    assert moved.frameworks == {"iso_27001": date(2028, 3, 11), "hipaa": None}
    assert moved.verified_on is None
    assert shifted(moved, -10) == firm
