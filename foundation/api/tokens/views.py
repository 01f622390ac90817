"""Pages of a person's own API tokens."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.api.tokens.forms import TokenForm
from foundation.api.tokens.models import TokenScope
from foundation.api.tokens.scopes import label_of, scopes_for
from foundation.api.tokens.service import create_token, list_tokens, revoke_token
from foundation.clock import now
from foundation.web.session import session

blueprint = Blueprint("tokens", __name__, url_prefix="/account/tokens")


@blueprint.get("")
@requires(Permission.ACCOUNT)
def index():
    """List the tokens that still stand."""
    tokens = list_tokens(session, current_user.user_id)
    offered = scopes_for(current_user.role)
    return render_template(
        "foundation/tokens/index.html", tokens=tokens, label_of=label_of, now=now(), may_make=bool(offered)
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNT, fresh=True)
def new():
    """Make a token; its text stands on the answer to this request and nowhere else."""
    form = TokenForm(scopes=scopes_for(current_user.role))
    if form.validate_on_submit():
        scopes = [TokenScope(scope) for scope in form.scopes.data]
        text, token = create_token(
            session, current_user.actor, name=form.name.data, scopes=scopes, days=int(form.days.data)
        )
        return render_template("foundation/tokens/made.html", text=text, token=token), 201
    return render_template("foundation/tokens/new.html", form=form), 422 if form.errors else 200


@blueprint.post("/<uuid:token_id>/revoke")
@requires(Permission.ACCOUNT)
def revoke(token_id):
    """End a token at once."""
    revoke_token(session, token_id, current_user.actor)
    flash("The token is revoked. Programs that use it are refused from now on.", "success")
    return redirect(url_for(".index"), code=303)
