"""Pages of signing in, signing up and signing out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user, logout_user

from foundation.access.gate import leads_in, public, requires
from foundation.access.permissions import Permission
from foundation.accounts.entering import enter, go_on, safe_target
from foundation.accounts.forms import PASSWORD_HINT, SignInForm, SignUpForm
from foundation.accounts.passkeys.party import party_of
from foundation.accounts.seed import DEMO_PASSWORD, DEMO_SIGN_INS
from foundation.accounts.signin import note_left, revoke, try_password
from foundation.accounts.signup import sign_up as open_account
from foundation.accounts.throttle.limits import opening_limits, password_limits
from foundation.accounts.throttle.service import count
from foundation.errors import BadInput, TooManyAttempts
from foundation.web.session import keep_despite_refusal, session

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@leads_in
def sign_in():
    """Let a person in by address and password."""
    form = SignInForm(next=request.args.get("next"))
    if form.validate_on_submit():
        settings = current_app.extensions["settings"]
        limits = password_limits(settings, form.email.data, request.remote_addr)
        try:
            user = try_password(session, form.email.data, form.password.data, limits)
        except (BadInput, TooManyAttempts) as wrong:
            # an address that nobody has belongs to no organisation, so the log has it and nobody's trail
            current_app.logger.warning("sign-in refused for %r from %s", form.email.data, request.remote_addr)
            keep_despite_refusal()
            form.form_errors.append(wrong.problem)
            return _sign_in_page(form, 429 if isinstance(wrong, TooManyAttempts) else 422)
        return go_on(user, safe_target(form.next.data))
    return _sign_in_page(form, 422 if form.errors else 200)


def _sign_in_page(form, status):
    settings = current_app.extensions["settings"]
    shown = {
        "form": form,
        "demo": DEMO_SIGN_INS if settings.demo else (),
        "demo_password": DEMO_PASSWORD,
        "passkeys": party_of(settings),
    }
    return render_template("foundation/accounts/sign_in.html", **shown), status


@blueprint.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up():
    """Open an account for a person and their organisation."""
    form = SignUpForm(next=request.args.get("next"))
    if form.validate_on_submit():
        count(session, opening_limits(current_app.extensions["settings"], request.remote_addr))
        try:
            membership = open_account(session, form.to_request())
        except BadInput as taken:
            form.email.errors = [*form.email.errors, taken.problem]
        else:
            enter(membership)
            flash("Your account is open, and you are signed in.", "success")
            return redirect(safe_target(form.next.data), code=303)
    page = render_template("foundation/accounts/sign_up.html", form=form, password_hint=PASSWORD_HINT)
    return page, 422 if form.errors else 200


@blueprint.post("/sign-out")
@requires(Permission.ACCOUNT, even_without_second_factor=True)
def sign_out():
    """End this session at once, on the server too."""
    revoke(session, current_user.user_id, current_user.sign_in_id)
    note_left(session, current_user.sign_in_id, current_user.actor)
    logout_user()
    flash("You are signed out.", "success")
    answer = redirect(url_for("home.index"), code=303)
    if current_app.extensions["settings"].base_url.startswith("https://"):  # browsers refuse it over plain http
        answer.headers["Clear-Site-Data"] = '"cache"'  # pages that the browser still holds, for its Back button
    return answer
