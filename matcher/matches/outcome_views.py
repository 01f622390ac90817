"""Telling the ranking what people do with their matches: opened, compared, dismissed."""

from uuid import UUID

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from foundation.access.permissions import Permission
from foundation.errors import BadInput, NotFound
from foundation.web.session import session
from matcher.intakes.doors import Door, behind_both_doors
from matcher.intakes.models import Intake
from matcher.matches.models import MatchRun
from matcher.matches.pages import ShownMatch
from matcher.matches.queries import fetch_run
from matcher.matches.views import blueprint, glance_of
from matcher.outcomes.forms import DismissForm
from matcher.outcomes.models import OutcomeKind
from matcher.outcomes.service import note_further, note_once

NOTHING_TO_SHOW: ResponseReturnValue = ("", 204)


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/opened/<int:rank>", Permission.INTAKE_READ, ["POST"])
def opened(_door: Door, intake: Intake, run_id: UUID, rank: int) -> ResponseReturnValue:
    """Write down that a match's details were read; the page says so of itself once it stands."""
    run = fetch_run(session, intake.id, run_id)
    note_once(session, OutcomeKind.OPENED, run.id, _match_at(run, rank).firm_id)
    return NOTHING_TO_SHOW


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/compared", Permission.INTAKE_READ, ["POST"])
def compared(_door: Door, intake: Intake, run_id: UUID) -> ResponseReturnValue:
    """Write down that the matches were laid side by side."""
    run = fetch_run(session, intake.id, run_id)
    for match in glance_of(run).matches:
        note_once(session, OutcomeKind.COMPARED, run.id, match.firm_id)
    return NOTHING_TO_SHOW


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/dismiss/<int:rank>", Permission.INTAKE_WRITE, ["POST"])
def dismiss(door: Door, intake: Intake, run_id: UUID, rank: int) -> ResponseReturnValue:
    """Write down that a firm is not for the company, and why."""
    run, form = fetch_run(session, intake.id, run_id), DismissForm()
    match = _match_at(run, rank)
    if not form.validate_on_submit():
        raise BadInput("Select a reason of the list, so that we learn from it")
    note_further(session, OutcomeKind.DISMISSED, run.id, match.firm_id, reason=form.reason.data)
    flash(f"Noted: {match.name} is not for you. It stays below, and the ranking learns from it.", "success")
    return redirect(door.url("matches.show", run_id=run_id), code=303)


def _match_at(run: MatchRun, rank: int) -> ShownMatch:
    match = glance_of(run).match(rank)
    if match is None:
        raise NotFound("These matches have no such rank.")
    return match
