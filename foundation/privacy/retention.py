"""Forgetting what is older than the settings say. Looks across organisations, as it is nobody's own deed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.platform import platform_id
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.clock import now, today
from foundation.jobs.chores import hourly
from foundation.mail.chore import Chore

MINUTE = 20
MOST_ROUNDS = 1_000
"""Transactions for one sort of thing in one run; what is left has to wait for the next hour."""


@dataclass(frozen=True, slots=True)
class Retained:
    """One sort of thing that is kept for some days only."""

    name: str
    """For code: pages ask for the sentence by it."""
    what: str
    """For people, in the plural: `Briefs of introductions`."""
    since: str
    """From when the days count: `the introduction ended`."""
    days: int
    """0: until somebody deletes it."""
    erase: Callable[[Session, datetime], int]
    """Erases some that are older than a moment and gives how many; called again, each time in a transaction of its
    own, until there are none. The session reaches every organisation; it is committed for you."""

    @property
    def sentence(self) -> str:
        """Say how long they are kept."""
        if self.days <= 0:
            return f"{self.what} are kept until somebody deletes them."
        return f"{self.what} are erased {self.days} {'day' if self.days == 1 else 'days'} after {self.since}."


def retention_chore(engine: Engine, retained: Sequence[Retained]) -> Chore:
    """Give the chore that forgets once an hour."""
    return hourly(MINUTE, lambda: forget(engine, retained))


def forget(engine: Engine, retained: Sequence[Retained]) -> dict[str, int]:
    """Erase all that is too old, and say so in the platform's trail when there was something; gives the counts."""
    erased = {one.what: _erase(engine, one) for one in retained if one.days > 0}
    gone = {what: number for what, number in erased.items() if number}
    if gone:
        _note(engine, gone)
    return gone


def _erase(engine: Engine, one: Retained) -> int:
    before, total = now() - timedelta(days=one.days), 0
    for _ in range(MOST_ROUNDS):
        with open_session(engine, EVERY_ORGANISATION) as session:
            number = one.erase(session, before)
            session.commit()
        total += number
        if not number:
            break
    return total


def _note(engine: Engine, gone: dict[str, int]) -> None:
    told = ", ".join(f"{what.lower()} ({number:,})" for what, number in gone.items())
    with open_session(engine, EVERY_ORGANISATION) as session:
        record(
            session,
            SERVICE,
            "data.forgotten",
            thing="retention",
            thing_id=today().isoformat(),
            summary=f"Erased as older than the settings keep it: {told}",
            organisation_id=platform_id(session),
            counts=gone,
        )
        session.commit()
