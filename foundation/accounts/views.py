"""Pages of signing in and out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_user, logout_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.access.scope import bind
from foundation.accounts.forms import SignInForm
from foundation.accounts.principal import principal_of
from foundation.accounts.signin import check_password, memberships_of, open_sign_in, revoke
from foundation.audit.service import record
from foundation.errors import BadInput
from foundation.web.session import session

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in():
    """Let a person in by address and password."""
    form = SignInForm(next=request.args.get("next"))
    if form.validate_on_submit():
        try:
            user = check_password(session, form.email.data, form.password.data)
        except BadInput as wrong:
            form.form_errors.append(wrong.problem)
        else:
            enter(memberships_of(session, user.id)[0])
            return redirect(safe_target(form.next.data), code=303)
    return render_template("foundation/accounts/sign_in.html", form=form), 422 if form.errors else 200


def enter(membership) -> None:
    """Open a server-side session for a membership and bind this request to it."""
    settings = current_app.extensions["settings"]
    token, row = open_sign_in(session, membership, user_agent=str(request.user_agent), days=settings.session_days)
    principal = principal_of(token, row)
    login_user(principal)
    bind(session, principal.organisation_id)
    record(session, principal.actor, "sign_in.opened", thing="sign_in", thing_id=row.id, summary="Signed in")


def safe_target(target: str | None) -> str:
    """Follow only a path of this service, never an address elsewhere."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        return target
    return url_for("home.index")


@blueprint.post("/sign-out")
@requires(Permission.ACCOUNT)
def sign_out():
    """End this session at once, on the server too."""
    revoke(session, current_user.user_id, current_user.sign_in_id)
    logout_user()
    flash("You are signed out.", "success")
    return redirect(url_for("home.index"), code=303)


@blueprint.get("/sign-up")
@public
def sign_up():
    """Open an account."""
    return render_template("foundation/accounts/sign_in.html", form=SignInForm())


@blueprint.get("/account")
@requires(Permission.ACCOUNT)
def show():
    """Show the person's own account."""
    return render_template("foundation/home.html")
