"""Finding match runs, and where the directory keeps each firm."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer

from foundation.access.scope import standing
from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.firms.models import Firm
from matcher.matches.models import MatchRun
from matcher.matches.stored import Entry

LARGE = (MatchRun.report, MatchRun.directory, MatchRun.eligible)
"""Columns with an entry for each firm of the directory; whoever needs one asks the database for it then."""

_RUN = standing(
    sa.select(MatchRun)
    .where(MatchRun.id == sa.bindparam("run_id"), MatchRun.intake_id == sa.bindparam("of_intake"))
    .options(*(defer(column) for column in LARGE))
)


def list_runs(session: Session, intake_id: uuid.UUID, *, page: int, size: int = 25) -> Page[MatchRun]:
    """Give one page of an intake's runs, the latest first."""
    wanted = sa.select(MatchRun).where(MatchRun.intake_id == intake_id)
    return paginate(session, wanted.order_by(MatchRun.created_at.desc(), MatchRun.id), number=page, size=size)


def fetch_run(session: Session, intake_id: uuid.UUID, run_id: uuid.UUID) -> MatchRun:
    """Give a run of an intake without its large columns; raises NotFound, also for a run of another intake."""
    run = session.scalar(_RUN, {"run_id": run_id, "of_intake": intake_id})
    if run is None:
        raise NotFound("This intake has no such matches.")
    return run


def firm_entries(session: Session) -> dict[str, Entry]:
    """Tell where the directory keeps each firm, by the id in files."""
    rows = session.execute(sa.select(Firm.firm_id, Firm.id, Firm.is_sample))
    return {row.firm_id: Entry(row.id, row.is_sample) for row in rows}
