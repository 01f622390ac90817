"""What keeps an intake from being deleted: other rooms say it, the composition root hands it over."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import Conflict
from matcher.intakes.models import Intake


@dataclass(frozen=True, slots=True)
class Hold:
    """Rows of another room that would go with an intake, and what to do first."""

    rows: sa.ColumnElement[bool]
    """True of an `Intake` that has such rows."""
    remedy: str
    """Sentences for whoever wants to delete it."""


def refuse_held(session: Session, intake: Intake, standing: Sequence[Hold]) -> None:
    """Raise Conflict, saying what to do first, while something holds an intake; nobody adds to it until then."""
    session.execute(sa.select(Intake.id).where(Intake.id == intake.id).with_for_update())
    for hold in standing:
        if session.scalar(sa.select(Intake.id).where(Intake.id == intake.id, hold.rows)):
            raise Conflict(hold.remedy)
