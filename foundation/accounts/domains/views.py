"""Pages of an organisation's domains, and of whoever keeps a domain."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import public, requires
from foundation.access.permissions import Permission
from foundation.accounts.domains import service
from foundation.accounts.domains.finding import find_asked
from foundation.accounts.domains.forms import DomainForm
from foundation.accounts.entering import link_to
from foundation.web.session import session

blueprint = Blueprint("domains", __name__)


@blueprint.get("/organisation/domains")
@requires(Permission.MEMBERS_MANAGE)
def index():
    """List the domains whose people may join."""
    return render_template("foundation/domains/index.html", domains=service.list_domains(session))


@blueprint.route("/organisation/domains/new", methods=["GET", "POST"])
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def new():
    """Ask the keepers of a domain by mail."""
    form, days = DomainForm(), current_app.extensions["settings"].link_days
    if form.validate_on_submit():
        wanted = form.to_request(days)
        given = (current_user.organisation_id, wanted, current_user.actor)
        row = service.ask(session, *given, link=link_to("domains.allow"))
        flash(f"A link went to {row.mailbox}. Once it is opened there, people of {row.domain} may join.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("foundation/domains/new.html", form=form, days=days), 422 if form.errors else 200


@blueprint.post("/organisation/domains/<uuid:domain_id>/remove")
@requires(Permission.MEMBERS_MANAGE, fresh=True)
def remove(domain_id):
    """Take a domain back."""
    domain = service.remove(session, domain_id, current_user.actor)
    flash(f"Nobody joins by {domain} any more. Who has joined stays a member.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.route("/domains/<token>", methods=["GET", "POST"])
@public
def allow(token):
    """Let whoever keeps a domain's mail say yes."""
    if request.method == "GET":
        _id, name, domain = find_asked(session, token)
        return render_template("foundation/domains/allow.html", name=name, domain=domain, token=token)
    domain = service.allow(session, token)
    return render_template("foundation/domains/allowed.html", domain=domain)
