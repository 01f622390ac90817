"""The start page: what this is, and where each of the three kinds of people goes."""

from flask import Blueprint, render_template

from foundation.access.gate import public

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def index() -> str:
    """Lead a company, a sales person and an admin to their job."""
    return render_template("foundation/home.html")
