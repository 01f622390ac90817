"""Rules about money, time and room, and how old the firm's figures are."""

from matcher.eligibility.case import PASS, Case, Ruling, broken, flagged
from matcher.eligibility.wording import counted, dollars
from matcher.firms.capacity import UNCONFIRMED_DAYS

TIGHT_DEADLINE_DAYS = 14
PROFILE_STALE_DAYS = 365
FEES_OLD_DAYS = 180


def over_budget(case: Case) -> Ruling:
    """The low end of the estimated fee must lie within the budget."""
    most = case.wanted.budget_usd.max
    if case.fee is None:
        return flagged("fee_unknown")
    if most is None:
        return PASS
    if case.fee.low > most:
        ends = f"{dollars(case.fee.low)} to {dollars(case.fee.high)}"
        return broken(f"We estimate its fee at {ends}; your budget ends at {dollars(most)}.")
    return flagged("may_exceed_budget") if most < case.fee.high else PASS


def deadline_infeasible(case: Case) -> Ruling:
    """The earliest report must come by the day it is needed."""
    needed_by = case.wanted.report_needed_by
    if needed_by is None or case.dates is None:
        return PASS
    earliest = case.dates.earliest_report_on
    slack = (needed_by - earliest).days
    if slack < 0:
        late = counted(-slack, "day")
        return broken(f"Its report could come on {earliest} at the earliest, {late} after {needed_by}.")
    codes = ["tight_deadline"] if slack < TIGHT_DEADLINE_DAYS else []
    return flagged(*codes, *(["unknown_next_start_on"] if case.firm.next_start_on is None else []))


def no_capacity(case: Case) -> Ruling:
    """The firm must have a place left."""
    slots, as_of = case.firm.open_slots, case.firm.capacity_as_of
    if slots == 0:
        known = f", as of {as_of}" if as_of else ""
        return broken(f"It takes no new clients at present{known}.")
    codes = ["unknown_open_slots"] if slots is None else []
    if as_of is None and slots is not None:
        codes.append("unknown_capacity_as_of")
    if as_of is not None and case.days_since(as_of) > UNCONFIRMED_DAYS:
        codes.append("capacity_unconfirmed")
    return flagged(*codes)


def profile_stale(case: Case) -> Ruling:
    """Fees must have been confirmed within a year."""
    as_of = case.firm.fees_as_of
    if as_of is None:
        return flagged("unknown_fees_as_of") if case.fee else PASS
    days = case.days_since(as_of)
    if days > PROFILE_STALE_DAYS:
        limit = f"we ask for no more than {PROFILE_STALE_DAYS}"
        return broken(f"Its fees are as of {as_of}, {counted(days, 'day')} ago; {limit}.")
    return flagged("fees_old") if days > FEES_OLD_DAYS else PASS
