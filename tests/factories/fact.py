"""Facts: `keep_fact` for the database."""

from datetime import date

from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from questionnaires.facts.models import StatedFact
from questionnaires.facts.records import Fact
from questionnaires.facts.service import add_fact


def keep_fact(session: Session, key: str = "employees", value: str = "85", as_of: date | None = None) -> StatedFact:
    """Keep one in the session's organisation, for good."""
    row = add_fact(session, Fact(key, value, as_of), SERVICE)
    session.commit()
    return row
