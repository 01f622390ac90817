"""The four questions: answered by the quote first, then by the directory, each with its source; else not answered."""

from datetime import date

import pytest

from matcher.matches.stored import public_profile
from matcher.quotes.answers import Known, Question, answers_of
from matcher.quotes.words import Seniority
from tests.factories.firm import make_profile
from tests.factories.quote import make_terms

QUOTED, LISTED = "The firm's quote of 28 November 2026", "Directory as of 23 November 2026"


def said(question, terms=None, *, industry="saas", our_clouds=(), **profile):
    known = Known(
        profile=public_profile(make_profile(**profile)),
        profile_as_of=date(2026, 11, 23),
        terms=terms,
        quoted_on=date(2026, 11, 28) if terms else None,
        industry=industry,
        clouds=our_clouds,
    )
    return [(one.text, one.source) for one in answers_of(known)[question]]


def test_the_firms_own_words_come_first_then_the_directory_each_with_its_source():
    answers = said(Question.EXPERIENCE, make_terms(experience="Nine of them."))

    assert answers == [("Nine of them.", QUOTED), ("40 SOC 2 reports in SaaS.", LISTED)]


@pytest.mark.parametrize(
    ("industry", "expected"),
    [
        ("saas", "40 SOC 2 reports in SaaS."),
        ("fintech", "Reports in fintech, number not known."),
        ("web3", "No SOC 2 report in web3 is listed."),
    ],
)
def test_experience_in_the_industry_is_a_number_unknown_or_not_listed(industry, expected):
    assert said(Question.EXPERIENCE, industry=industry) == [(expected, LISTED)]


def test_clouds_are_told_as_examined_or_not_listed():
    answers = said(Question.EXPERIENCE, industry=None, our_clouds=["aws", "gcp"], clouds=("aws",))

    assert answers == [("Has examined systems on AWS; Google Cloud not listed.", LISTED)]


@pytest.mark.parametrize("question", list(Question))
def test_where_neither_says_anything_nobody_answered(question):
    unknown = {"industries": {}, "clouds": (), "platforms": (), "exception_process": None, "senior_contact": None}

    assert said(question, make_terms(), our_clouds=["aws"], **unknown) == []


def test_the_platform_is_told_with_its_demo():
    terms = make_terms(platforms=("vanta", "spreadsheet"), platform_demo=True)

    assert said(Question.PLATFORM, terms) == [("Vanta, Spreadsheets and folders; shown before you sign", QUOTED)]


def test_a_demo_that_is_refused_is_told_as_such():
    assert said(Question.PLATFORM, make_terms(platform_demo=False)) == [("not shown before you sign", QUOTED)]


@pytest.mark.parametrize(
    ("senior", "expected"),
    [(True, "The contact is a senior person."), (False, "A senior contact is not offered.")],
)
def test_the_contact_is_told_by_seniority_and_team(senior, expected):
    terms = make_terms(lead_seniority=Seniority.MANAGER, team="Two seniors.")

    assert said(Question.CONTACT, terms, senior_contact=senior) == [
        ("Manager or senior manager. Two seniors.", QUOTED),
        (expected, LISTED),
    ]


def test_what_happens_when_a_control_fails_is_told_by_both():
    answers = said(Question.EXCEPTIONS, make_terms(exception_process="Ten days."), exception_process="A call at once.")

    assert answers == [("Ten days.", QUOTED), ("A call at once.", LISTED)]
