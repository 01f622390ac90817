"""A quote read back: every term in words, what is not said as None."""

from datetime import date

from matcher.quotes.lines import lines_of, to_ask
from matcher.quotes.words import BridgeLetter, CategoryTerms, Included, ReadinessHelp, Seniority, Travel
from tests.factories.quote import make_terms

SAID = make_terms(
    included=(Included.FIELDWORK.value, Included.REPORT.value),
    included_note="Two calls",
    extra_categories=CategoryTerms.FEE,
    extra_category_fee_usd=3_000,
    travel=Travel.AT_COST,
    travel_cap_usd=1_500,
    readiness=ReadinessHelp.NONE,
    bridge_letter=BridgeLetter.FEE,
    bridge_letter_fee_usd=0,
    multi_year_years=3,
    multi_year_fee_usd=22_000,
    change_orders="Only in writing",
    start_on=date(2027, 1, 4),
    fieldwork_start_on=date(2027, 6, 1),
    report_on=date(2027, 7, 1),
    lead_seniority=Seniority.PARTNER,
    platforms=("drata",),
    note="Hello",
)


def texts(terms):
    return {line.key: line.text for line in lines_of(terms)}


def test_every_term_is_read_back_in_words():
    assert texts(SAID) == {
        "fixed_fee": "$24,000",
        "included": "Tests of controls; The report, with one round of corrections; Two calls",
        "extra_categories": "$3,000 for each",
        "travel": "At cost, up to $1,500",
        "readiness": "Not offered",
        "bridge_letter": "For $0",
        "multi_year": "3 years at $22,000 a year",
        "change_orders": "Only in writing",
        "start": "4 January 2027",
        "fieldwork": "from 1 June 2027",
        "report": "1 July 2027",
        "lead": "Partner or director",
        "team": None,
        "experience": None,
        "exception_process": None,
        "platforms": "Drata",
        "valid_until": None,
        "note": "Hello",
    }


def test_a_quote_of_nothing_but_a_fee_leaves_all_else_unsaid():
    assert {key for key, text in texts(make_terms()).items() if text} == {"fixed_fee"}


def test_what_is_unsaid_is_to_be_asked_but_for_terms_that_need_not_be_offered():
    assert to_ask(SAID) == ("Team", "Audits like this one", "When a control fails in fieldwork", "Offer holds until")
    assert "Several years at once" not in to_ask(make_terms())
