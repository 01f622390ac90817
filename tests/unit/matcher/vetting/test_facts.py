"""How long a check holds, how a sample report is graded, and what a check does to a profile."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.firms.words import LicenceStatus
from matcher.vetting.effects import Found, still_stands, taken_back, written
from matcher.vetting.facts import TITLES, Fact, due_on
from matcher.vetting.findings import sample_report
from matcher.vetting.grading import LOOKED_FOR, RedFlag, grade_of
from matcher.vetting.hints import WHERE
from tests.unit.matcher.dull import dull_firm

CHECKED = date(2026, 3, 1)
LICENCE = Found(
    {"licence_state": "OH", "licence_status": "lapsed", "licence_checked_on": "2026-11-20", "licence_source": "Board"}
)


@pytest.mark.parametrize(
    ("fact", "valid_until", "expected"),
    [
        (Fact.FIRM_LICENCE, None, date(2027, 3, 1)),
        (Fact.FIRM_LICENCE, date(2029, 1, 1), date(2027, 3, 1)),
        (Fact.FIRM_LICENCE, date(2026, 4, 1), date(2026, 4, 1)),
        (Fact.CAPACITY, None, date(2026, 4, 30)),
        (Fact.FEES, None, date(2027, 3, 1)),
        (Fact.PEER_REVIEW, date(2029, 1, 1), date(2029, 1, 1)),
        (Fact.PEER_REVIEW, None, date(2027, 3, 1)),
        (Fact.CREDENTIAL, date(2029, 1, 1), date(2029, 1, 1)),
        (Fact.INSURANCE, date.max, date.max),
    ],
)
def test_a_check_holds_until_its_limit_or_its_own_last_day(fact, valid_until, expected):
    assert due_on(fact, CHECKED, valid_until) == expected


def test_every_fact_has_a_title_and_a_place_to_look_it_up():
    assert set(TITLES) == set(WHERE) == set(Fact)


@pytest.mark.parametrize(
    ("flags", "grade"),
    [
        ([], "A"),
        (["no_sample_sizes"], "B"),
        (["no_sample_sizes", "no_sample_sizes"], "B"),
        (["no_sample_sizes", "generic_description"], "C"),
        (["no_sample_sizes", "generic_description", "too_many_reports"], "D"),
        (["no_sample_sizes", "generic_description", "too_many_reports", "no_exception_anywhere"], "D"),
        (["window_cut_short"], "D"),
        (["same_text"], "D"),
        (["unsigned_assertion"], "D"),
    ],
)
def test_a_sample_report_is_graded_by_its_red_flags(flags, grade):
    assert grade_of([RedFlag(flag) for flag in flags]) == grade


def test_the_flags_that_were_found_stand_beside_the_grade():
    assert sample_report([]) == "Grade A: no red flag found"
    assert sample_report([RedFlag.NO_SAMPLE_SIZES]) == "Grade B, for 1 red flag: tests name no sample sizes"
    assert len(LOOKED_FOR) == 7


def test_a_check_writes_its_columns_and_no_other():
    firm = written(dull_firm(), LICENCE)

    assert (firm.licence_state, firm.licence_status, firm.licence_checked_on) == (
        "OH",
        LicenceStatus.LAPSED,
        date(2026, 11, 20),
    )
    assert firm.licence_expires_on == date(2028, 1, 1)


def test_a_credential_is_written_beside_the_others_and_one_not_held_is_taken_off():
    held = Found({"frameworks": "hitrust:2027-05-01"}, "hitrust")

    assert written(dull_firm(), held).frameworks == {
        "iso_27001": date(2028, 3, 1), "hipaa": None, "hitrust": date(2027, 5, 1),
    }  # fmt: skip
    assert written(dull_firm(), Found({"frameworks": ""}, "iso_27001")).frameworks == {"hipaa": None}


@pytest.mark.parametrize(
    ("changes", "stands"),
    [({}, True), ({"licence_source": "A file"}, True), ({"licence_status": LicenceStatus.ACTIVE}, False)],
)
def test_a_check_stands_until_the_directory_says_something_else(changes, stands):
    assert still_stands(replace(written(dull_firm(), LICENCE), **changes), LICENCE) is stands


def test_what_is_taken_back_becomes_unknown_but_which_licence_it_was_stays():
    firm = taken_back(written(dull_firm(), LICENCE), LICENCE)

    assert (firm.licence_state, firm.licence_status, firm.licence_checked_on) == ("OH", None, None)
    assert firm.licence_expires_on == date(2028, 1, 1)


def test_what_somebody_has_changed_since_is_not_taken_back():
    firm = taken_back(dull_firm(), LICENCE)

    assert (firm.licence_status, firm.licence_checked_on) == (LicenceStatus.ACTIVE, date(2026, 11, 1))


def test_a_credential_is_taken_back_alone():
    held = Found({"frameworks": "iso_27001:2028-03-01"}, "iso_27001")

    assert taken_back(dull_firm(), held).frameworks == {"hipaa": None}
    assert taken_back(dull_firm(), Found({"frameworks": "iso_27001:2027-01-01"}, "iso_27001")) == dull_firm()
