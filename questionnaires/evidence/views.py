"""The pages of evidence; the blueprint of each collection that has some carries its own set."""

import io
from collections.abc import Callable

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import BadInput, NotFound
from foundation.imports.collection import Collection, fetch
from foundation.imports.forms import RemoveForm
from foundation.storage import FolderStorage
from foundation.web.session import session
from questionnaires.evidence.forms import ChangeForm, EvidenceForm
from questionnaires.evidence.service import add_evidence, change_evidence, fetch_evidence, remove_evidence


def storage() -> FolderStorage:
    """Where this installation keeps files."""
    return FolderStorage(current_app.extensions["settings"].files)


def add_evidence_pages(
    blueprint: Blueprint, collection: Collection, *, read: Permission, write: Permission, title: Callable
) -> None:
    """Add the evidence of one record to a collection's blueprint, whose page of one record is `.show`."""
    _add_adding(blueprint, collection, write, title)
    _add_changing(blueprint, collection, write, title)
    _add_removing(blueprint, collection, write, title)

    @blueprint.get("/<uuid:row_id>/evidence/<uuid:evidence_id>")
    @requires(read)
    def evidence_file(row_id, evidence_id):
        """Hand a file out as it came in: always to be saved, never shown, whatever its name says it is."""
        piece = fetch_evidence(session, collection, fetch(session, collection, row_id), evidence_id)
        if piece.stored_name is None:
            raise NotFound("This evidence is a link and has no file.")
        content = io.BytesIO(storage().fetch(piece.stored_name))
        return send_file(content, mimetype="application/octet-stream", as_attachment=True, download_name=piece.filename)


def _add_adding(blueprint: Blueprint, collection: Collection, write: Permission, title: Callable) -> None:
    @blueprint.route("/<uuid:row_id>/evidence/new", methods=["GET", "POST"])
    @requires(write)
    def new_evidence(row_id):
        """Take a link or a file that shows the record."""
        row, form = fetch(session, collection, row_id), EvidenceForm()
        if form.validate_on_submit():
            try:
                piece = add_evidence(session, collection, row, form.to_request(), storage(), current_user.actor)
            except BadInput as wrong:
                form.file.errors = [str(wrong)]
            else:
                flash(f"Evidence added: {piece.title}.", "success")
                return redirect(page_of(collection, row), code=303)
        page = render_template(
            "questionnaires/evidence/new.html",
            form=form,
            title=title(row),
            back=page_of(collection, row),
            limit_mb=current_app.extensions["settings"].upload_limit_mb,
        )
        return page, 422 if form.errors else 200


def _add_changing(blueprint: Blueprint, collection: Collection, write: Permission, title: Callable) -> None:
    @blueprint.route("/<uuid:row_id>/evidence/<uuid:evidence_id>/edit", methods=["GET", "POST"])
    @requires(write)
    def edit_piece(row_id, evidence_id):
        """Change what a piece of evidence says; the file of one stays."""
        row = fetch(session, collection, row_id)
        piece = fetch_evidence(session, collection, row, evidence_id)
        form, back = ChangeForm(piece), page_of(collection, row)
        if form.validate_on_submit():
            changes = change_evidence(session, collection, row, evidence_id, form.to_change(), current_user.actor)
            flash("Evidence saved." if changes else "Nothing was different, so nothing changed.", "success")
            return redirect(back, code=303)
        page = render_template("questionnaires/evidence/edit.html", form=form, piece=piece, title=title(row), back=back)
        return page, 422 if form.errors else 200


def _add_removing(blueprint: Blueprint, collection: Collection, write: Permission, title: Callable) -> None:
    @blueprint.route("/<uuid:row_id>/evidence/<uuid:evidence_id>/remove", methods=["GET", "POST"])
    @requires(write)
    def remove_piece(row_id, evidence_id):
        """Ask once more, then remove a piece of evidence."""
        row, form = fetch(session, collection, row_id), RemoveForm()
        piece = fetch_evidence(session, collection, row, evidence_id)
        if form.validate_on_submit():
            remove_evidence(session, collection, row, piece, storage(), current_user.actor)
            flash(f"Evidence removed: {piece.title}.", "success")
            return redirect(page_of(collection, row), code=303)
        back = page_of(collection, row)
        return render_template(
            "questionnaires/evidence/remove.html", form=form, piece=piece, title=title(row), back=back
        )


def page_of(collection: Collection, row) -> str:
    """Give the address of a record's page, at its evidence."""
    return url_for(f"{request.blueprint}.show", _anchor="evidence", **{f"{collection.name}_id": row.id})
