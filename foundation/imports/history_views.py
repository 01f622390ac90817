"""The page of a record's history; a collection's blueprint carries it beside the pages of its files."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from wtforms import Form

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.imports.collection import Collection, fetch
from foundation.imports.fields import DayField
from foundation.imports.models import VersionDeed
from foundation.imports.versions import version_on, versions_of
from foundation.web.session import session

DEEDS = {
    VersionDeed.STOOD: "Stood when versions began to be kept",
    VersionDeed.ADDED: "Added",
    VersionDeed.CHANGED: "Changed",
    VersionDeed.REVIEWED: "Reviewed",
    VersionDeed.REMOVED: "Removed",
}


class DayForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """As of which day?"""

    on = DayField("How did it stand on a day?")


def add_history_pages(
    blueprint: Blueprint, collection: Collection[Any, Any], *, read: Permission, title: Callable[[Any], str], which: str
) -> None:
    """Add the history of one record to a collection's blueprint, whose page of one record is `.show`.

    `which` names the row in the address of that page.
    """

    @blueprint.get("/<uuid:row_id>/history")
    @requires(read)
    def history(row_id):  # type: ignore[no-untyped-def]  # as in all views
        """Show every version of a record, and how it stood on a day."""
        row = fetch(session, collection, row_id)
        form = DayForm(request.args)
        day = form.on.data if form.validate() else None
        return render_template(
            "foundation/imports/history.html",
            collection=collection,
            row=row,
            title=title(row),
            back=url_for(".show", **{which: row.id}),
            page=versions_of(session, collection, row, page=request.args.get("page", 1, type=int)),
            form=form,
            day=day,
            stood=version_on(session, collection, row, day) if day else None,
            deeds=DEEDS,
        )
