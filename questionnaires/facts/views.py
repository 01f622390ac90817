"""Pages of the facts."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import Conflict
from foundation.imports.forms import RemoveForm
from foundation.imports.history_views import add_history_pages
from foundation.imports.models import VersionDeed
from foundation.imports.versions import latest_deed
from foundation.imports.views import add_file_pages
from foundation.web.session import session
from questionnaires.care.forms import BulkForm, ReviewedForm
from questionnaires.care.service import nameable_owners, owners_of
from questionnaires.care.views import add_care_pages
from questionnaires.evidence.service import counts_of, evidence_of
from questionnaires.evidence.views import add_evidence_pages
from questionnaires.facts.forms import FactFilterForm, FactForm, NewFactForm
from questionnaires.facts.keys import DAY_KEYS
from questionnaires.facts.models import StatedFact
from questionnaires.facts.queries import all_facts, find_facts, label_of, stated_keys, titled, unstated
from questionnaires.facts.service import FACTS, add_fact, change_fact, fetch_fact, remove_fact

READ, WRITE = Permission.CONTROLS_READ, Permission.CONTROLS_WRITE
blueprint = Blueprint("facts", __name__, url_prefix="/facts")


def filtered(held, arguments):
    """Give every fact that the filter of an address lets through."""
    return all_facts(held, FactFilterForm(arguments, owners=owners_of(held, StatedFact)).to_filter())


add_file_pages(blueprint, FACTS, read=READ, write=WRITE)
add_history_pages(blueprint, FACTS, read=READ, title=titled, which="fact_id")
add_evidence_pages(blueprint, FACTS, read=READ, write=WRITE, title=titled)
add_care_pages(blueprint, FACTS, write=WRITE, form=BulkForm, filtered=filtered)


@blueprint.get("/")
@requires(READ)
def index():
    """List the facts as asked, and what is not stated yet."""
    form = FactFilterForm(request.args, owners=owners_of(session, StatedFact))
    wanted = form.to_filter()
    page = find_facts(session, wanted, page=request.args.get("page", 1, type=int))
    return render_template(
        "questionnaires/facts/index.html",
        form=form,
        wanted=wanted,
        page=page,
        today=today(),
        evidence=counts_of(session, FACTS, page.rows, today()),
        unstated=unstated(stated_keys(session)),
        label_of=label_of,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(WRITE)
def new():
    """State a fact."""
    form = NewFactForm(unstated=unstated(stated_keys(session)), known=request.args.get("key"))
    if form.validate_on_submit():
        try:
            fact = add_fact(session, form.to_record(), current_user.actor, form.to_care())
        except Conflict as taken:
            form.own_key.errors = [taken.problem]
        else:
            flash(f"{label_of(fact.key)} stated.", "success")
            return redirect(url_for(".index", _anchor=f"fact-{fact.id}"), code=303)
    page = render_template("questionnaires/facts/new.html", form=form, owners=nameable_owners(session))
    return page, 422 if form.errors else 200


@blueprint.get("/<uuid:fact_id>")
@requires(READ)
def show(fact_id):
    """Show one fact with everything that is known of it."""
    fact = fetch_fact(session, fact_id)
    return render_template(
        "questionnaires/facts/show.html",
        fact=fact,
        label=label_of(fact.key),
        today=today(),
        last_review=latest_deed(session, FACTS, fact, VersionDeed.REVIEWED),
        evidence=evidence_of(session, FACTS, fact, page=request.args.get("page", 1, type=int)),
        reviewed=ReviewedForm(obj=fact),
    )


@blueprint.route("/<uuid:fact_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit(fact_id):
    """Change a fact; its key stays."""
    fact = fetch_fact(session, fact_id)
    form = FactForm(key=fact.key, obj=fact)
    if form.validate_on_submit():
        record = form.to_record()
        changes = change_fact(
            session, fact, record, version=form.version.data, actor=current_user.actor, care=form.to_care()
        )
        saved = f"{label_of(fact.key)} saved."
        flash(saved if changes else "Nothing was different, so nothing changed.", "success")
        return redirect(url_for(".show", fact_id=fact.id), code=303)
    page = render_template(
        "questionnaires/facts/edit.html",
        form=form,
        fact=fact,
        label=label_of(fact.key),
        is_day=fact.key in DAY_KEYS,
        owners=nameable_owners(session),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:fact_id>/remove", methods=["GET", "POST"])
@requires(WRITE)
def remove(fact_id):
    """Ask once more, then remove a fact."""
    fact, form = fetch_fact(session, fact_id), RemoveForm()
    if form.validate_on_submit():
        remove_fact(session, fact, current_user.actor)
        flash(f"{label_of(fact.key)} removed.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("questionnaires/facts/remove.html", form=form, fact=fact, label=label_of(fact.key))
