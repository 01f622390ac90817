"""The pages of the care for records; the blueprint of each collection that is cared for carries its own set."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput
from foundation.imports.collection import Collection, fetch
from foundation.web.session import session
from questionnaires.care.bulk import apply_bulk, plan_bulk, ticked_rows
from questionnaires.care.forms import ReviewedForm, ids_in
from questionnaires.care.service import mark_reviewed, nameable_owners

SHOWN = 200
"""Most records that a preview lists; the count above is whole."""


def add_care_pages(
    blueprint: Blueprint, collection: Collection, *, write: Permission, form: type, filtered: Callable
) -> None:
    """Add reviewing one record and changing many; `filtered` gives all rows that an address's filter lets through."""
    _add_reviewing(blueprint, collection, write)
    _add_bulk(blueprint, collection, write, form, filtered)
    _add_applying(blueprint, collection, write, form, filtered)


def _add_reviewing(blueprint: Blueprint, collection: Collection, write: Permission) -> None:
    @blueprint.post("/<uuid:row_id>/reviewed")
    @requires(write)
    def reviewed(row_id):
        """Keep that a record was looked at today and that nothing changed."""
        row, form = fetch(session, collection, row_id), ReviewedForm()
        if not form.validate():
            raise BadInput("The page did not say when to look again. Reload it and try again.")
        following = mark_reviewed(
            session,
            collection,
            row,
            today=today(),
            months=form.months.data,
            version=form.version.data,
            actor=current_user.actor,
        )
        flash(f"Reviewed today. The next review is due on {following.day} {following:%B %Y}.", "success")
        return redirect(url_for(".show", **{f"{collection.name}_id": row.id}), code=303)


def _chosen(collection: Collection, filtered: Callable):
    """Fetch the rows that the address names: those that were ticked, or all that its filter lets through."""
    if request.args.get("all"):
        return filtered(session, request.args)
    return ticked_rows(session, collection, ids_in(request.args.getlist("rows")))


def _add_bulk(blueprint: Blueprint, collection: Collection, write: Permission, form_of: type, filtered: Callable):
    @blueprint.route("/change-several", methods=["GET", "POST"])
    @requires(write)
    def bulk():
        """Ask what shall be different in several records, then show what that would change."""
        rows, form = _chosen(collection, filtered), form_of()
        if not rows:
            flash(f"Tick the {collection.plural} that you want to change.", "info")
            return redirect(url_for(".index"), code=303)
        if form.validate_on_submit():
            return _preview(collection, plan_bulk(collection, rows, form.to_values()))
        page = render_template(
            "questionnaires/care/bulk.html",
            form=form,
            collection=collection,
            number=len(rows),
            owners=nameable_owners(session),
        )
        return page, 422 if form.is_submitted() else 200


def _add_applying(blueprint: Blueprint, collection: Collection, write: Permission, form_of: type, filtered: Callable):
    @blueprint.post("/change-several/apply")
    @requires(write)
    def apply():
        """Change them as the preview said."""
        rows, form = _chosen(collection, filtered), form_of()
        if not form.validate():
            raise BadInput("The page did not say what shall be different. Go back and fill it in again.")
        changed = apply_bulk(
            session, collection, rows, form.to_values(), seen=form.seen.data or "", actor=current_user.actor
        )
        flash(f"{collection.counted(changed)} changed.", "success")
        return redirect(url_for(".index"), code=303)


def _preview(collection: Collection, plan) -> str:
    return render_template(
        "questionnaires/care/bulk_preview.html",
        collection=collection,
        plan=plan,
        shown=SHOWN,
        arguments=request.args.to_dict(flat=False),
        sent=[(name, value) for name, value in request.form.items() if name not in ("csrf_token", "seen")],
    )
