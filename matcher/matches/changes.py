"""What would change the answer: each wish is eased a little, and the gate is asked again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foundation.criteria import Category
from matcher.eligibility.case import Rule
from matcher.eligibility.gate import Judgement, judge
from matcher.eligibility.wording import dollars, joined, said
from matcher.firms.words import Tier
from matcher.intakes.wanted import ReportType, Wanted

SHORTEST_WINDOW_MONTHS = 3
_NAMED_FIRMS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One smallest change of the intake that lets firms in; its keys read as in intake.json."""

    change: Mapping[str, Any]
    adds: tuple[str, ...]
    """Ids of the firms that it admits."""
    text: str


@dataclass(frozen=True, slots=True)
class Easing:
    """A change to try: what the intake becomes, and the rules that it may lift."""

    wanted: Wanted
    change: Mapping[str, Any]
    lifts: frozenset[Rule]
    words: str
    """Completes "... firms would be added" as in "With a budget of $45,000"."""


def what_would_change(wanted: Wanted, excluded: Sequence[Judgement], today: date) -> tuple[Change, ...]:
    """Find for each kind of wish the smallest easing that admits at least one firm, however large it is."""
    found: list[Change] = []
    for easings in (
        _budget(wanted, excluded), _deadline(wanted, excluded), _window(wanted), _start(wanted, today),
        _type_1_first(wanted), _tier(wanted),
    ):  # fmt: skip
        changes = (_try(easing, excluded, today) for easing in easings)
        found += [change for change in changes if change][:1]
    for easing in (*_categories(wanted), *_frameworks(wanted), *_wishes(wanted)):
        found += [change for change in [_try(easing, excluded, today)] if change]
    return tuple(found)


def _try(easing: Easing, excluded: Sequence[Judgement], today: date) -> Change | None:
    # most firms break several rules: a look at the number spares the set
    few = (each for each in excluded if len(each.broken) <= len(easing.lifts) and easing.lifts.issuperset(each.rules))
    added = [each.firm for each in few if judge(easing.wanted, each.firm, today).eligible]
    if not added:
        return None
    names = [firm.name for firm in added[:_NAMED_FIRMS]]
    rest = [f"{len(added) - _NAMED_FIRMS} more"] if len(added) > _NAMED_FIRMS else []
    text = f"{easing.words}, {joined([*names, *rest])} would qualify."
    return Change(easing.change, tuple(firm.firm_id for firm in added), text)


def _only(excluded: Sequence[Judgement], rule: Rule) -> Iterator[Judgement]:
    return (each for each in excluded if len(each.broken) == 1 and each.broken[0].rule is rule)


def _budget(wanted: Wanted, excluded: Sequence[Judgement]) -> Iterator[Easing]:
    lows = {each.fee.low for each in _only(excluded, Rule.OVER_BUDGET) if each.fee}
    for low in sorted(lows)[:1]:
        eased = replace(wanted, budget_usd=replace(wanted.budget_usd, max=low))
        words = f"With a budget of {dollars(low)} instead of {dollars(wanted.budget_usd.max or 0)}"
        yield Easing(eased, {"budget_usd.max": low}, frozenset([Rule.OVER_BUDGET]), words)


def _deadline(wanted: Wanted, excluded: Sequence[Judgement]) -> Iterator[Easing]:
    days = {each.earliest_report_on for each in _only(excluded, Rule.DEADLINE_INFEASIBLE) if each.earliest_report_on}
    for day in sorted(days)[:1]:
        words = f"If the report is needed by {day} instead of {wanted.report_needed_by}"
        eased = replace(wanted, report_needed_by=day)
        yield Easing(eased, {"report_needed_by": day.isoformat()}, frozenset([Rule.DEADLINE_INFEASIBLE]), words)


def _window(wanted: Wanted) -> Iterator[Easing]:
    if wanted.report_type is not ReportType.TYPE_2 or wanted.report_needed_by is None:
        return
    asked = wanted.window_months or 6
    for months in range(asked - 1, SHORTEST_WINDOW_MONTHS - 1, -1):
        words = f"With an observation window of {months} months instead of {asked}"
        eased = replace(wanted, window_months=months)
        yield Easing(eased, {"window_months": months}, frozenset([Rule.DEADLINE_INFEASIBLE]), words)


def _start(wanted: Wanted, today: date) -> Iterator[Easing]:
    if wanted.report_needed_by and wanted.earliest_start and wanted.earliest_start > today:
        words = f"If you start today instead of {wanted.earliest_start}"
        change = {"earliest_start": today.isoformat()}
        yield Easing(replace(wanted, earliest_start=today), change, frozenset([Rule.DEADLINE_INFEASIBLE]), words)


def _type_1_first(wanted: Wanted) -> Iterator[Easing]:
    if wanted.report_type is ReportType.TYPE_2 and wanted.report_needed_by:
        eased = replace(wanted, report_type=ReportType.TYPE_1_THEN_2)
        words = "With a Type 1 report by the deadline and the Type 2 report later"
        yield Easing(eased, {"report_type": "type_1_then_2"}, frozenset([Rule.DEADLINE_INFEASIBLE]), words)


def _tier(wanted: Wanted) -> Iterator[Easing]:
    if wanted.minimum_tier is None:
        return
    for tier in reversed(list(Tier)[: wanted.minimum_tier.step]):
        words = f"If a {said(tier)} firm is welcome too"
        yield Easing(
            replace(wanted, minimum_tier=tier),
            {"minimum_tier": tier.value},
            frozenset([Rule.TIER_BELOW_MINIMUM]),
            words,
        )


def _categories(wanted: Wanted) -> Iterator[Easing]:
    for dropped in wanted.categories:
        if dropped is Category.SECURITY:
            continue
        kept = tuple(category for category in wanted.categories if category is not dropped)
        lifts = frozenset([Rule.CATEGORY_NOT_COVERED, Rule.OVER_BUDGET])
        change = {"categories": [category.value for category in kept]}
        yield Easing(replace(wanted, categories=kept), change, lifts, f"Without {said(dropped)} in scope")


def _frameworks(wanted: Wanted) -> Iterator[Easing]:
    for dropped in wanted.frameworks:
        kept = tuple(framework for framework in wanted.frameworks if framework != dropped)
        lifts = frozenset([Rule.FRAMEWORK_CREDENTIAL_MISSING])
        words = f"Without {said(dropped)} from the same firm"
        yield Easing(replace(wanted, frameworks=kept), {"frameworks": list(kept)}, lifts, words)


def _wishes(wanted: Wanted) -> Iterator[Easing]:
    """Lift each wish that is stated and has no smaller step than to give it up."""
    if wanted.hq_country:
        words = f"If the firm need not serve {wanted.hq_country}"
        yield Easing(replace(wanted, hq_country=None), {"hq_country": None}, frozenset([Rule.REGION_NOT_SERVED]), words)
    if wanted.languages:
        lifts = frozenset([Rule.LANGUAGE_NOT_OFFERED])
        yield Easing(replace(wanted, languages=()), {"languages": []}, lifts, "With any language")
    if wanted.offshore_ok is False:
        lifts = frozenset([Rule.OFFSHORE_NOT_ALLOWED])
        yield Easing(replace(wanted, offshore_ok=True), {"offshore_ok": True}, lifts, "If offshore staff are welcome")
    if wanted.senior_contact_required:
        lifts = frozenset([Rule.SENIOR_CONTACT_NOT_OFFERED])
        eased, change = replace(wanted, senior_contact_required=False), {"senior_contact_required": False}
        yield Easing(eased, change, lifts, "Without a senior person as day-to-day contact")
