"""Pages of the organisation and its members."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, logout_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission, Role
from foundation.accounts.invitations.service import list_open
from foundation.accounts.members import service
from foundation.accounts.members.forms import OrganisationForm, RoleForm
from foundation.accounts.roles import LABELS, MEANINGS, ROLES
from foundation.web.session import session

blueprint = Blueprint("members", __name__, url_prefix="/organisation")


@blueprint.get("")
@requires(Permission.ACCOUNT)
def index():
    """Show the organisation, its members and the invitations that are open."""
    organisation = service.fetch_organisation(session, current_user.organisation_id)
    return render_template(
        "foundation/members/index.html",
        organisation=organisation,
        page=service.members_page(session, request.args.get("page", 1, int)),
        invitations=list_open(session) if current_user.may(Permission.MEMBERS_MANAGE) else [],
        labels=LABELS,
        meanings=[(LABELS[role], MEANINGS[role]) for role in ROLES[organisation.kind]],
    )


@blueprint.route("/name", methods=["GET", "POST"])
@requires(Permission.MEMBERS_MANAGE)
def rename():
    """Give the organisation another name."""
    form = OrganisationForm(name=current_user.organisation_name)
    if form.validate_on_submit():
        service.rename(session, current_user.organisation_id, form.name.data, current_user.actor)
        flash("The new name is saved.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("foundation/members/rename.html", form=form), 422 if form.errors else 200


@blueprint.post("/second-factor")
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def require_second_factor():
    """Require a second factor of everybody, or leave it to each person."""
    required = request.form.get("required") == "yes"
    service.require_second_factor(session, current_user.organisation_id, required, current_user.actor)
    flash(
        "Everybody needs a second factor from now on." if required else "The second factor is up to each person now.",
        "success",
    )
    return redirect(url_for(".index"), code=303)


@blueprint.post("/members/<uuid:membership_id>/second-factor/reset")
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def reset_second_factor(membership_id):
    """Take away the second factor of a member who lost it."""
    member = service.reset_second_factor(session, membership_id, current_user.actor)
    flash(f"The second factor of {member.user.name} is reset. A mail tells them.", "success")
    return redirect(url_for(".edit", membership_id=membership_id), code=303)


@blueprint.route("/members/<uuid:membership_id>", methods=["GET", "POST"])
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def edit(membership_id):
    """Change the role of a member, or remove them."""
    member = service.fetch_member(session, membership_id)
    form = RoleForm(kind=member.organisation.kind, role=member.role)
    if form.validate_on_submit():
        changed = service.change_role(session, membership_id, Role(form.role.data), current_user.actor)
        flash(f"{changed.user.name} now has the role {LABELS[changed.role]}.", "success")
        return redirect(url_for(".index"), code=303)
    roles = ROLES[member.organisation.kind]
    meanings = [(LABELS[role], MEANINGS[role]) for role in roles]
    page = render_template("foundation/members/edit.html", form=form, member=member, meanings=meanings, labels=LABELS)
    return page, 422 if form.errors else 200


@blueprint.post("/members/<uuid:membership_id>/remove")
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def remove(membership_id):
    """Remove a member, who loses access at once."""
    removed = service.remove_member(session, membership_id, current_user.actor)
    if removed.user_id == current_user.user_id:
        logout_user()
        flash("You have left the organisation.", "success")
        return redirect(url_for("home.index"), code=303)
    flash(f"{removed.user.name} was removed and has lost access.", "success")
    return redirect(url_for(".index"), code=303)
