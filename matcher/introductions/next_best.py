"""Which firm to ask: those of a run, and who comes next when one declines or is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import BadInput
from matcher.firms.models import Firm
from matcher.firms.service import directory
from matcher.intakes.intake_json import read_intake
from matcher.introductions.mailing import firm_address
from matcher.matches.matching import Match, match
from matcher.matches.models import MatchRun
from matcher.ranker.current import current_model


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that may be asked today, with what is estimated for it today."""

    firm: Firm
    place: int
    fee: tuple[int, int] | None
    """Low and high end in US dollars."""
    earliest_report_on: date | None
    features: Mapping[str, float]


def candidates(session: Session, run: MatchRun, today: date) -> dict[str, Candidate]:
    """Give every firm that the directory of today lets be asked for a run, best first, by `firm_id`.

    Empty when the intake can no longer be matched, as when its deadline is over.
    """
    try:
        wanted = read_intake(run.intake, today=today, source="Your intake")
    except BadInput:
        return {}
    profiles = directory(session)
    result = match(wanted, profiles, model=current_model(session), today=today, shown=len(profiles))
    rows = {row.firm_id: row for row in session.scalars(sa.select(Firm))}
    found = (_candidate(each, rows[each.firm.firm_id]) for each in result.matches)
    return {each.firm.firm_id: each for each in found if firm_address(session, each.firm)}


def next_best(found: Mapping[str, Candidate], asked: Sequence[Any]) -> Candidate | None:
    """Give the best candidate that was not asked yet; `asked` are keys of firms."""
    return next((each for each in found.values() if each.firm.id not in asked), None)


def _candidate(found: Match, row: Firm) -> Candidate:
    fee = (found.fee.low, found.fee.high) if found.fee else None
    features = {reason.factor: reason.place for reason in found.contributions}
    return Candidate(row, found.rank, fee, found.earliest_report_on, features)
