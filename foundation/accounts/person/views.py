"""Pages of a person's own account."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_login import current_user, logout_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.accounts.browsers import browser_named
from foundation.accounts.entering import enter
from foundation.accounts.forms import PASSWORD_HINT
from foundation.accounts.person import service
from foundation.accounts.person.forms import NameForm, PasswordForm
from foundation.accounts.roles import LABELS
from foundation.accounts.signin import memberships_of
from foundation.errors import BadInput
from foundation.web.session import session

blueprint = Blueprint("person", __name__, url_prefix="/account")


@blueprint.get("")
@requires(Permission.ACCOUNT, even_without_second_factor=True)
def show():
    """Show the person's own account and the organisations they act for."""
    memberships = memberships_of(session, current_user.user_id)
    return render_template("foundation/person/show.html", memberships=memberships, labels=LABELS)


@blueprint.route("/name", methods=["GET", "POST"])
@requires(Permission.ACCOUNT)
def rename():
    """Change the person's name."""
    form = NameForm(name=current_user.name)
    if form.validate_on_submit():
        service.change_name(session, current_user.user_id, form.name.data, current_user.actor)
        flash("Your name is saved.", "success")
        return redirect(url_for(".show"), code=303)
    return render_template("foundation/person/rename.html", form=form), 422 if form.errors else 200


@blueprint.route("/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT, fresh=True)
def password():
    """Change the person's password."""
    form = PasswordForm(email=current_user.email, about=(current_user.name, current_user.organisation_name))
    if form.validate_on_submit():
        try:
            _change_password(form)
        except BadInput as wrong:
            form.old.errors = [*form.old.errors, wrong.problem]
        else:
            flash("Your new password is set. Your other sessions have ended.", "success")
            return redirect(url_for(".show"), code=303)
    page = render_template("foundation/person/password.html", form=form, password_hint=PASSWORD_HINT)
    return page, 422 if form.errors else 200


def _change_password(form):
    service.change_password(
        session,
        current_user.user_id,
        old=form.old.data,
        new=form.new.data,
        this_one=current_user.sign_in_id,
        actor=current_user.actor,
    )


@blueprint.get("/sessions")
@requires(Permission.ACCOUNT)
def sessions():
    """List the browsers in which the person is signed in."""
    idle_hours = current_app.extensions["settings"].session_idle_hours
    rows = service.list_sessions(session, current_user.user_id, current_user.sign_in_id, idle_hours=idle_hours)
    return render_template("foundation/person/sessions.html", sessions=rows, browser_named=browser_named)


@blueprint.post("/sessions/<uuid:sign_in_id>/end")
@requires(Permission.ACCOUNT, fresh=True)
def end_session(sign_in_id):
    """End one session; ending this one signs out."""
    service.end_session(session, current_user.user_id, sign_in_id, current_user.actor)
    if sign_in_id == current_user.sign_in_id:
        logout_user()
        return redirect(url_for("home.index"), code=303)
    flash("That session has ended.", "success")
    return redirect(url_for(".sessions"), code=303)


@blueprint.post("/sessions/end-others")
@requires(Permission.ACCOUNT, fresh=True)
def end_other_sessions():
    """End all sessions but this one."""
    service.end_other_sessions(session, current_user.user_id, current_user.sign_in_id, current_user.actor)
    flash("All your other sessions have ended.", "success")
    return redirect(url_for(".sessions"), code=303)


@blueprint.post("/memberships/<uuid:membership_id>/switch")
@requires(Permission.ACCOUNT, even_without_second_factor=True)
def switch(membership_id):
    """Act for another of the person's organisations; the session gets a new token."""
    enter(service.fetch_own_membership(session, current_user.user_id, membership_id))
    flash(f"You now act for {current_user.organisation_name}.", "success")
    return redirect(url_for("home.index"), code=303)
