"""Pages of complaints: one for each party, and the admins' list."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now
from foundation.web.session import session
from matcher.complaints.forms import AnswerForm, ComplaintForm
from matcher.complaints.service import answer, complain, fetch_complaint, list_complaints, own_complaints
from matcher.introductions.firm_views import blueprint as of_firm
from matcher.introductions.queries import companies_of, firms_introduction, own_introduction
from matcher.introductions.shown import shown
from matcher.introductions.states import Party
from matcher.introductions.views import blueprint as of_company

blueprint = Blueprint("complaints", __name__, url_prefix="/admin/complaints")


@of_company.route("/introductions/<uuid:key>/complaint", methods=["GET", "POST"])
@requires(Permission.INTAKE_WRITE)
def complaint(key):
    """Let the company complain about an introduction."""
    return _complaint_page(own_introduction(session, key), Party.COMPANY, url_for("introductions.show", key=key))


@of_firm.route("/<uuid:key>/complaint", methods=["GET", "POST"])
@requires(Permission.FIRM_PORTAL)
def complaint_of_firm(key):
    """Let the firm complain about an introduction."""
    return _complaint_page(firms_introduction(session, key), Party.FIRM, url_for("requests.show", key=key))


def _complaint_page(introduction, party, back):
    form = ComplaintForm()
    if form.validate_on_submit():
        complain(session, introduction, party, str(form.text.data), current_user.actor, _base_url())
        flash("Your complaint was sent to the platform. The other side does not see it.", "success")
        return redirect(back, code=303)
    standing = own_complaints(session, introduction)
    by_company = party is Party.COMPANY
    about = f"Introduction to {introduction.firm.name}" if by_company else shown(introduction, now()).called
    shows = {"standing": standing, "back": back, "about": about, "tabs": not by_company}
    page = render_template("matcher/complaints/complain.html", form=form, **shows)
    return page, 422 if form.errors else 200


@blueprint.get("/")
@requires(Permission.MATCHING_OVERSEE)
def index():
    """List all complaints, those without an answer first."""
    page = list_complaints(session, page=request.args.get("page", 1, type=int))
    companies = companies_of(session, [one.introduction for one in page.rows])
    return render_template("matcher/complaints/index.html", page=page, companies=companies)


@blueprint.route("/<uuid:key>", methods=["GET", "POST"])
@requires(Permission.MATCHING_OVERSEE)
def show(key):
    """Show a complaint and answer it."""
    found, form = fetch_complaint(session, key), AnswerForm()
    if form.validate_on_submit():
        answer(session, found, str(form.answer.data), current_user.actor, _base_url())
        flash("Answered, and mailed to whoever complained.", "success")
        return redirect(url_for(".index"), code=303)
    companies = companies_of(session, [found.introduction])
    page = render_template("matcher/complaints/show.html", complaint=found, form=form, companies=companies)
    return page, 422 if form.errors else 200


def _base_url():
    return current_app.extensions["settings"].base_url
