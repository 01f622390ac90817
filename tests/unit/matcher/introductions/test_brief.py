"""The blind brief tells what a firm needs, in words for a firm, and never who asks."""

import pytest

from matcher.introductions.brief import WITHHELD, Revealing, as_pairs, brief_of, headcount_band, problem_of

INTAKE = {
    "organisation": "Arc Ltd",
    "website": "https://www.arc-pay.example/about",
    "industry": "fintech",
    "headcount": 85,
    "report_type": "type_2",
    "readiness": "remediating",
    "budget_usd": {"min": None, "max": 40000},
    "report_needed_by": "2027-03-31",
    "systems": ["Arc Ledger"],
    "subservice_organisations": ["AWS"],
    "prior_auditor": "Northgate Audit",
    "platform": "arc_inhouse",
}


def brief(**changed):
    intake = INTAKE | changed
    return dict(as_pairs(brief_of(intake, Revealing.of(intake, "Arc Group"))))


def test_a_brief_is_worded_for_the_firm():
    assert brief() == {
        "People": "51 to 100",
        "Industry": "Fintech",
        "Report": "Type 2",
        "Readiness": "Gaps are being closed",
        "Report needed by": "31 March 2027",
        "Evidence platform": WITHHELD,
        "Budget, at most": "$40,000",
    }


def test_systems_vendors_and_the_last_auditor_are_left_out():
    told = " ".join(brief().values())

    assert not [word for word in ("Ledger", "AWS", "Northgate") if word in told]


def test_a_short_name_does_not_hide_words_that_merely_hold_it():
    assert brief(report_needed_by="2027-03-31")["Report needed by"] == "31 March 2027"


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Arc needs you", "Arc Ltd"),
        ("we are ARC.", "Arc Ltd"),
        ("A. R. C. calling", "Arc Ltd"),
        ("the arc-pay app", "Arc Ltd"),
        ("arcpay", "arc-pay"),
        ("our ArcGroupApp", "Arc Group"),
        ("in March", None),
    ],
)
def test_names_are_found_as_words_and_long_ones_anywhere(note, found):
    assert Revealing.of(INTAKE, "Arc Group").found_in(note) == found


@pytest.mark.parametrize(
    "note", ["write to x@y.example", "see https://here", "www.there", "on arc.io", "call 415 555 0100 now"]
)
def test_addresses_and_telephone_numbers_are_refused(note):
    assert problem_of(note, Revealing(())) is not None


@pytest.mark.parametrize("note", ["We have 120 people in 3 cities and began on 4 May 2026.", "ISO 27001, too."])
def test_plain_words_and_numbers_are_not(note):
    assert problem_of(note, Revealing(())) is None


@pytest.mark.parametrize(
    ("people", "said"),
    [(1, "up to 10"), (10, "up to 10"), (11, "11 to 50"), (1000, "251 to 1,000"), (1001, "more than 1,000")],
)
def test_the_number_of_people_is_said_roughly(people, said):
    assert headcount_band(people) == said
