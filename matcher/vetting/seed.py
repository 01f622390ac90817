"""Invented checks of the invented sample firms, so that the demo has a ledger: some due, some past their day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.tables.write import cell_text
from matcher.eligibility.dates import add_days
from matcher.eligibility.vetting import PEER_REVIEW_EXPIRED_DAYS
from matcher.firms.models import Firm
from matcher.firms.profile import FirmProfile
from matcher.firms.rows import profile_of
from matcher.firms.words import LicenceStatus
from matcher.vetting import findings
from matcher.vetting.facts import Fact, due_on
from matcher.vetting.grading import LOOKED_FOR, RedFlag, grade_of
from matcher.vetting.models import VettingCheck

SOURCE = "Invented for the demo: nobody was asked"
FIRST, SECOND = "Invented admin", "Invented second admin"
_SAMPLE_FLAGS = ((), (RedFlag.NO_SAMPLE_SIZES,), (), (RedFlag.GENERIC_DESCRIPTION, RedFlag.NO_EXCEPTION_ANYWHERE), ())


@dataclass(frozen=True, slots=True)
class _Said:
    """One invented finding."""

    fact: Fact
    finding: str
    checked_on: date
    valid_until: date | None = None
    cells: Mapping[str, object] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)
    subject: str = ""


def seed_checks(session: Session, *, today: date) -> int:
    """Add checks that agree with the sample firms of which the ledger says nothing yet; count them.

    May run again: a firm that has a check, and one that somebody has made their own, is left as it is.
    """
    has_checks = sa.exists().where(VettingCheck.firm_id == Firm.id)
    firms = session.scalars(sa.select(Firm).where(Firm.is_sample, ~has_checks).order_by(Firm.firm_id)).all()
    checks = [
        _check(firm, said, number, today)
        for number, firm in enumerate(firms)
        for said in _of(profile_of(firm), number, today)
    ]
    session.add_all(checks)
    session.flush()
    return len(checks)


def _of(firm: FirmProfile, number: int, today: date) -> Iterator[_Said]:
    """Give what the directory holds as checks, and for some firms what stands in the ledger alone."""
    looked_up = firm.verified_on or firm.licence_checked_on
    if looked_up is None:
        return  # a candidate: nothing is looked up yet
    yield from _licence(firm)
    yield from _peer_review(firm, looked_up)
    if firm.guarantees_clean_opinion is not None:
        promised = firm.guarantees_clean_opinion
        cells = {"guarantees_clean_opinion": promised}
        yield _Said(Fact.CLEAN_OPINION, "Yes" if promised else "No", looked_up, cells=cells)
    yield from _told(firm)
    if number % 2:
        yield from _in_ledger_alone(firm, number, looked_up, today)


def _licence(firm: FirmProfile) -> Iterator[_Said]:
    if firm.licence_checked_on is None or firm.licence_status is None:
        return
    names = ("state", "number", "status", "checked_on", "expires_on", "source")
    cells = {f"licence_{name}": getattr(firm, f"licence_{name}") for name in names}
    until = firm.licence_expires_on if firm.licence_status is LicenceStatus.ACTIVE else None
    finding = findings.licence(firm.licence_status, firm.licence_number)
    yield _Said(Fact.FIRM_LICENCE, finding, firm.licence_checked_on, until, cells, subject=firm.licence_state or "")


def _peer_review(firm: FirmProfile, looked_up: date) -> Iterator[_Said]:
    if firm.peer_review_type is None:
        return
    names = ("type", "rating", "period_end", "covers_soc", "source")
    cells = {f"peer_review_{name}": getattr(firm, f"peer_review_{name}") for name in names}
    ended_on = firm.peer_review_period_end
    until = add_days(ended_on, PEER_REVIEW_EXPIRED_DAYS) if ended_on else None
    yield _Said(Fact.PEER_REVIEW, findings.peer_review(cells), looked_up, until, cells)


def _told(firm: FirmProfile) -> Iterator[_Said]:
    """What the firm says of itself, and the credentials whose last day is known."""
    if firm.fees_as_of is not None:
        low = ("type_1_fee_min_usd", "type_1_fee_max_usd", "type_2_fee_min_usd", "type_2_fee_max_usd")
        fees = {name: getattr(firm, name) for name in (*low, "fee_per_extra_category_pct", "fees_as_of")}
        yield _Said(Fact.FEES, findings.fees(fees), firm.fees_as_of, cells=fees)
    if firm.capacity_as_of is not None:
        names = ("next_start_on", "open_slots", "fieldwork_weeks", "report_weeks", "capacity_as_of")
        room = {name: getattr(firm, name) for name in names}
        yield _Said(Fact.CAPACITY, findings.capacity(room) or "Not said", firm.capacity_as_of, cells=room)
    for framework, last_day in firm.frameworks.items():
        if last_day is not None and firm.verified_on is not None:
            cell = {"frameworks": {framework: last_day}}
            yield _Said(Fact.CREDENTIAL, "Held", firm.verified_on, last_day, cell, subject=framework)


def _in_ledger_alone(firm: FirmProfile, number: int, looked_up: date, today: date) -> Iterator[_Said]:
    flags = _SAMPLE_FLAGS[number // 2 % len(_SAMPLE_FLAGS)]
    graded = {
        "Report": "Invented sample report",
        "Grade": grade_of(flags),
        "Red flags": [LOOKED_FOR[one] for one in flags],
    }
    yield _Said(Fact.SAMPLE_REPORT, findings.sample_report(flags), looked_up, details=graded)
    policy_ends = today + timedelta(days=20 * (number % 12) - 15)  # some are past, some due within the month
    yield _Said(Fact.INSURANCE, findings.insurance(True, 1_000_000 * (1 + number % 4)), looked_up, policy_ends)
    signer = {"Signer": "Invented signer", "Licence number": None}
    state = firm.licence_state or ""
    yield _Said(Fact.SIGNER_LICENCE, "Active", looked_up, details=signer, subject=state)


def _check(firm: Firm, said: _Said, number: int, today: date) -> VettingCheck:
    due = due_on(said.fact, said.checked_on, said.valid_until)
    confirmed = number % 3 == 0
    return VettingCheck(
        firm_id=firm.id,
        fact=said.fact,
        subject=said.subject,
        finding=said.finding,
        cells={name: cell_text(value) for name, value in said.cells.items()},
        details=dict(said.details),
        source=SOURCE,
        checked_by=FIRST,
        checked_on=said.checked_on,
        valid_until=said.valid_until,
        due_on=due,
        recorded_at=now(),
        stale_since=today if due < today else None,
        confirmed_by=SECOND if confirmed else None,
        confirmed_at=now() if confirmed else None,
    )
