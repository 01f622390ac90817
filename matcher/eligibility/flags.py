"""What each flag means for the firm it stands on, in plain words."""

from collections.abc import Callable, Mapping
from datetime import date

from matcher.eligibility import terms, vetting
from matcher.eligibility.case import Case, case_of
from matcher.eligibility.wording import counted, dollars, joined, said
from matcher.firms.capacity import UNCONFIRMED_DAYS
from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Wanted

_UNKNOWN = "unknown_"
_UNKNOWN_TEXTS: Mapping[str, str] = {
    "headcount": "You did not tell how many people you are, so the fee is estimated as for about 50.",
    "licence_expires_on": "We do not know when its licence expires.",
    "report_types": "We do not know which types of report it issues; ask before you decide.",
    "categories": "We do not know which categories it examines; ask before you decide.",
    "frameworks": "We do not know which further frameworks it may assess; ask for its credential.",
    "open_slots": "We do not know whether it has room for a new client.",
    "capacity_as_of": "We do not know how old its word about free places is.",
    "next_start_on": "We do not know when it could start, so the report may come later than we estimate.",
    "fees_as_of": "We do not know how old its fees are.",
    "regions": "We do not know which countries it serves.",
    "languages": "We do not know which languages it works in.",
    "offshore_staff": "We do not know whether it uses offshore staff.",
    "tier": "We do not know its size class.",
    "senior_contact": "We do not know how senior the day-to-day contact is.",
}


def flag_text(code: str, wanted: Wanted, firm: FirmProfile, today: date) -> str:
    """Say one flag of a judgement as a sentence with the values behind it; ValueError for a code that is no flag."""
    if code.startswith(_UNKNOWN) and code.removeprefix(_UNKNOWN) in _UNKNOWN_TEXTS:
        return _UNKNOWN_TEXTS[code.removeprefix(_UNKNOWN)]
    if code not in _TEXTS:
        raise ValueError(f"{code} is no flag")
    return _TEXTS[code](case_of(wanted, firm, today))


def _ago(case: Case, day: date | None, limit: int) -> str:
    if day is None:
        return "on an unknown day"
    return f"on {day}, {counted(case.days_since(day), 'day')} ago (we like it within {limit:,})"


def _verification_stale(case: Case) -> str:
    on = f", last done on {case.firm.verified_on}," if case.firm.verified_on else ""
    return f"Our verification of it{on} is due to be repeated."


def _licence_expiring(case: Case) -> str:
    return f"Its licence expires on {case.firm.licence_expires_on}; ask for the renewal."


def _licence_check_due(case: Case) -> str:
    return f"Its licence was last checked {_ago(case, case.firm.licence_checked_on, vetting.LICENCE_CHECK_DUE_DAYS)}."


def _peer_review_not_yet_due(_case: Case) -> str:
    return "Its practice is young: no peer review is due yet."


def _peer_review_deficiencies(_case: Case) -> str:
    return "Its peer review was rated pass with deficiencies; ask which, and what was done."


def _peer_review_due_soon(case: Case) -> str:
    return f"Its peer review covers a period that ended on {case.firm.peer_review_period_end}; the next is due soon."


def _credential_date_unknown(case: Case) -> str:
    undated = [said(name) for name in case.wanted.frameworks if case.firm.frameworks.get(name) is None]
    return f"We do not know how long its credential for {joined(undated)} is valid."


def _fee_unknown(_case: Case) -> str:
    return "We do not know its fee for this, so the budget was not checked."


def _may_exceed_budget(case: Case) -> str:
    high, most = dollars(case.fee.high if case.fee else 0), dollars(case.wanted.budget_usd.max or 0)
    return f"The upper end of its estimated fee, {high}, is above your budget of {most}."


def _tight_deadline(case: Case) -> str:
    earliest = case.dates.earliest_report_on if case.dates else None
    return f"Its report is expected on {earliest} at the earliest, little time before {case.wanted.report_needed_by}."


def _capacity_unconfirmed(case: Case) -> str:
    return f"It last told of free places {_ago(case, case.firm.capacity_as_of, UNCONFIRMED_DAYS)}."


def _fees_old(case: Case) -> str:
    return f"It last confirmed its fees {_ago(case, case.firm.fees_as_of, terms.FEES_OLD_DAYS)}."


_TEXTS: Mapping[str, Callable[[Case], str]] = {
    "verification_stale": _verification_stale,
    "licence_expiring": _licence_expiring,
    "licence_check_due": _licence_check_due,
    "peer_review_not_yet_due": _peer_review_not_yet_due,
    "peer_review_deficiencies": _peer_review_deficiencies,
    "peer_review_due_soon": _peer_review_due_soon,
    "credential_date_unknown": _credential_date_unknown,
    "fee_unknown": _fee_unknown,
    "may_exceed_budget": _may_exceed_budget,
    "tight_deadline": _tight_deadline,
    "capacity_unconfirmed": _capacity_unconfirmed,
    "fees_old": _fees_old,
}
