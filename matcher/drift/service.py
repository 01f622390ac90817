"""Looking once a week, keeping what was found, and telling admins of what is new."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.access.scope import scope_of
from foundation.accounts.members.service import list_members
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.mail.service import post_letter
from matcher.drift.calibration import Calibration, calibration
from matcher.drift.features import FeatureDrift, Reference, feature_drift
from matcher.drift.fees import Fees, fees
from matcher.drift.gathering import in_force, looks_between, reference_of, shown_firms
from matcher.drift.letters import drift_letter
from matcher.drift.models import DriftCheck
from matcher.drift.queries import latest_check
from matcher.drift.states import State
from matcher.drift.words import (
    CALIBRATION,
    FEATURES,
    FEES,
    Line,
    lines_of,
    said_of_calibration,
    said_of_feature,
    said_of_fees,
)
from matcher.quotes.measuring import measured


@dataclass(frozen=True, slots=True)
class Found:
    """All that one look found."""

    model: str
    calibration: Calibration
    features: tuple[FeatureDrift, ...]
    reference: Reference | None
    fees: Fees

    @property
    def lines(self) -> tuple[Line, ...]:
        """A line for each thing that is off."""
        return lines_of(self.calibration, self.features, self.fees)

    def to_json(self) -> dict[str, Any]:
        """Write it as plain values, each part with its state and its sentence."""
        return {
            CALIBRATION: _part(self.calibration, said_of_calibration(self.calibration)),
            FEATURES: {
                "state": _state_of(self.features),
                "reference": _plain(asdict(self.reference)) if self.reference else None,
                "rows": [{**_part(each, said_of_feature(each))} for each in self.features],
            },
            FEES: _part(self.fees, said_of_fees(self.fees)),
            "off": [asdict(line) for line in self.lines],
        }


def look(session: Session, at: datetime) -> Found:
    """Look at everything as it stands at a moment; keeps nothing."""
    ranks = in_force(session)
    reference = reference_of(session, ranks)
    counted = next(iter(measured(session)), None)
    return Found(
        ranks.said,
        calibration(shown_firms(session, ranks.model, at), at, new_since=ranks.learnt_until),
        feature_drift(looks_between(session, reference, at.date()), ranks.model.feature_names, at.date(), reference),
        reference,
        fees(counted.counts if counted else None, counted.at if counted else None, at),
    )


def look_weekly(session: Session, at: datetime, base_url: str) -> bool:
    """Look and keep it unless this week has been looked at; admins are told of what was not off the last time.

    The session must be bound to the platform, whose trail and admins are told.
    """
    _take_turns(session)
    week = monday_of(at.date())
    if session.scalar(sa.select(sa.exists().where(DriftCheck.week == week))):
        return False
    before, found = latest_check(session), look(session, at)
    session.add(
        DriftCheck(week=week, at=at, model=found.model, found=found.to_json(), off=[line.code for line in found.lines])
    )
    if fresh := [line for line in found.lines if before is None or line.code not in before.off]:
        _tell(session, week, fresh, base_url)
    session.flush()
    return True


def monday_of(day: date) -> date:
    """Give the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _take_turns(session: Session) -> None:
    """Let one worker at a time look: the second finds the week looked at."""
    session.execute(sa.select(Organisation.id).where(Organisation.id == scope_of(session)).with_for_update())


def _tell(session: Session, week: date, fresh: Sequence[Line], base_url: str) -> None:
    letter = drift_letter(fresh, base_url.rstrip("/"))
    for admin in (member for member in list_members(session) if member.role is Role.ADMIN):
        post_letter(session, letter, recipient=admin.user.email, occasion=f"drift/{week}/{admin.user.id}")
    record(
        session,
        SERVICE,
        "ranking.drifted",
        thing="drift_check",
        thing_id=week,
        summary=letter.subject,
        off=[line.code for line in fresh],
    )


def _state_of(features: Sequence[FeatureDrift]) -> State:
    states = {each.state for each in features}
    return next((state for state in (State.OFF, State.FINE) if state in states), State.UNTOLD)


def _part(found: Calibration | FeatureDrift | Fees, text: str) -> dict[str, Any]:
    return {"state": found.state.value, "text": text, **_plain(asdict(found))}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
