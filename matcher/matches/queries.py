"""Finding match runs, and where the directory keeps each firm."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, load_only, object_session

from foundation.access.scope import standing
from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.firms.models import Firm
from matcher.intakes.models import Intake
from matcher.intakes.service import NO_INTAKE
from matcher.matches.models import MatchRun
from matcher.matches.stored import Entry
from matcher.outcomes.models import OutcomeEvent, OutcomeKind

NO_RUN = "This intake has no such matches."
IN_BRIEF = (
    MatchRun.organisation_id,
    MatchRun.intake_id,
    MatchRun.created_at,
    MatchRun.matched_on,
    MatchRun.intake,
    MatchRun.trial_of,
)
"""Columns before those with an entry for each firm of the directory, all of which SQLite reads to reach a later one."""

_RUN = standing(
    sa.select(MatchRun)
    .where(MatchRun.id == sa.bindparam("run_id"), MatchRun.intake_id == sa.bindparam("of_intake"))
    .options(load_only(*IN_BRIEF))
)

_SHOWN = standing(
    sa.select(Intake, MatchRun, OutcomeEvent.firm_id, OutcomeEvent.reason)
    .outerjoin(MatchRun, sa.and_(MatchRun.intake_id == Intake.id, MatchRun.id == sa.bindparam("run_id")))
    .outerjoin(OutcomeEvent, sa.and_(OutcomeEvent.run_id == MatchRun.id, OutcomeEvent.kind == OutcomeKind.DISMISSED))
    .where(Intake.id == sa.bindparam("of_intake"))
    .order_by(OutcomeEvent.at)
    .options(load_only(*IN_BRIEF))
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A run with its intake, and what was said of its firms."""

    intake: Intake
    run: MatchRun
    dismissed: Mapping[str, str]
    """The firms that were dismissed: firm_id -> the last reason."""


def list_runs(session: Session, intake_id: uuid.UUID, *, page: int, size: int = 25) -> Page[MatchRun]:
    """Give one page of an intake's runs, the latest first."""
    wanted = sa.select(MatchRun).where(MatchRun.intake_id == intake_id)
    return paginate(session, wanted.order_by(MatchRun.created_at.desc(), MatchRun.id), number=page, size=size)


def fetch_run(session: Session, intake_id: uuid.UUID, run_id: uuid.UUID) -> MatchRun:
    """Give a run of an intake in brief; raises NotFound, also for a run of another intake.

    Whoever needs a further column asks the database for it then, and for all of them at once by `filled`.
    """
    run = session.scalar(_RUN, {"run_id": run_id, "of_intake": intake_id})
    if run is None:
        raise NotFound(NO_RUN)
    return run


def fetch_shown(session: Session, intake_id: uuid.UUID, run_id: uuid.UUID) -> Shown:
    """Give a run in brief with all that its page shows; raises NotFound as where they are asked for in turn."""
    rows = session.execute(_SHOWN, {"run_id": run_id, "of_intake": intake_id}).all()
    if not rows:
        raise NotFound(NO_INTAKE)
    intake, run, *_ = rows[0]
    if run is None:
        raise NotFound(NO_RUN)
    return Shown(intake, run, {firm_id: reason or "" for *_, firm_id, reason in rows if firm_id is not None})


def filled(run: MatchRun) -> MatchRun:
    """Read all that a run in brief lacks."""
    lacking, session = sa.inspect(run).unloaded, object_session(run)
    if lacking and session is not None:
        session.refresh(run, lacking)
    return run


def firm_entries(session: Session) -> dict[str, Entry]:
    """Tell where the directory keeps each firm, by the id in files."""
    rows = session.execute(sa.select(Firm.firm_id, Firm.id, Firm.is_sample))
    return {row.firm_id: Entry(row.id, row.is_sample) for row in rows}
