"""What a firm still lacks to be verified, in sentences for the admin; the gate's own rules decide. No database."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from matcher.eligibility import vetting as gate
from matcher.eligibility.case import Case, Ruling, case_of
from matcher.firms.profile import FirmProfile
from matcher.firms.wording import day_in_words
from matcher.intakes.wanted import Wanted
from matcher.vetting.effects import Found, still_stands
from matcher.vetting.facts import REQUIRED, TITLES, Fact
from matcher.vetting.models import VettingCheck

_RULES: Mapping[Fact, tuple[Callable[[Case], Ruling], ...]] = {
    Fact.FIRM_LICENCE: (gate.licence_not_active, gate.licence_check_stale),
    Fact.PEER_REVIEW: (
        gate.peer_review_missing,
        gate.peer_review_engagement_only,
        gate.peer_review_failed,
        gate.peer_review_expired,
    ),
    Fact.CLEAN_OPINION: (gate.guarantees_opinion,),
}


def unmet(firm: FirmProfile, checks: Iterable[VettingCheck], today: date, *, two_person: bool) -> tuple[str, ...]:
    """Name what is missing of the facts that a verified firm needs; empty when nothing is.

    `checks` are the firm's current ones. With `two_person` each needed fact must stand in the ledger, confirmed.
    """
    counted = _counted(firm, checks)
    said = []
    for fact in REQUIRED:
        held = counted.get(fact)
        said += _broken(firm, fact, today) or ([_past(held)] if held and held.is_past(today) else [])
        if two_person and (text := _unconfirmed(fact, held)):
            said.append(text)
    return tuple(said)


def overdue(firm: FirmProfile, checks: Iterable[VettingCheck], today: date) -> tuple[str, ...]:
    """Name the needed facts whose time has run out, which makes a verified firm stale."""
    by_date = _past_by_date(firm, today)
    counted = _counted(firm, checks)
    past = [_past(check) for fact, check in counted.items() if fact not in by_date and check.is_past(today)]
    return (*by_date.values(), *past)


def found_by(check: VettingCheck) -> Found:
    """Give what a check says about the firm's profile."""
    return Found(check.cells, check.subject)


def _counted(firm: FirmProfile, checks: Iterable[VettingCheck]) -> dict[Fact, VettingCheck]:
    """Give the checks behind the needed facts: of the licence that the gate looks at, and not overtaken by an edit."""
    return {
        check.fact: check
        for check in checks
        if check.fact in REQUIRED and check.cells and still_stands(firm, found_by(check))
    }


def _past_by_date(firm: FirmProfile, today: date) -> dict[Fact, str]:
    """Give the facts whose time has run out by the firm's own dates."""
    case = case_of(Wanted(), firm, today)
    licence = gate.licence_check_stale(case).broken
    if firm.licence_expires_on is not None and firm.licence_expires_on < today:
        licence = f"Its CPA licence expired on {firm.licence_expires_on}."
    found = {Fact.FIRM_LICENCE: licence, Fact.PEER_REVIEW: gate.peer_review_expired(case).broken}
    return {fact: text for fact, text in found.items() if text}


def _broken(firm: FirmProfile, fact: Fact, today: date) -> list[str]:
    case = case_of(Wanted(), firm, today)
    if fact is Fact.CLEAN_OPINION and firm.guarantees_clean_opinion is None:
        return ["We do not know whether it promises a clean opinion."]
    return [text for rule in _RULES[fact] if (text := rule(case).broken)]


def _past(check: VettingCheck) -> str:
    return f"{check.title}: the check of {day_in_words(check.checked_on)} held until {day_in_words(check.due_on)}."


def _unconfirmed(fact: Fact, check: VettingCheck | None) -> str | None:
    if check is None:
        return f"{TITLES[fact]}: the ledger has no check that still stands; record one."
    if check.confirmed_at is None:
        return f"{check.title}: a second admin must confirm the check of {day_in_words(check.checked_on)}."
    return None
