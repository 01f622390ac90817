"""Pages on which admins look through what firms told of themselves."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import BadInput
from foundation.web.session import session
from matcher.firms.questions import TITLES
from matcher.firms.told import service
from matcher.firms.told.forms import TakeBackForm, ids_sent
from matcher.firms.told.queries import count_unseen, fetch_told, word_of, words_of_firms

blueprint = Blueprint("firm_changes", __name__, url_prefix="/admin/firms/changes")


@blueprint.get("")
@requires(Permission.DIRECTORY_MANAGE)
def index():
    """List what firms told of themselves, old and new, what nobody has seen marked."""
    narrowed = {name: request.args[name] for name in ("show", "firm") if request.args.get(name)}
    page, words = words_of_firms(
        session,
        unseen_only=narrowed.get("show") == "unseen",
        firm_id=narrowed.get("firm"),
        page=request.args.get("page", 1, type=int),
    )
    shown = {"page": page, "words": words, "narrowed": narrowed, "unseen": count_unseen(session)}
    return render_template("matcher/told/index.html", titles=TITLES, **shown)


@blueprint.post("/seen")
@requires(Permission.DIRECTORY_MANAGE)
def seen():
    """Note that an admin looked at one word of a firm, or at all of a page."""
    count = service.see(session, ids_sent(request.form.getlist("told")), current_user.actor)
    flash(f"Marked {count} as seen." if count else "Nothing was unseen.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.route("/<uuid:told_id>/take-back", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_MANAGE)
def take_back(told_id):
    """Give fields the values that they had before the firm changed them."""
    word = word_of(fetch_told(session, told_id))
    form = TakeBackForm(standing=[each for each, stands in word.changes if stands], version=word.told.firm.version)
    if form.validate_on_submit():
        try:
            count = service.take_back(session, told_id, form.to_request(), current_user.actor)
        except BadInput as refused:
            form.fields.errors = [refused.problem]
        else:
            flash(f"Took back {count} of what {word.told.firm.name} told; its people are mailed the reason.", "success")
            return redirect(url_for(".index"), code=303)
    return render_template("matcher/told/take_back.html", form=form, word=word), 422 if form.errors else 200
