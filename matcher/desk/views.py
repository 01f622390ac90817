"""Pages of the admin desk."""

from flask import Blueprint, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.web.session import session
from matcher.desk.queries import BREACHES_DAYS, CAPACITY_DAYS, desk
from matcher.desk.search import search_everything
from matcher.drift.queries import watch
from matcher.introductions.queries import companies_of
from matcher.introductions.shown import clock_of
from matcher.introductions.states import STAGES

blueprint = Blueprint("desk", __name__, url_prefix="/admin")
LONGEST = 200


@blueprint.get("/desk")
@requires(Permission.MATCHING_OVERSEE)
def index():
    """Show what needs an admin today."""
    found = desk(session, now())
    complained = [one.introduction for one in found.complaints.rows]
    introductions = [*found.running_out.rows, *found.breaches.rows, *complained]
    return render_template(
        "matcher/desk/index.html",
        desk=found,
        drift=watch(session, now()),
        companies=companies_of(session, introductions),
        clock_of=lambda one: clock_of(one, now()),
        breaches_days=BREACHES_DAYS,
        capacity_days=CAPACITY_DAYS,
    )


@blueprint.get("/search")
@requires(Permission.MATCHING_OVERSEE)
def search():
    """Search everything that an admin may see."""
    text = request.args.get("q", "")[:LONGEST].strip()
    found = search_everything(session, text)
    companies = companies_of(session, found.introductions)
    return render_template("matcher/desk/search.html", text=text, found=found, companies=companies, stages=STAGES)
