"""A stored run as its pages print it. Nothing here reads the directory or the model of today."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from matcher.matches.facts import VettingFact, vetting_facts
from matcher.matches.models import MatchRun
from matcher.matches.points import adding_up, points
from matcher.matches.words import RULE_TITLES
from matcher.ranking.words import factor_title


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A contribution in points, with its words."""

    title: str
    points: float
    place: float
    """Where the firm stands on the factor, in [0, 1]."""
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The match before or after one, and how far apart they are, in points."""

    rank: int
    name: str
    apart: float
    uncertain: float
    """Standard deviation of that."""
    is_close: bool
    """Whether it is too close to call."""


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """One match as it was on the day of the run."""

    rank: int
    firm_id: str
    name: str
    key: str | None
    """The firm's id in URLs; None: it was in no directory."""
    is_sample: bool
    firm: dict[str, Any]
    fee: dict[str, int] | None
    """`low` and `high` in US dollars."""
    earliest_report_on: date | None
    later_report_on: date | None
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    flags: tuple[str, ...]
    vetting: tuple[VettingFact, ...]
    contributions: tuple[ShownReason, ...]
    """Largest first; their points add up to `difference` as printed."""
    score: float
    average: float
    difference: float
    neighbours: tuple[Neighbour, ...]
    """Those of whom it was kept how far apart they are."""
    is_explored: bool
    """Whether chance gave it its place."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A firm that was ruled out."""

    name: str
    key: str | None
    rules: tuple[str, ...]
    text: str


def shown_matches(run: MatchRun) -> tuple[ShownMatch, ...]:
    """Give the matches of a run, best first."""
    return tuple(
        _match(run, reported, stored) for reported, stored in zip(run.report["matches"], run.shown, strict=True)
    )


def excluded_firms(run: MatchRun, rule: str | None = None) -> tuple[Excluded, ...]:
    """Give the firms that were ruled out, or those that one rule is among the reasons of."""
    return tuple(
        Excluded(
            run.directory[each["firm_id"]]["name"],
            run.directory[each["firm_id"]]["key"],
            tuple(RULE_TITLES.get(name, name) for name in each["rules"]),
            each["text"],
        )
        for each in run.report["excluded"]
        if rule is None or rule in each["rules"]
    )


def rule_counts(run: MatchRun) -> tuple[tuple[str, str, int], ...]:
    """Count the firms that each rule is a reason for: name, title, number; the most frequent first."""
    counts = Counter(rule for each in run.report["excluded"] for rule in each["rules"])
    return tuple((rule, RULE_TITLES.get(rule, rule), number) for rule, number in counts.most_common())


def headline(run: MatchRun) -> str:
    """Say in a few words how many matches there are."""
    return {0: "No firm fits as things stand", 1: "One match", 2: "Two matches"}.get(
        len(run.shown), "Your three matches"
    )


def lead(run: MatchRun) -> str:
    """Say in a sentence how they were found."""
    asked, eligible = len(run.directory), len(run.eligible)
    if not run.shown:
        return f"We asked every rule of {asked} firms. None meets all of them, and we do not show one that does not."
    if eligible <= len(run.shown):
        return (
            f"Of {asked} firms, {eligible} {'meets' if eligible == 1 else 'meet'} every rule and every limit you set."
        )
    return f"Of {asked} firms, {eligible} meet every rule and every limit you set. These stand out, best first."


def _match(run: MatchRun, reported: dict[str, Any], stored: dict[str, Any]) -> ShownMatch:
    entry, firm = run.directory[reported["firm_id"]], stored["firm"]
    score, average = points(stored["score"]), points(run.average_score or 0.0)
    difference = round(score - average, 1)
    return ShownMatch(
        rank=reported["rank"],
        firm_id=reported["firm_id"],
        name=reported["name"],
        key=entry["key"],
        is_sample=entry["is_sample"],
        firm=firm,
        fee=reported["fee_estimate_usd"],
        earliest_report_on=_day(reported["earliest_report_on"]),
        later_report_on=_day(reported["later_report_on"]),
        reasons_for=tuple(reason["text"] for reason in reported["reasons_for"]),
        reasons_against=tuple(reason["text"] for reason in reported["reasons_against"]),
        flags=tuple(flag["text"] for flag in stored["flags"]),
        vetting=vetting_facts(firm),
        contributions=_contributions(stored["contributions"], difference),
        score=score,
        average=average,
        difference=difference,
        neighbours=_neighbours(run, reported["rank"]),
        is_explored=stored.get("is_explored", False),
    )


def _neighbours(run: MatchRun, rank: int) -> tuple[Neighbour, ...]:
    """Read the pairs that a match is one of; each pair is kept with the better one."""
    return tuple(
        Neighbour(
            rank=other["rank"],
            name=other["name"],
            apart=points(better["score"] - worse["score"]),
            uncertain=points(better["spread"]),
            is_close=better["is_close"],
        )
        for place, (better, worse) in enumerate(pairwise(run.shown), start=1)
        if rank in (place, place + 1) and better.get("spread") is not None
        for other in run.report["matches"][place - 1 : place + 1]
        if other["rank"] != rank
    )


def _contributions(stored: list[dict[str, Any]], difference: float) -> tuple[ShownReason, ...]:
    rounded = adding_up([each["contribution"] for each in stored], difference / 100)
    rows = [
        ShownReason(factor_title(each["factor"]), value, each["place"], each["text"])
        for each, value in zip(stored, rounded, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: -abs(row.points)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
