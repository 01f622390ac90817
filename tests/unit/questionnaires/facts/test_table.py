"""Facts read from FORMATS' files and write back unchanged, unknown keys among them."""

from datetime import date

from questionnaires.facts.keys import DAY_KEYS, KNOWN_KEYS
from questionnaires.facts.records import Fact
from questionnaires.facts.table import read_facts, write_facts


def test_facts_written_and_read_back_are_unchanged():
    facts = (
        Fact("legal_name", "Acme, Inc.", date(2026, 1, 1)),
        Fact("uptime_sla_percent", "99.95"),
        Fact("favourite_colour", "=blue"),
    )

    read = read_facts(write_facts(facts), filename="facts.csv")

    assert (read.records, read.problems) == (facts, ())


def test_a_key_is_read_whatever_its_spelling():
    assert read_facts(b"key,value\nLegal Name,Acme\n", filename="facts.csv").records == (Fact("legal_name", "Acme"),)


def test_a_known_day_must_be_a_day():
    read = read_facts(b"key,value\nsoc2_period_end,May 2026\nfounded,May 2019\n", filename="facts.csv")

    assert read.records == (Fact("founded", "May 2019"),)
    assert [str(problem) for problem in read.problems] == [
        "facts.csv, row 2, column 'value': expected a date such as 2027-03-31 (year-month-day) for soc2_period_end, "
        "found 'May 2026'"
    ]


def test_a_key_stands_once():
    read = read_facts(b"key,value\ndpo,A\nDPO,B\n", filename="facts.csv")

    assert [problem.row for problem in read.problems] == [3]


def test_the_contracts_35_keys_are_known():
    assert len(KNOWN_KEYS) == 35
    assert set(KNOWN_KEYS) >= DAY_KEYS
