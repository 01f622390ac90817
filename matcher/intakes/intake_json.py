"""Reading `intake.json` into what is wanted, and writing it back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from foundation.criteria import Category
from foundation.errors import BadInput
from foundation.plain import only_text
from matcher.firms.words import Industry, Tier
from matcher.intakes import json_values as read
from matcher.intakes.wanted import (
    Budget,
    Independence,
    Opinion,
    Priorities,
    Readiness,
    ReportType,
    Wanted,
    with_security,
)

MOST_DOLLARS = 2_000_000_000
MOST_PEOPLE = 10_000_000
LONGEST_WINDOW_MONTHS = 24

_Readers = Mapping[str, Callable[[object], Any]]
_TEXTS = read.listing(read.text)
_WORDS = read.listing(read.word)

_READERS: _Readers = {
    "organisation": read.text,
    "website": read.text,
    "industry": read.one_of(Industry),
    "headcount": read.whole(1, MOST_PEOPLE),
    "hq_country": read.country,
    "hq_state": read.text,
    "report_type": read.one_of(ReportType),
    "categories": read.listing(read.one_of(Category)),
    "window_months": read.whole(1, LONGEST_WINDOW_MONTHS),
    "first_audit": read.yes_no,
    "prior_auditor": read.text,
    "prior_opinion": read.one_of(Opinion),
    "frameworks": _WORDS,
    "clouds": _WORDS,
    "platform": read.word,
    "systems": _TEXTS,
    "data_types": _WORDS,
    "subservice_organisations": _TEXTS,
    "readiness": read.one_of(Readiness),
    "report_needed_by": read.day,
    "earliest_start": read.day,
    "languages": read.listing(read.language),
    "offshore_ok": read.yes_no,
    "senior_contact_required": read.yes_no,
    "minimum_tier": read.one_of(Tier),
    "excluded_firms": _TEXTS,
}
_BUDGET: _Readers = {"min": read.whole(0, MOST_DOLLARS), "max": read.whole(0, MOST_DOLLARS)}
_PRIORITIES: _Readers = {name: read.whole(0, 5) for name in ("price", "speed", "industry_depth")}
_TIES = ("firms_that_built_controls", "firms_with_financial_ties", "firms_doing_tax_or_bookkeeping")
_INDEPENDENCE: _Readers = dict.fromkeys(_TIES, _TEXTS)


def read_intake(obj: Mapping[str, Any], *, today: date, source: str = "intake") -> Wanted:
    """Understand an intake as FORMATS has it.

    A missing key, null and an empty text are unknown; extra keys are left aside; an `earliest_start` before `today`
    means today. Raises BadInput whose one message has a line for each problem, naming `source` (the file, say), the
    key and what was expected.
    """
    if not isinstance(obj, Mapping):
        raise BadInput("expected one JSON object with keys such as report_type and categories", where=source)
    problems: list[str] = []
    wanted = Wanted(
        **_known(obj, _READERS, "", problems),
        budget_usd=Budget(**_nested(obj, "budget_usd", _BUDGET, problems)),
        priorities=Priorities(**_nested(obj, "priorities", _PRIORITIES, problems)),
        independence=Independence(**_nested(obj, "independence", _INDEPENDENCE, problems)),
    )
    problems += _contradictions(wanted, today)
    if problems:
        raise BadInput("\n".join(f"{source}: {problem}" for problem in problems))
    start = max(wanted.earliest_start, today) if wanted.earliest_start else None
    return replace(wanted, categories=with_security(wanted.categories), earliest_start=start)


def unused_keys(obj: object) -> tuple[str, ...]:
    """List the keys of an intake that `read_intake` leaves aside, such as a misspelt one."""
    known = {*_READERS, "budget_usd", "priorities", "independence"}
    return tuple(str(key) for key in obj if key not in known) if isinstance(obj, Mapping) else ()


def wanted_to_json(wanted: Wanted) -> dict[str, Any]:
    """Write what is wanted with every key of `intake.json`; `read_intake` gives the same value back."""
    plain: dict[str, Any] = _plain(asdict(wanted))
    return plain


def _known(obj: Mapping[str, Any], readers: _Readers, path: str, problems: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, reader in readers.items():
        given = obj.get(key)
        if given is None or given == "":
            continue
        try:
            values[key] = reader(given)
        except read.BadValue as error:
            problems.append(f"{path}{key}: {error}, found {_quoted(given)}")
    return values


def _nested(obj: Mapping[str, Any], key: str, readers: _Readers, problems: list[str]) -> dict[str, Any]:
    given = obj.get(key)
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        problems.append(f"{key}: expected an object with {', '.join(readers)}, found {_quoted(given)}")
        return {}
    return _known(given, readers, f"{key}.", problems)


def _contradictions(wanted: Wanted, today: date) -> list[str]:
    found = []
    low, high = wanted.budget_usd.min, wanted.budget_usd.max
    if low is not None and high is not None and low > high:
        found.append(f"budget_usd: min {low} is above max {high}; expected min to be at most max")
    if wanted.report_needed_by is not None and wanted.report_needed_by < today:
        found.append(f"report_needed_by: {wanted.report_needed_by} is before today, {today}; expected a day to come")
    return found


def _quoted(given: object) -> str:
    shown = only_text(str(given))
    return f"'{shown[:60]}…'" if len(shown) > 60 else f"'{shown}'"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value
