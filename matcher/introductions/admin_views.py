"""Pages of introductions for admins: every clock, nothing to decide."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.web.session import session
from matcher.introductions.forms import OverseeForm
from matcher.introductions.queries import companies_of, fetch_introduction, list_introductions
from matcher.introductions.shown import shown

blueprint = Blueprint("overseen", __name__, url_prefix="/admin/introductions")


@blueprint.get("/")
@requires(Permission.MATCHING_OVERSEE)
def index() -> ResponseReturnValue:
    """List every introduction, the next to run out first."""
    form = OverseeForm(request.args)
    page = list_introductions(session, page=request.args.get("page", 1, type=int), stage=form.wanted)
    return render_template(
        "matcher/introductions/overseen.html",
        form=form,
        page=page,
        rows=[shown(one, now()) for one in page.rows],
        companies=companies_of(session, page.rows),
    )


@blueprint.get("/<uuid:key>")
@requires(Permission.MATCHING_OVERSEE)
def show(key: UUID) -> ResponseReturnValue:
    """Show one introduction as it stands between company and firm."""
    introduction = fetch_introduction(session, key)
    companies = companies_of(session, [introduction])
    return render_template(
        "matcher/introductions/overseen_one.html",
        introduction=introduction,
        shown=shown(introduction, now()),
        company=companies[introduction.organisation_id],
    )
