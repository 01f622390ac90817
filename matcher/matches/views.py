"""Pages of matching: three firms, why, who was ruled out, what would change, side by side."""

import json
from dataclasses import asdict

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import NotFound
from foundation.web.pages import Page
from foundation.web.session import session
from matcher.intakes.answers import hindrances
from matcher.intakes.doors import behind_both_doors
from matcher.matches import pages
from matcher.matches.chance import chance
from matcher.matches.claims import claim
from matcher.matches.facts import NOT_CHECKED, comparison
from matcher.matches.glance import Glance, Glances
from matcher.matches.kept_plans import kept_plans
from matcher.matches.models import MatchRun
from matcher.matches.queries import fetch_run, fetch_shown, list_runs
from matcher.matches.service import adopt, find_matches, try_change
from matcher.matches.words import RULE_TITLES
from matcher.outcomes.reasons import DISMISSALS
from matcher.plan.chart import comparison_chart

blueprint = Blueprint("matches", __name__)
EXCLUDED_SHOWN = 50


@blueprint.record_once
def _provide(state):
    """Give each application its own runs in brief."""
    state.app.extensions["glances"] = Glances()


def glance_of(run: MatchRun) -> Glance:
    """Give a run that the person asking may see in brief."""
    glances: Glances = current_app.extensions["glances"]
    return glances.of(run)


@behind_both_doors(blueprint, "/matches", Permission.INTAKE_READ)
def index(door, intake):
    """List the runs of an intake."""
    page = list_runs(session, intake.id, page=request.args.get("page", 1, type=int))
    return render_template("matcher/matches/index.html", door=door, intake=intake, page=page)


@behind_both_doors(blueprint, "/match", Permission.INTAKE_WRITE, ["POST"])
def run(door, intake):
    """Match the intake; what hinders it is said on its own page."""
    if hindrances(intake.answers, today()):
        flash("Your matches were not looked for yet: put right what is marked below.", "warning")
        return redirect(door.url("intakes.show"), code=303)
    rng = chance(current_app.extensions["settings"])
    found = find_matches(session, intake, today(), door.actor, rng=rng)
    return redirect(door.url("matches.show", run_id=found.id), code=303)


@behind_both_doors(blueprint, "/matches/<uuid:run_id>", Permission.INTAKE_READ, fetch=fetch_shown)
def show(door, shown, **_ids):
    """Show the three matches, or fewer with the reason."""
    return render_template(
        "matcher/matches/show.html",
        door=door,
        intake=shown.intake,
        run=shown.run,
        glance=glance_of(shown.run),
        not_checked=NOT_CHECKED,
        dismissals=DISMISSALS,
        dismissed=shown.dismissed,
    )


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/excluded", Permission.INTAKE_READ)
def excluded(door, intake, run_id):
    """List every firm that was ruled out, with all rules it breaks."""
    kept = fetch_run(session, intake.id, run_id)
    rule = request.args.get("rule", "")
    firms = pages.excluded_firms(kept, rule or None)
    number = max(1, request.args.get("page", 1, type=int))
    start = (number - 1) * EXCLUDED_SHOWN
    page = Page(firms[start : start + EXCLUDED_SHOWN], number, EXCLUDED_SHOWN, len(firms))
    return render_template(
        "matcher/matches/excluded.html",
        door=door,
        intake=intake,
        run=kept,
        glance=glance_of(kept),
        page=page,
        rule=rule,
        rule_title=RULE_TITLES.get(rule, rule),
    )


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/details/<int:rank>", Permission.INTAKE_READ)
def details(door, intake, run_id, rank):
    """Show all that moved a match's score, adding up to its difference from the average eligible firm."""
    kept = fetch_run(session, intake.id, run_id)
    glance = glance_of(kept)
    match = glance.match(rank)
    if match is None:
        raise NotFound("These matches have no such rank.")
    chart = [{"title": row.title, "points": row.points} for row in match.contributions]
    return render_template(
        "matcher/matches/details.html", door=door, intake=intake, run=kept, glance=glance, match=match, chart=chart
    )


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/compare", Permission.INTAKE_READ)
def compare(door, intake, run_id):
    """Lay the matches side by side."""
    kept = fetch_run(session, intake.id, run_id)
    glance = glance_of(kept)
    matches = glance.matches
    facts = [comparison(match.firm, kept.intake["industry"]) for match in matches]
    rows = [(line[0][0], [value for _, value in line]) for line in zip(*facts, strict=True)]
    plans = kept_plans(kept)
    chart = asdict(comparison_chart(plans, today())) if plans else None
    return render_template(
        "matcher/matches/compare.html",
        door=door,
        intake=intake,
        run=kept,
        glance=glance,
        matches=matches,
        rows=rows,
        chart=chart,
    )


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/report.json", Permission.INTAKE_READ)
def report(_door, intake, run_id):
    """Give the run's report as a file."""
    kept = fetch_run(session, intake.id, run_id)
    content = json.dumps(kept.report, indent=2, ensure_ascii=False) + "\n"
    headers = {"Content-Disposition": 'attachment; filename="matches.json"'}
    return Response(content, mimetype="application/json", headers=headers)


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/try/<int:number>", Permission.INTAKE_WRITE, ["POST"])
def attempt(door, intake, run_id, number):
    """Match with one proposed change, leaving the intake as it is."""
    kept = fetch_run(session, intake.id, run_id)
    tried = try_change(session, intake, kept, number, today(), door.actor)
    return redirect(door.url("matches.show", run_id=tried.id), code=303)


@behind_both_doors(blueprint, "/matches/<uuid:run_id>/adopt", Permission.INTAKE_WRITE, ["POST"])
def take(door, intake, run_id):
    """Take the change that was tried into the intake."""
    kept = fetch_run(session, intake.id, run_id)
    adopt(session, intake, kept, door.actor)
    flash("The change is now part of your intake.", "success")
    return redirect(door.url("matches.show", run_id=kept.id), code=303)


@blueprint.post("/intakes/link/<token>/claim")
@requires(Permission.INTAKE_WRITE)
def keep(token):
    """Keep a visitor's intake, with its matches, in the account of the person asking."""
    intake = claim(session, token, current_user.organisation_id, current_user.actor)
    flash("The intake is kept in your account. The private link now leads here and needs signing in.", "success")
    return redirect(url_for("intakes.show", intake_id=intake.id), code=303)
