"""Pages of the approved answers."""

from functools import partial
from operator import attrgetter

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import Conflict
from foundation.imports.forms import RemoveForm
from foundation.imports.history_views import add_history_pages
from foundation.imports.views import add_file_pages
from foundation.web.session import session
from questionnaires.controls.service import rows_by_id
from questionnaires.library import words
from questionnaires.library.authors import own_words
from questionnaires.library.forms import AnswerFilterForm, AnswerForm
from questionnaires.library.owners import assign, possible_owners
from questionnaires.library.queries import find_answers, overview_of
from questionnaires.library.renewing import renewed_until
from questionnaires.library.service import ANSWERS, add_answer, change_answer, fetch_answer, remove_answer
from questionnaires.library.shelf import contradictions
from questionnaires.library.standing import standing
from questionnaires.library.usage import Usage, origin_of, statements_on, usage_of, waiting_on

PER_PAGE = 25
"""Answers of the list on one page: each stands there with its text."""

blueprint = Blueprint("library", __name__, url_prefix="/library")
add_file_pages(blueprint, ANSWERS, read=Permission.CONTROLS_READ, write=Permission.CONTROLS_WRITE)
add_history_pages(blueprint, ANSWERS, read=Permission.CONTROLS_READ, title=attrgetter("question"), which="answer_id")


@blueprint.app_context_processor
def plain_words():
    """Give pages the words for approved answers."""
    return {"library_words": words}


@blueprint.get("/")
@requires(Permission.CONTROLS_READ)
def index():
    """List the approved answers, searched, filtered and sorted as asked."""
    day = today()
    overview = overview_of(session, day)
    form = AnswerFilterForm(request.args, owners=overview.owners, products=overview.products)
    wanted = form.to_filter()
    page = find_answers(session, wanted, today=day, page=request.args.get("page", 1, type=int), size=PER_PAGE)
    return render_template(
        "questionnaires/library/index.html",
        form=form,
        wanted=wanted,
        page=page,
        standing=partial(standing, today=day),
        usage=usage_of(session, [row.answer_id for row in page.rows]),
        against=contradictions(session, page.rows, day),
        waiting=overview.waiting,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def new():
    """Write down an answer that may be given again."""
    form = AnswerForm(owners=possible_owners(session), data={"owner_id": current_user.actor.user_id})
    del form.version
    if form.validate_on_submit():
        try:
            answer = add_answer(session, form.to_record(), current_user.actor)
            assign(session, answer, form.owner, current_user.actor)
        except Conflict as taken:
            form.answer_id.errors = [taken.problem]
        else:
            flash(f"{answer.answer_id} added.", "success")
            return redirect(url_for(".show", answer_id=answer.id), code=303)
    return render_template("questionnaires/library/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/<uuid:answer_id>")
@requires(Permission.CONTROLS_READ)
def show(answer_id):
    """Show one approved answer: what it rests on, where it came from, who changed it, where it is used."""
    answer = fetch_answer(session, answer_id)
    against = contradictions(session, [answer], today()).get(answer, [])
    uses = usage_of(session, [row.answer_id for row in (answer, *against)])
    return render_template(
        "questionnaires/library/show.html",
        answer=answer,
        standing=partial(standing, today=today()),
        stands=standing(answer.expires_on, today=today()),
        known=rows_by_id(session, answer.controls),
        origin=origin_of(session, answer),
        against=against,
        uses=uses,
        usage=uses.get(answer.answer_id, Usage()),
        statements=statements_on(session, answer.answer_id),
        approved=waiting_on(session, answer.answer_id),
        renewed_until=renewed_until(session),
        own=own_words(session, [answer], current_user.actor),
    )


@blueprint.route("/<uuid:answer_id>/edit", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def edit(answer_id):
    """Change an approved answer; its id stays."""
    answer = fetch_answer(session, answer_id)
    form = AnswerForm(obj=answer, owners=possible_owners(session, answer))
    del form.answer_id
    if form.validate_on_submit():
        record = form.to_record(answer.answer_id)
        changes = change_answer(session, answer, record, version=form.version.data, actor=current_user.actor)
        given = assign(session, answer, form.owner, current_user.actor)
        flash(
            f"{answer.answer_id} saved." if changes or given else "Nothing was different, so nothing changed.",
            "success",
        )
        return redirect(url_for(".show", answer_id=answer.id), code=303)
    if not form.is_submitted():
        form.show(answer.answer)
    page = render_template("questionnaires/library/edit.html", form=form, answer=answer)
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:answer_id>/remove", methods=["GET", "POST"])
@requires(Permission.CONTROLS_WRITE)
def remove(answer_id):
    """Ask once more, then remove an approved answer."""
    answer, form = fetch_answer(session, answer_id), RemoveForm()
    if form.validate_on_submit():
        remove_answer(session, answer, current_user.actor)
        flash(f"{answer.answer_id} removed.", "success")
        return redirect(url_for(".index"), code=303)
    return render_template("questionnaires/library/remove.html", form=form, answer=answer)
