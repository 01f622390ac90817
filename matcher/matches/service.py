"""Matching an intake, and trying a change of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import NotFound
from matcher.firms.service import directory
from matcher.intakes.answers import changed
from matcher.intakes.intake_json import read_intake, wanted_to_json
from matcher.intakes.models import Intake
from matcher.intakes.service import Saved, save
from matcher.matches.matching import MatchResult, match
from matcher.matches.models import MatchRun
from matcher.matches.outcomes import note_shown, note_spread
from matcher.matches.queries import firm_entries
from matcher.matches.report import match_report
from matcher.matches.stored import stored_directory, stored_matches
from matcher.ranker.current import current_model


@dataclass(frozen=True, slots=True)
class Trial:
    """A change of the intake that is tried without being taken: keys as in a report, and its sentence."""

    change: Mapping[str, Any]
    text: str


def find_matches(
    session: Session, intake: Intake, today: date, actor: Actor, *, rng: np.random.Generator | None = None
) -> MatchRun:
    """Match an intake as it stands and keep the run; raises BadInput when its answers hinder that.

    `rng` is where chance comes from when the third place is explored; None: it is not.
    """
    return _run(session, intake, intake.answers, today, actor, rng=rng)


def try_change(session: Session, intake: Intake, run: MatchRun, number: int, today: date, actor: Actor) -> MatchRun:
    """Match with one of the changes that a run proposed, counted from 1; the intake stays as it is."""
    trial = trial_of(run, number)
    return _run(session, intake, changed(run.intake, trial.change), today, actor, trial_of=trial.text)


def adopt(session: Session, intake: Intake, run: MatchRun, actor: Actor) -> None:
    """Take the answers of a trial into the intake."""
    save(session, intake, Saved(run.intake), actor)
    run.trial_of = None
    session.flush()


def trial_of(run: MatchRun, number: int) -> Trial:
    """Give one of the changes that a run proposed, counted from 1; raises NotFound."""
    proposed = run.report["what_would_change"]
    if not 1 <= number <= len(proposed):
        raise NotFound("These matches propose no such change.")
    return Trial(proposed[number - 1]["change"], proposed[number - 1]["text"])


def _run(
    session: Session,
    intake: Intake,
    answers: Mapping[str, Any],
    today: date,
    actor: Actor,
    *,
    trial_of: str | None = None,
    rng: np.random.Generator | None = None,
) -> MatchRun:
    wanted = read_intake(answers, today=today, source="Your intake")
    firms = directory(session)
    result = match(wanted, firms, model=current_model(session), today=today, rng=rng)
    run = MatchRun(
        intake_id=intake.id,
        matched_on=today,
        intake=wanted_to_json(wanted),
        trial_of=trial_of,
        report=match_report(result),
        shown=stored_matches(result),
        directory=stored_directory(firms, firm_entries(session)),
        eligible=list(result.eligible),
        average_score=result.average_score,
        model_name=result.model.name,
        model_version=result.model.version,
        model_trained_on=result.model.trained_on,
    )
    session.add(run)
    session.flush()
    note_shown(session, run)
    if result.scored:
        note_spread(session, today, result.scored)
    _note(session, actor, run, result, intake)
    return run


def _note(session: Session, actor: Actor, run: MatchRun, result: MatchResult, intake: Intake) -> None:
    shown = [found.firm.firm_id for found in result.matches]
    counts = f"{len(result.eligible)} of {len(run.directory)} firms eligible"
    record(
        session,
        actor,
        "intake.tried" if run.trial_of else "intake.matched",
        thing="match_run",
        thing_id=run.id,
        summary=f"Matched the intake for {intake.title}: {counts}",
        shown=shown,
    )
