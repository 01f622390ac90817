"""Pages of buyers' questionnaires: upload, progress, export. Columns and answers have pages of their own."""

import io

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import today
from foundation.errors import BadInput
from foundation.storage import FolderStorage
from foundation.web.pages import paginate
from foundation.web.session import session
from questionnaires.assigning.desk import in_hand
from questionnaires.commitments.sending import mark_sent as mark_as_sent
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.reviews import exports, queries, service, words
from questionnaires.reviews.forms import FileForm, UploadForm, VersionForm, own_name
from questionnaires.reviews.knowledge import has_knowledge, known_products
from questionnaires.reviews.life import life_of
from questionnaires.reviews.life import reopen as reopen_as_revision
from questionnaires.reviews.listing import ListFilter, count_by_life, listed, lives_of
from questionnaires.reviews.models import Stage

blueprint = Blueprint("questionnaires", __name__, url_prefix="/questionnaires")


@blueprint.app_context_processor
def plain_words():
    """Give pages the words for the codes of answers."""
    return {"answer_words": words}


def storage() -> FolderStorage:
    """Where this installation keeps files."""
    return FolderStorage(current_app.extensions["settings"].files)


@blueprint.get("/")
@requires(Permission.QUESTIONNAIRE_READ)
def index():
    """List the questionnaires that a filter shows, in the order asked for."""
    wanted = ListFilter.of(request.args)
    page = paginate(session, listed(wanted), number=request.args.get("page", 1, int))
    return render_template(
        "questionnaires/reviews/index.html",
        page=page,
        wanted=wanted,
        counts=count_by_life(session),
        lives=lives_of(session, page.rows),
        tallies=queries.tallies_of(session, page.rows),
        today=today(),
        has_knowledge=has_knowledge(session),
        in_hand=in_hand(session, current_user.actor.user_id),
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
            return redirect(url_for(".show", questionnaire_id=questionnaire.id), code=303)
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
        life=life_of(session, questionnaire),
        form=FileForm(),
        limit_mb=current_app.extensions["settings"].upload_limit_mb,
        tally=queries.tally_of(session, questionnaire_id),
        exports=queries.exports_of(session, questionnaire_id),
        today=today(),
        has_knowledge=has_knowledge(session),
    )


@blueprint.get("/<uuid:questionnaire_id>/progress")
@requires(Permission.QUESTIONNAIRE_READ)
def progress(questionnaire_id):
    """The progress alone; once the work has ended it leads on: to the columns that were read, or to the whole page."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    from_columns = "/columns" in request.headers.get("HX-Current-URL", "")
    if questionnaire.stage is Stage.CHECKING and not from_columns:
        return "", 200, {"HX-Redirect": url_for(".columns", questionnaire_id=questionnaire_id)}
    if questionnaire.stage not in (Stage.READING, Stage.ANSWERING):
        return "", 200, {"HX-Refresh": "true"}
    return render_template("questionnaires/reviews/_progress.html", questionnaire=questionnaire)


@blueprint.post("/<uuid:questionnaire_id>/file")
@requires(Permission.QUESTIONNAIRE_WRITE)
def replace_file(questionnaire_id):
    """Take another file in the place of one that could not be read."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    form = FileForm()
    if not form.validate_on_submit():
        raise BadInput("Choose the file that is to be read instead.")
    name = own_name(form.file.data.filename)
    content = form.file.data.read()
    service.replace_file(session, questionnaire, name, content, storage(), current_user.actor)
    return redirect(url_for(".columns", questionnaire_id=questionnaire_id), code=303)


@blueprint.post("/<uuid:questionnaire_id>/answer")
@requires(Permission.QUESTIONNAIRE_WRITE)
def answer(questionnaire_id):
    """Have it answered in the background."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    service.start_answering(session, questionnaire, actor=current_user.actor)
    return redirect(url_for(".show", questionnaire_id=questionnaire_id), code=303)


@blueprint.post("/<uuid:questionnaire_id>/remove")
@requires(Permission.QUESTIONNAIRE_WRITE, fresh=True)
def remove(questionnaire_id):
    """Remove a questionnaire with its answers and files."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    service.remove(session, questionnaire, storage(), current_user.actor)
    flash("The questionnaire was removed.", "success")
    return redirect(url_for(".index"), code=303)


@blueprint.post("/<uuid:questionnaire_id>/exports")
@requires(Permission.QUESTIONNAIRE_EXPORT)
def export(questionnaire_id):
    """Write the approved answers into the buyer's file and keep it."""
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    exported = exports.export_approved(
        session, questionnaire, storage(), current_app.extensions["writer"], current_user.actor
    )
    flash(f"{exported.filename} is ready: {exported.approved} of {exported.questions} answers are in it.", "success")
    return redirect(url_for(".show", questionnaire_id=questionnaire_id, _anchor="exports"), code=303)


@blueprint.get("/<uuid:questionnaire_id>/exports/<uuid:export_id>")
@requires(Permission.QUESTIONNAIRE_EXPORT)
def download(questionnaire_id, export_id):
    """Hand out a file as it left."""
    exported = queries.fetch_export(session, questionnaire_id, export_id)
    content = io.BytesIO(storage().fetch(exported.stored_name))
    return send_file(content, as_attachment=True, download_name=exported.filename)


@blueprint.post("/<uuid:questionnaire_id>/sent")
@requires(Permission.QUESTIONNAIRE_EXPORT)
def mark_sent(questionnaire_id):
    """Keep that the buyer has the file."""
    return _step(mark_as_sent, questionnaire_id, "Marked as sent.")


@blueprint.post("/<uuid:questionnaire_id>/reopen")
@requires(Permission.QUESTIONNAIRE_WRITE)
def reopen(questionnaire_id):
    """Begin a new revision."""
    return _step(reopen_as_revision, questionnaire_id, "Reopened. The files written so far are kept below.")


def _step(step, questionnaire_id, said):
    questionnaire = queries.fetch_questionnaire(session, questionnaire_id)
    form = VersionForm()
    if not form.validate():
        raise BadInput("The page did not say which version of the questionnaire it showed. Reload it and try again.")
    step(session, questionnaire, version=form.version.data, actor=current_user.actor)
    flash(said, "success")
    return redirect(url_for(".show", questionnaire_id=questionnaire_id, _anchor="exports"), code=303)
