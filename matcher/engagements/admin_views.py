"""The page of engagements for admins: stages and days, nothing that the two parties say to each other."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.web.session import session
from matcher.engagements.forms import ListForm
from matcher.engagements.queries import list_engagements
from matcher.engagements.shown import shown
from matcher.introductions.queries import companies_of
from matcher.introductions.states import Party

blueprint = Blueprint("overseen_engagements", __name__, url_prefix="/admin/engagements")


@blueprint.get("/")
@requires(Permission.MATCHING_OVERSEE)
def index() -> ResponseReturnValue:
    """List every engagement with its stage and its days."""
    form = ListForm(request.args)
    page = list_engagements(session, page=request.args.get("page", 1, type=int), stage=form.to_stage())
    return render_template(
        "matcher/engagements/overseen.html",
        form=form,
        page=page,
        rows=[shown(one, Party.SERVICE, today()) for one in page.rows],
        companies=companies_of(session, [one.introduction for one in page.rows]),
    )
