"""Pages of the facts: one list, in which a row is edited where it stands."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import Conflict
from foundation.imports.forms import RemoveForm
from foundation.imports.views import add_file_pages
from foundation.web.session import session
from questionnaires.facts.forms import FactForm, NewFactForm
from questionnaires.facts.keys import DAY_KEYS
from questionnaires.facts.queries import label_of, listed_facts, unstated
from questionnaires.facts.service import FACTS, add_fact, change_fact, fetch_fact, remove_fact

blueprint = Blueprint("facts", __name__, url_prefix="/facts")
add_file_pages(blueprint, FACTS, read=Permission.CONTROLS_READ, write=Permission.CONTROLS_WRITE)


def list_page(*, form=None, editing=None) -> str:
    """Render the list, one row of it open when `editing` names it."""
    rows = listed_facts(session)
    return render_template(
        "questionnaires/facts/index.html",
        rows=rows,
        unstated=unstated(rows),
        label_of=label_of,
        day_keys=DAY_KEYS,
        form=form,
        editing=editing,
    )


@blueprint.get("/")
@requires(Permission.CONTROLS_READ)
def index():
    """List the facts, and what is not stated yet."""
    return list_page()


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def new():
    """State a fact."""
    form = NewFactForm(unstated=unstated(listed_facts(session)), known=request.args.get("key"))
    if form.validate_on_submit():
        try:
            fact = add_fact(session, form.to_record(), current_user.actor)
        except Conflict as taken:
            form.own_key.errors = [taken.problem]
        else:
            flash(f"{label_of(fact.key)} stated.", "success")
            return redirect(url_for(".index", _anchor=f"fact-{fact.id}"), code=303)
    return render_template("questionnaires/facts/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/<uuid:fact_id>/edit", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def edit(fact_id):
    """Change a fact where it stands in the list."""
    fact = fetch_fact(session, fact_id)
    form = FactForm(key=fact.key, obj=fact)
    if form.validate_on_submit():
        change_fact(session, fact, form.to_record(), version=form.version.data, actor=current_user.actor)
        flash(f"{label_of(fact.key)} saved.", "success")
        return redirect(url_for(".index", _anchor=f"fact-{fact.id}"), code=303)
    return list_page(form=form, editing=fact.id), 422 if form.errors else 200


@blueprint.route("/<uuid:fact_id>/remove", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def remove(fact_id):
    """Ask once more, then remove a fact."""
    fact, form = fetch_fact(session, fact_id), RemoveForm()
    if form.validate_on_submit():
        remove_fact(session, fact, current_user.actor)
        flash(f"{label_of(fact.key)} removed.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("questionnaires/facts/remove.html", form=form, fact=fact, label=label_of(fact.key))
