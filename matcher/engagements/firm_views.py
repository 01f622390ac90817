"""Pages of engagements for the firm: those that both sides have, and the reply to a rating."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import Conflict, NotFound
from foundation.web.session import session
from matcher.engagements.doors import FIRMS
from matcher.engagements.queries import fetch_engagement
from matcher.engagements.rating import ASPECTS, reply
from matcher.engagements.rating_forms import ReplyForm
from matcher.engagements.shared_views import add_shared_pages
from matcher.engagements.wording import company_of

blueprint = Blueprint("engaged", __name__, url_prefix="/portal/engagements")
add_shared_pages(blueprint, FIRMS)


@blueprint.route("/<uuid:key>/reply", methods=["GET", "POST"])
@requires(Permission.FIRM_PORTAL)
def answer(key: uuid.UUID) -> ResponseReturnValue:
    """Reply to a rating, once."""
    engagement = fetch_engagement(session, key, FIRMS.party)
    if engagement.rating is None:
        raise NotFound("This engagement is not rated yet.")
    if engagement.rating.reply is not None:
        raise Conflict("You have replied already. A reply is given once.")
    form = ReplyForm()
    if form.validate_on_submit():
        reply(session, engagement, str(form.reply.data), FIRMS.deed(), today())
        flash("Your reply is saved, and the company is told.", "success")
        return redirect(url_for(".show", key=key), code=303)
    page = render_template(
        "matcher/engagements/reply.html",
        form=form,
        engagement=engagement,
        rating=engagement.rating,
        aspects=ASPECTS,
        company=company_of(engagement.introduction),
    )
    return page, 422 if form.errors else 200
