"""Counting failed attempts: whoever tries holds the counters, so that many at once count one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.accounts.throttle.models import Throttle
from foundation.accounts.tokens import hash_token
from foundation.clock import now
from foundation.errors import TooManyAttempts

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are let pass within a window, and whose: `subject` names what is tried and by or on whom."""

    subject: str
    most: int
    minutes: int
    forgiven: bool = True
    """Whether one success clears what failed before: for an account, not for a source of many accounts."""
    what: str = "wrong attempts"
    """What there were too many of, for whoever has to wait."""


class Attempt:
    """One attempt under way; it holds its counters until the transaction ends."""

    def __init__(self, counters: list[tuple[Limit, Throttle]]) -> None:
        self._counters = counters

    @property
    def minutes(self) -> int:
        """The longest wait that failing too often brings."""
        return max((limit.minutes for limit, _counter in self._counters), default=0)

    def failed(self) -> bool:
        """Count a failure; tells whether it was the last that is let pass of an account, not of a mere source."""
        for _limit, counter in self._counters:
            counter.failures += 1
        return any(limit.forgiven and counter.failures >= limit.most for limit, counter in self._counters)

    def passed(self) -> None:
        """Forgive what failed before."""
        for limit, counter in self._counters:
            if limit.forgiven:
                counter.failures = 0


def begin_attempt(session: Session, limits: Iterable[Limit]) -> Attempt:
    """Hold the counters of some limits; raises TooManyAttempts when one of them is used up."""
    counters = [(limit, _held(session, limit)) for limit in sorted(limits, key=lambda one: one.subject)]
    waits = [(wait, limit.what) for limit, counter in counters if (wait := _wait_minutes(limit, counter))]
    if waits:
        minutes, what = max(waits)
        raise TooManyAttempts(
            f"There were too many {what}. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
        )
    return Attempt(counters)


def count(session: Session, limits: Iterable[Limit]) -> None:
    """Count a deed that may be done only so often, whether it succeeds or not; raises TooManyAttempts."""
    begin_attempt(session, limits).failed()


def forgive(session: Session, subject: str) -> None:
    """Forget failures of a subject, as after a new password."""
    session.execute(sa.delete(Throttle).where(Throttle.subject == hash_token(subject)))


def _held(session: Session, limit: Limit) -> Throttle:
    """Lock the counter of a limit; made when there is none yet, begun anew when its window is over."""
    subject = hash_token(limit.subject)
    wanted = sa.select(Throttle).where(Throttle.subject == subject).with_for_update()
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        try:
            with session.begin_nested():
                session.add(Throttle(subject=subject, failures=0, began_at=now()))
        except IntegrityError:  # somebody else tried the same at the same moment, and is waited for below
            pass
        found = session.scalars(wanted.execution_options(populate_existing=True)).one()
    if found.began_at + timedelta(minutes=limit.minutes) <= now():
        found.failures, found.began_at = 0, now()
    return found


def _wait_minutes(limit: Limit, counter: Throttle) -> int:
    """Say how many minutes to wait, rounded up; 0 when there is no need to."""
    if counter.failures < limit.most:
        return 0
    left = counter.began_at + timedelta(minutes=limit.minutes) - now()
    return max(1, -(-int(left.total_seconds()) // 60))


def forget_throttles(session: Session, before: datetime) -> int:
    """Erase some counters whose window began before a moment; gives how many."""
    old = sa.select(Throttle.id).where(Throttle.began_at < before).limit(AT_ONCE)
    gone = session.scalars(sa.delete(Throttle).where(Throttle.id.in_(old)).returning(Throttle.id)).all()
    return len(gone)
