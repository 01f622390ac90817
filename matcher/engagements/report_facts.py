"""What a report makes true of the company, and what that changes in its facts. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foundation.criteria import Category
from matcher.engagements.wording import categories_in_words
from matcher.firms.words import OfferedType
from matcher.intakes.wanted import Opinion
from questionnaires.facts.records import Fact

_TYPES = {OfferedType.TYPE_1: "Type 1", OfferedType.TYPE_2: "Type 2"}


@dataclass(frozen=True, slots=True)
class Report:
    """What stands in a report. Both ends of the period are inclusive; of a Type 1 they are its one day."""

    report_type: OfferedType
    categories: tuple[Category, ...]
    period_start: date
    period_end: date
    opinion: Opinion
    exceptions: int
    exceptions_note: str | None
    auditor: str
    report_on: date


class Change(StrEnum):
    """What happens to a fact."""

    ADDED = "added"
    SAME = "same"
    REPLACED = "replaced"
    """What an earlier report wrote gives way to the later one."""
    ASKED = "asked"
    """A person wrote it, or it is newer than the report: it gives way only when somebody says so."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact as it stands, with the version by which a change of it is noticed."""

    value: str
    as_of: date | None
    version: int


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact before and after."""

    fact: Fact
    old: Standing | None
    change: Change


def facts_of(report: Report) -> tuple[Fact, ...]:
    """Give the facts that a report makes true, as of its own date.

    >>> facts_of(Report(OfferedType.TYPE_1, (Category.SECURITY,), date(2027, 3, 31), date(2027, 3, 31),
    ...     Opinion.UNQUALIFIED, 0, None, "Cedar Hollow LLP", date(2027, 5, 3)))[0]
    Fact(key='soc2_report_type', value='Type 1', as_of=datetime.date(2027, 5, 3))
    """
    values = {
        "soc2_report_type": _TYPES[report.report_type],
        "soc2_categories": categories_in_words(report.categories).replace(", ", "; "),
        "soc2_period_start": report.period_start.isoformat(),
        "soc2_period_end": report.period_end.isoformat(),
        "soc2_auditor": report.auditor,
        "soc2_opinion": report.opinion.value,
        "soc2_exceptions": exceptions_in_words(report.exceptions, report.exceptions_note),
        "soc2_report_on": report.report_on.isoformat(),
    }
    return tuple(Fact(key, value, report.report_on) for key, value in values.items())


def exceptions_in_words(number: int, note: str | None) -> str:
    """Say how many exceptions a report names: in digits, as a bare none would read as having no report.

    >>> exceptions_in_words(2, "Two leavers kept access for a day.")
    '2 noted: Two leavers kept access for a day.'
    """
    return f"{number} noted: {' '.join(note.split())}" if note else f"{number} noted"


def fact_lines(
    facts: Sequence[Fact], standing: Mapping[str, Standing], written: Mapping[str, str]
) -> tuple[FactLine, ...]:
    """Say what becomes of each fact.

    Parameters
    ----------
    facts : what the report makes true.
    standing : what is stated now, by key.
    written : the values that the last report wrote, by key; one that reads otherwise now was written by a person.
    """
    return tuple(FactLine(fact, standing.get(fact.key), _change(fact, standing, written)) for fact in facts)


def _change(fact: Fact, standing: Mapping[str, Standing], written: Mapping[str, str]) -> Change:
    old = standing.get(fact.key)
    if old is None:
        return Change.ADDED
    if old.value == fact.value:
        return Change.SAME
    newer = old.as_of is not None and fact.as_of is not None and old.as_of > fact.as_of
    return Change.ASKED if newer or old.value != written.get(fact.key) else Change.REPLACED


def fingerprint(lines: Sequence[FactLine]) -> str:
    """Give a short text that differs once anything on a preview does."""
    told = [(line.fact.key, line.fact.value, line.old, line.change.value) for line in lines]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
