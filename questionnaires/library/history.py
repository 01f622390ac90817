"""Who changed an approved answer when: the lines that the trail keeps of it, imports included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.models import AuditEntry

MOST_LINES = 100
MOST_IMPORTS = 20
"""Latest imports that are looked through."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an answer."""

    at: datetime
    who: str
    summary: str
    changes: Sequence[tuple[str, str, str]] = ()
    """Field, text before, text after; empty is unknown."""


def history_of(session: Session, answer_id: str) -> list[Step]:
    """List what happened to an approved answer, the latest first."""
    lines = sa.select(AuditEntry).where(AuditEntry.thing == "answers").order_by(AuditEntry.at.desc(), AuditEntry.id)
    own = session.scalars(lines.where(AuditEntry.thing_id == answer_id[:80]).limit(MOST_LINES))
    imports = session.scalars(lines.where(AuditEntry.action == "answers.imported").limit(MOST_IMPORTS))
    steps = [_step(line, line.detail.get("changes", {})) for line in own if line.action != "answers.imported"]
    steps += [step for line in imports for step in _imported(line, answer_id)]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _imported(line: AuditEntry, answer_id: str) -> Iterator[Step]:
    if changes := line.detail.get("changed", {}).get(answer_id):
        yield _step(line, changes)
    elif answer_id in line.detail.get("added", ()):
        yield _step(line, {})


def _step(line: AuditEntry, changes: dict[str, Any]) -> Step:
    told = tuple((field, before, after) for field, (before, after) in changes.items())
    return Step(line.at, line.actor_name, line.summary, told)
