"""The pages by which a collection goes in and out as a file; each collection's blueprint carries its own set."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import BadInput
from foundation.imports.collection import Collection, leaving_of
from foundation.imports.forms import ConfirmForm, UploadForm
from foundation.imports.models import ImportDraft
from foundation.imports.service import Seen, confirm, fetch_draft, give_up, plan_file, stage
from foundation.uploads import plain_name
from foundation.web.session import session


def add_file_pages(blueprint: Blueprint, collection: Collection, *, read: Permission, write: Permission) -> None:
    """Add import, preview, confirmation and export of a collection to its blueprint, whose list is `.index`."""
    _add_upload(blueprint, collection, write)
    _add_preview(blueprint, collection, write)
    _add_confirm(blueprint, collection, write)

    @blueprint.get("/export")
    @requires(read)
    def export():
        """Give the whole collection as CSV."""
        name = f"{collection.code}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(collection.write(leaving_of(session, collection)), mimetype="text/csv", headers=headers)


def _add_upload(blueprint: Blueprint, collection: Collection, write: Permission) -> None:
    @blueprint.route("/import", methods=["GET", "POST"])
    @requires(write)
    def upload():
        """Take a file and lead to what it would change."""
        form = UploadForm()
        if form.validate_on_submit():
            given, name = form.file.data, plain_name(form.file.data.filename, instead=f"{collection.code}.csv")
            try:
                draft = stage(session, collection, given.read(), filename=name, actor=current_user.actor)
            except BadInput as wrong:
                form.file.errors = [str(wrong)]
            else:
                return redirect(url_for(".preview", draft_id=draft.id), code=303)
        page = render_template("foundation/imports/upload.html", form=form, collection=collection)
        return page, 422 if form.errors else 200


def _preview_page(collection: Collection, draft: ImportDraft, form: ConfirmForm) -> str:
    plan = plan_file(session, collection, draft.content, filename=draft.filename)
    form.seen.data = form.seen.data or plan.fingerprint
    notes = collection.notes(session, [*plan.new, *(one.record for one in plan.changed)])
    return render_template(
        "foundation/imports/preview.html", form=form, collection=collection, draft=draft, plan=plan, notes=notes
    )


def _add_preview(blueprint: Blueprint, collection: Collection, write: Permission) -> None:
    @blueprint.get("/import/<uuid:draft_id>")
    @requires(write)
    def preview(draft_id):
        """Show what a file would change, before anything is changed."""
        return _preview_page(collection, fetch_draft(session, collection, draft_id), ConfirmForm())

    @blueprint.post("/import/<uuid:draft_id>/give-up")
    @requires(write)
    def give_up_import(draft_id):
        """Forget an uploaded file without importing it."""
        give_up(session, fetch_draft(session, collection, draft_id))
        flash("The file was not imported, and nothing of it was kept.", "info")
        return redirect(url_for(".index"), code=303)


def _add_confirm(blueprint: Blueprint, collection: Collection, write: Permission) -> None:
    @blueprint.post("/import/<uuid:draft_id>/confirm")
    @requires(write)
    def confirm_import(draft_id):
        """Import the file as its preview said."""
        draft, form = fetch_draft(session, collection, draft_id), ConfirmForm()
        if form.validate_on_submit():
            seen = Seen(form.seen.data, form.leave_out_refused.data, frozenset(form.keep.data))
            try:
                outcome = confirm(session, collection, draft, seen, current_user.actor)
            except BadInput as wrong:
                form.leave_out_refused.errors = [str(wrong)]
            else:
                flash(f"Imported {draft.filename}: {outcome}.", "success")
                return redirect(url_for(".index"), code=303)
        return _preview_page(collection, draft, form), 422
