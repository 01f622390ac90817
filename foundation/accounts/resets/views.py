"""Pages of a forgotten password."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_login import logout_user

from foundation.access.gate import leads_in
from foundation.accounts.entering import link_to
from foundation.accounts.forms import PASSWORD_HINT
from foundation.accounts.resets.forms import ForgottenForm, NewPasswordForm
from foundation.accounts.resets.service import ResetRules, choose_password, find_reset, request_reset
from foundation.web.session import session

blueprint = Blueprint("resets", __name__, url_prefix="/password-reset")


@blueprint.route("", methods=["GET", "POST"])
@leads_in
def new():
    """Mail a link to choose a new password; the answer is the same whether the address is known."""
    form = ForgottenForm()
    if form.validate_on_submit():
        settings = current_app.extensions["settings"]
        rules = ResetRules(settings.reset_minutes, settings.reset_mails_per_hour)
        request_reset(session, form.email.data, link=link_to("resets.choose"), rules=rules)
        return redirect(url_for(".asked"), code=303)
    return render_template("foundation/resets/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/asked")
@leads_in
def asked():
    """Say what happens next, to everyone alike."""
    minutes = current_app.extensions["settings"].reset_minutes
    return render_template("foundation/resets/asked.html", minutes=minutes)


@blueprint.route("/<token>", methods=["GET", "POST"])
@leads_in
def choose(token):
    """Let the holder of a mailed link choose a new password."""
    reset = find_reset(session, token)
    form = NewPasswordForm(email=reset.user.email, name=reset.user.name)
    if form.validate_on_submit():
        choose_password(session, token, form.password.data)
        logout_user()
        flash("Your new password is set. Sign in with it.", "success")
        return redirect(url_for("accounts.sign_in"), code=303)
    shown = {"form": form, "email": reset.user.email, "password_hint": PASSWORD_HINT}
    return render_template("foundation/resets/choose.html", **shown), 422 if form.errors else 200
