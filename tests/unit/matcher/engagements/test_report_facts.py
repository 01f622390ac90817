"""What a report makes true, and what that changes."""

from dataclasses import replace
from datetime import date

import pytest

from foundation.criteria import Category
from matcher.engagements.report_facts import Change, Standing, exceptions_in_words, fact_lines, facts_of, fingerprint
from matcher.firms.words import OfferedType
from questionnaires.facts.records import Fact
from tests.factories.engagement import REPORT

AUDITOR = (Fact("soc2_auditor", "Cedar Hollow Assurance LLP", date(2026, 9, 24)),)


def test_a_report_states_eight_facts_as_of_its_own_date():
    assert [(fact.key, fact.value) for fact in facts_of(REPORT)] == [
        ("soc2_report_type", "Type 2"),
        ("soc2_categories", "Security; Availability"),
        ("soc2_period_start", "2026-02-01"),
        ("soc2_period_end", "2026-07-31"),
        ("soc2_auditor", "Cedar Hollow Assurance LLP"),
        ("soc2_opinion", "unqualified"),
        ("soc2_exceptions", "1 noted: One leaver kept access for two days."),
        ("soc2_report_on", "2026-09-24"),
    ]
    assert {fact.as_of for fact in facts_of(REPORT)} == {date(2026, 9, 24)}


def test_the_period_of_a_type_1_is_its_one_day():
    day = date(2026, 7, 31)
    facts = {
        fact.key: fact.value
        for fact in facts_of(replace(REPORT, report_type=OfferedType.TYPE_1, period_start=day, period_end=day))
    }

    assert (facts["soc2_report_type"], facts["soc2_period_start"]) == ("Type 1", "2026-07-31")
    assert facts["soc2_period_start"] == facts["soc2_period_end"]


@pytest.mark.parametrize(
    ("number", "note", "expected"),
    [
        (0, None, "0 noted"),
        (1, None, "1 noted"),
        (3, "Late\n removals", "3 noted: Late removals"),
    ],
)
def test_exceptions_are_counted_in_words(number, note, expected):
    assert exceptions_in_words(number, note) == expected


@pytest.mark.parametrize(
    ("old", "written", "expected"),
    [
        (None, {}, Change.ADDED),
        (Standing("Cedar Hollow Assurance LLP", None, 1), {}, Change.SAME),
        (Standing("Old Oak CPAs", date(2025, 9, 1), 1), {"soc2_auditor": "Old Oak CPAs"}, Change.REPLACED),
        (Standing("Old Oak CPAs", date(2025, 9, 1), 1), {}, Change.ASKED),
        (Standing("Old Oak, as Kim says", date(2025, 9, 1), 2), {"soc2_auditor": "Old Oak CPAs"}, Change.ASKED),
        (Standing("Old Oak CPAs", date(2026, 9, 25), 1), {"soc2_auditor": "Old Oak CPAs"}, Change.ASKED),
        (Standing("Old Oak CPAs", date(2026, 9, 24), 1), {"soc2_auditor": "Old Oak CPAs"}, Change.REPLACED),
    ],
)
def test_what_a_person_wrote_or_is_newer_gives_way_only_when_asked(old, written, expected):
    standing = {"soc2_auditor": old} if old else {}

    assert [line.change for line in fact_lines(AUDITOR, standing, written)] == [expected]


def test_a_preview_differs_once_a_fact_does():
    first = fact_lines(AUDITOR, {"soc2_auditor": Standing("Old Oak CPAs", None, 1)}, {})
    later = fact_lines(AUDITOR, {"soc2_auditor": Standing("Old Oak CPAs", None, 2)}, {})

    assert fingerprint(first) == fingerprint(first) != fingerprint(later)


def test_categories_are_written_as_their_names():
    facts = facts_of(replace(REPORT, categories=(Category.SECURITY, Category.PROCESSING_INTEGRITY)))

    assert facts[1].value == "Security; Processing Integrity"
