"""Pages of inviting people and of accepting an invitation."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.accounts.entering import enter, link_to
from foundation.accounts.forms import PASSWORD_HINT
from foundation.accounts.invitations import service
from foundation.accounts.invitations.forms import InviteForm, JoinForm
from foundation.accounts.members.service import fetch_organisation
from foundation.accounts.roles import LABELS
from foundation.accounts.signup import find_user
from foundation.errors import BadInput
from foundation.web.session import session

blueprint = Blueprint("invitations", __name__)


@blueprint.route("/organisation/invitations/new", methods=["GET", "POST"])
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def new():
    """Invite somebody into the organisation."""
    form = InviteForm(kind=fetch_organisation(session, current_user.organisation_id).kind)
    days = current_app.extensions["settings"].link_days
    if form.validate_on_submit():
        try:
            row = service.invite(
                session,
                current_user.organisation_id,
                form.to_request(days),
                current_user.actor,
                link=link_to("invitations.accept"),
            )
        except BadInput as refused:
            form.email.errors = [*form.email.errors, refused.problem]
        else:
            flash(f"The invitation to {row.email} is on its way.", "success")
            return redirect(url_for("members.index"), code=303)
    return render_template("foundation/invitations/new.html", form=form, days=days), 422 if form.errors else 200


@blueprint.post("/organisation/invitations/<uuid:invitation_id>/withdraw")
@requires(Permission.MEMBERS_MANAGE)
def withdraw(invitation_id):
    """Withdraw an invitation, so that its link no longer works."""
    row = service.withdraw(session, invitation_id, current_user.actor)
    flash(f"The invitation to {row.email} is withdrawn.", "success")
    return redirect(url_for("members.index"), code=303)


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@public
def accept(token):
    """Let an invited person join: with the account they are signed in to, or with a new one."""
    if current_user.is_authenticated:
        return _accept_signed_in(token)
    invitation = service.fetch_open(session, token)
    if find_user(session, invitation.email):
        return _page(invitation, "sign_in_first")
    form = JoinForm(email=invitation.email)
    if form.validate_on_submit():
        enter(service.accept_as_new(session, token, form.to_person()))
        return _welcome()
    return _page(invitation, "join", form=form, password_hint=PASSWORD_HINT), 422 if form.errors else 200


def _accept_signed_in(token):
    invitation = service.fetch_open(session, token)
    if invitation.email != current_user.email:
        return _page(invitation, "another_address"), 403
    if request.method == "GET":
        return _page(invitation, "accept")
    enter(service.accept_as(session, token, current_user.user_id))
    return _welcome()


def _page(invitation, name, **more):
    return render_template(
        f"foundation/invitations/{name}.html", invitation=invitation, role=LABELS[invitation.role], **more
    )


def _welcome():
    flash(f"Welcome to {current_user.organisation_name}.", "success")
    return redirect(url_for("home.index"), code=303)
