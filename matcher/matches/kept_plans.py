"""The plans of a run, from the intake and the profiles that it kept; nothing is read from the directory of today."""

from datetime import date
from typing import Any

from matcher.firms.profile import FirmProfile
from matcher.intakes.intake_json import read_intake
from matcher.matches.models import MatchRun
from matcher.plan.milestones import plan
from matcher.plan.model import Plan


def kept_plans(run: MatchRun) -> tuple[Plan, ...]:
    """Lay out the plan with each match, best first; none when the run was asked for no report type."""
    wanted = read_intake(run.intake, today=run.matched_on)
    plans = (plan(wanted, _dated(stored["firm"]), run.matched_on) for stored in run.shown)
    return tuple(each for each in plans if each)


def _dated(profile: dict[str, Any]) -> FirmProfile:
    """Give what a plan asks of a firm."""
    next_start = profile["next_start_on"]
    return FirmProfile(
        firm_id=profile["firm_id"],
        name=profile["name"],
        next_start_on=date.fromisoformat(next_start) if next_start else None,
        fieldwork_weeks=profile["fieldwork_weeks"],
        report_weeks=profile["report_weeks"],
    )
