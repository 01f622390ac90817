"""Pages of the plan with each match, and its calendar file."""

from dataclasses import asdict
from uuid import UUID

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import NotFound
from foundation.web.session import session
from matcher.intakes.doors import Door, behind_both_doors
from matcher.intakes.models import Intake
from matcher.matches.glance import Glance
from matcher.matches.kept_plans import kept_plans
from matcher.matches.models import MatchRun
from matcher.matches.pages import ShownMatch
from matcher.matches.queries import fetch_run
from matcher.matches.views import blueprint, glance_of
from matcher.plan.assumptions import later_slack, slack
from matcher.plan.calendar_file import plan_calendar
from matcher.plan.chart import plan_chart
from matcher.plan.model import PARTY_WORDS, Plan

PLAN = "/matches/<uuid:run_id>/plan/<int:rank>"


@behind_both_doors(blueprint, PLAN, Permission.INTAKE_READ)
def plan(door: Door, intake: Intake, run_id: UUID, rank: int) -> ResponseReturnValue:
    """Show what happens when with one match, from the day of asking to the report."""
    kept = fetch_run(session, intake.id, run_id)
    glance = glance_of(kept)
    match, held = _match_and_plan(kept, glance, rank)
    return render_template(
        "matcher/matches/plan.html",
        door=door,
        intake=intake,
        run=kept,
        match=match,
        glance=glance,
        matches=glance.matches,
        plan=held,
        chart=asdict(plan_chart(held, today())) if held else None,
        slack=slack(held) if held else None,
        later_slack=later_slack(held) if held else None,
        party_words=PARTY_WORDS,
        today=today(),
    )


@behind_both_doors(blueprint, f"{PLAN}/plan.ics", Permission.INTAKE_READ)
def calendar(_door: Door, intake: Intake, run_id: UUID, rank: int) -> ResponseReturnValue:
    """Give the plan as a calendar file; that of a later run moves the same events."""
    kept = fetch_run(session, intake.id, run_id)
    match, held = _match_and_plan(kept, glance_of(kept), rank)
    if held is None:
        raise NotFound("There is no plan yet: say in your intake which report you need.")
    content = plan_calendar(held, series=f"{intake.id}/{match.firm_id}", stamped=kept.created_at)
    headers = {"Content-Disposition": 'attachment; filename="plan.ics"'}
    return Response(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _match_and_plan(run: MatchRun, glance: Glance, rank: int) -> tuple[ShownMatch, Plan | None]:
    match = glance.match(rank)
    if match is None:
        raise NotFound("These matches have no such rank.")
    plans = kept_plans(run)
    return match, plans[rank - 1] if plans else None
