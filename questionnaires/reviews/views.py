"""Pages of buyers' questionnaires: upload, columns, progress, review, export."""

import io

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission, permits
from foundation.clock import today
from foundation.errors import BadInput
from foundation.storage import FolderStorage
from foundation.web.pages import paginate
from foundation.web.session import session
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.reviews import decisions, exports, queries, service, words
from questionnaires.reviews.columns import mapping_of, sheet_forms
from questionnaires.reviews.forms import AnswerForm, UploadForm, VersionForm
from questionnaires.reviews.knowledge import cited_sources, has_knowledge, known_products
from questionnaires.reviews.models import Stage
from questionnaires.reviews.queries import AnswerFilter
from questionnaires.reviews.rows import question_value

blueprint = Blueprint("questionnaires", __name__, url_prefix="/questionnaires")

QUESTIONS_SHOWN = 30
"""Questions listed below the columns, enough to see that they were read well."""


@blueprint.app_context_processor
def plain_words():
    """Give pages the words for the codes of answers."""
    return {"answer_words": words}


def storage() -> FolderStorage:
    """Where this installation keeps files."""
    return FolderStorage(current_app.extensions["settings"].files)


def reviewer() -> decisions.Reviewer:
    """The person asking, as the decisions know them."""
    may_approve = permits(current_user.role, Permission.QUESTIONNAIRE_REVIEW)
    return decisions.Reviewer(current_user.actor, may_approve)


@blueprint.get("/")
@requires(Permission.QUESTIONNAIRE_READ)
def index():
    """List the questionnaires, the newest first."""
    page = paginate(session, queries.newest_first(), number=request.args.get("page", 1, int))
    return render_template(
        "questionnaires/reviews/index.html",
        page=page,
        tallies=queries.tallies_of(session, page.rows),
        today=today(),
        has_knowledge=has_knowledge(session),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def new():
    """Take in a buyer's file, or the questions pasted as text."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            questionnaire = service.receive(session, form.to_request(), storage(), current_user.actor)
        except UnreadableQuestionnaire as problem:
            form.file.errors = [*form.file.errors, str(problem)]
        else:
            return redirect(url_for(".columns", questionnaire_id=questionnaire.id), code=303)
    page = render_template(
        "questionnaires/reviews/new.html",
        form=form,
        products=known_products(session),
        limit_mb=current_app.extensions["settings"].upload_limit_mb,
        has_knowledge=has_knowledge(session),
    )
    return page, 422 if form.errors else 200


@blueprint.get("/<uuid:questionnaire_id>")
@requires(Permission.QUESTIONNAIRE_READ)
def show(questionnaire_id):
    """Say how far a questionnaire is and what to do next."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    return render_template(
        "questionnaires/reviews/show.html",
        questionnaire=questionnaire,
        tally=queries.tally_of(session, questionnaire_id),
        exports=queries.exports_of(session, questionnaire_id),
        today=today(),
        has_knowledge=has_knowledge(session),
    )


@blueprint.get("/<uuid:questionnaire_id>/progress")
@requires(Permission.QUESTIONNAIRE_READ)
def progress(questionnaire_id):
    """The progress bar alone; once answering has ended the whole page is asked to reload."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    if questionnaire.stage is not Stage.ANSWERING:
        return "", 200, {"HX-Refresh": "true"}
    return render_template("questionnaires/reviews/_progress.html", questionnaire=questionnaire)


@blueprint.route("/<uuid:questionnaire_id>/columns", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def columns(questionnaire_id):
    """Show what was found in the file, and take corrections of it."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    form = VersionForm(data={"version": questionnaire.version})
    given = request.form if request.method == "POST" else None
    sheets = sheet_forms(questionnaire.sheets, questionnaire.preview, given)
    if form.validate_on_submit():
        try:
            _correct(questionnaire, sheets, form.version.data)
        except BadInput as problem:
            form.form_errors.append(str(problem))
        else:
            flash("The file was read again with your columns.", "success")
            return redirect(url_for(".columns", questionnaire_id=questionnaire_id), code=303)
    page = render_template(
        "questionnaires/reviews/columns.html",
        form=form,
        questionnaire=questionnaire,
        sheets=sheets,
        tally=queries.tally_of(session, questionnaire_id),
        questions=queries.questions_of(session, questionnaire_id, limit=QUESTIONS_SHOWN),
        has_knowledge=has_knowledge(session),
        editable=questionnaire.stage is Stage.CHECKING,
    )
    return page, 422 if form.errors else 200


def _correct(questionnaire, sheets, version) -> None:
    service.correct_columns(
        session,
        questionnaire,
        mapping_of(sheets),
        version=version,
        storage=storage(),
        actor=current_user.actor,
    )


@blueprint.post("/<uuid:questionnaire_id>/answer")
@requires(Permission.QUESTIONNAIRE_WRITE)
def answer(questionnaire_id):
    """Have it answered in the background."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    threshold = current_app.extensions["settings"].auto_threshold
    service.start_answering(session, questionnaire, auto_threshold=threshold, actor=current_user.actor)
    return redirect(url_for(".show", questionnaire_id=questionnaire_id), code=303)


@blueprint.post("/<uuid:questionnaire_id>/remove")
@requires(Permission.QUESTIONNAIRE_WRITE)
def remove(questionnaire_id):
    """Remove a questionnaire with its answers and files."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    service.remove(session, questionnaire, storage(), current_user.actor)
    flash("The questionnaire was removed.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.get("/<uuid:questionnaire_id>/review")
@requires(Permission.QUESTIONNAIRE_READ)
def review(questionnaire_id):
    """List the answers that a filter shows, each with what it rests on."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    wanted = AnswerFilter.of(request.args)
    shown = queries.answers_shown(questionnaire_id, wanted)
    page = paginate(session, shown, number=request.args.get("page", 1, int))
    return render_template(
        "questionnaires/reviews/review.html",
        questionnaire=questionnaire,
        page=page,
        wanted=wanted,
        tally=queries.tally_of(session, questionnaire_id),
        sources=cited_sources(session, page.rows),
        may_approve=reviewer().may_approve,
    )


@blueprint.route("/<uuid:questionnaire_id>/answers/<uuid:answer_id>", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_WRITE)
def edit(questionnaire_id, answer_id):
    """Word one answer anew; its history stands below."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    form = AnswerForm(question=question_value(row.question))
    if form.validate_on_submit():
        decisions.revise(session, row, form.to_revision(), reviewer())
        if "approve" in request.form:
            decisions.approve(session, row, version=row.version, reviewer=reviewer())
        return _decided(questionnaire, row)
    if not form.is_submitted():
        form.show(row)
    page = render_template(
        f"questionnaires/reviews/{'_edit_form' if _is_partial() else 'edit'}.html",
        questionnaire=questionnaire,
        answer=row,
        form=form,
        wanted=AnswerFilter.of(request.args),
        sources=cited_sources(session, [row]),
        may_approve=reviewer().may_approve,
    )
    into_place = {"HX-Retarget": f"#edit-{row.id}", "HX-Reswap": "innerHTML"}
    return page, 422 if form.errors else 200, into_place if form.errors else {}


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/approve")
@requires(Permission.QUESTIONNAIRE_REVIEW)
def approve(questionnaire_id, answer_id):
    """Approve one answer."""
    return _decide(decisions.approve, questionnaire_id, answer_id)


@blueprint.post("/<uuid:questionnaire_id>/answers/<uuid:answer_id>/needs-input")
@requires(Permission.QUESTIONNAIRE_WRITE)
def needs_input(questionnaire_id, answer_id):
    """Say that somebody must look into one answer."""
    return _decide(decisions.ask_for_input, questionnaire_id, answer_id)


def _decide(deed, questionnaire_id, answer_id):
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    row = queries.fetch_answer(session, questionnaire_id, answer_id)
    form = VersionForm()
    if not form.validate():
        raise BadInput("The page did not say which version of the answer it showed. Reload it and try again.")
    deed(session, row, version=form.version.data, reviewer=reviewer())
    return _decided(questionnaire, row)


def _decided(questionnaire, row):
    """Give the changed answer alone to a page that replaces it, or lead back to it in the list."""
    wanted = AnswerFilter.of(request.args)
    if _is_partial():
        return render_template(
            "questionnaires/reviews/_answer.html",
            questionnaire=questionnaire,
            answer=row,
            wanted=wanted,
            sources=cited_sources(session, [row]),
            may_approve=reviewer().may_approve,
        )
    place = {"questionnaire_id": questionnaire.id, "page": request.args.get("page", 1, int)}
    return redirect(url_for(".review", **place | wanted.as_arguments(), _anchor=f"answer-{row.id}"), code=303)


def _is_partial() -> bool:
    return "HX-Request" in request.headers


@blueprint.route("/<uuid:questionnaire_id>/approve", methods=["GET", "POST"])
@requires(Permission.QUESTIONNAIRE_REVIEW)
def approve_all(questionnaire_id):
    """Approve every draft that a filter shows, after saying how many they are."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    wanted = AnswerFilter.of(request.args)
    if request.method == "POST":
        expected = request.form.get("expected", -1, int)
        count = decisions.approve_all(session, questionnaire_id, wanted, expected=expected, reviewer=reviewer())
        flash(f"{count} answers approved.", "success")
        return redirect(url_for(".show", questionnaire_id=questionnaire_id), code=303)
    answers = session.scalars(queries.approvable(questionnaire_id, wanted)).all()
    return render_template(
        "questionnaires/reviews/approve_all.html", questionnaire=questionnaire, wanted=wanted, answers=answers
    )


@blueprint.post("/<uuid:questionnaire_id>/exports")
@requires(Permission.QUESTIONNAIRE_EXPORT)
def export(questionnaire_id):
    """Write the approved answers into the buyer's file and keep it."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    exported = exports.export_approved(session, questionnaire, storage(), current_user.actor)
    flash(f"{exported.filename} is ready: {exported.approved} of {exported.questions} answers are in it.", "success")
    return redirect(url_for(".show", questionnaire_id=questionnaire_id, _anchor="exports"), code=303)


@blueprint.get("/<uuid:questionnaire_id>/exports/<uuid:export_id>")
@requires(Permission.QUESTIONNAIRE_EXPORT)
def download(questionnaire_id, export_id):
    """Hand out a file as it left."""
    exported = queries.fetch_export(session, questionnaire_id, export_id)
    content = io.BytesIO(storage().fetch(exported.stored_name))
    return send_file(content, as_attachment=True, download_name=exported.filename)
