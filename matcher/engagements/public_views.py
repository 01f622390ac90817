"""The page on which anyone reads what companies let be shown of their ratings of a firm."""

import uuid

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.access.gate import public
from foundation.web.session import session
from matcher.engagements.queries import published_ratings
from matcher.firms.service import fetch_shown_firm

blueprint = Blueprint("firm_ratings", __name__)


@blueprint.get("/firms/<uuid:key>/ratings")
@public
def show(key: uuid.UUID) -> ResponseReturnValue:
    """Show a firm's mean and number of ratings, and the words that companies let be shown, without their names."""
    firm = fetch_shown_firm(session, key)
    page = published_ratings(session, key, page=request.args.get("page", 1, type=int))
    return render_template("matcher/engagements/ratings.html", firm=firm, page=page)
