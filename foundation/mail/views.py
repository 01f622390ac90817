"""Pages of the outbox: in the demo only, as mails carry links that let people in."""

from flask import Blueprint, current_app, render_template, request

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import NotFound
from foundation.mail import queries
from foundation.web.session import session

blueprint = Blueprint("outbox", __name__, url_prefix="/outbox")


def _only_in_the_demo():
    if not current_app.extensions["settings"].demo:
        raise NotFound("The outbox is shown in the demo only.")


@blueprint.get("")
@requires(Permission.OUTBOX_READ)
def index():
    """List the mails that wait or went."""
    _only_in_the_demo()
    number = request.args.get("page", 1, type=int)
    return render_template("foundation/outbox/index.html", page=queries.outbox(session, page=number))


@blueprint.get("/<uuid:mail_id>")
@requires(Permission.OUTBOX_READ)
def show(mail_id):
    """Show one mail."""
    _only_in_the_demo()
    return render_template("foundation/outbox/show.html", mail=queries.fetch_mail(session, mail_id))
