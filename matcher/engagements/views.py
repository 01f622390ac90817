"""Pages of engagements for the company alone: signing, the report, the rating."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.clock import now, today
from foundation.errors import Conflict
from foundation.web.session import session
from matcher.engagements.doors import COMPANYS
from matcher.engagements.forms import SignForm
from matcher.engagements.issuing import issue, preview, undecided
from matcher.engagements.prefill import agreed_of
from matcher.engagements.queries import fetch_engagement
from matcher.engagements.rating import change_rating, is_editable, rate
from matcher.engagements.rating_forms import ChangedRatingForm, RatingForm
from matcher.engagements.report_facts import Change, fingerprint
from matcher.engagements.report_forms import OPINIONS, DecidedForm, ReportForm
from matcher.engagements.service import sign, standing_reports
from matcher.engagements.shared_views import add_shared_pages
from matcher.engagements.states import Stage
from matcher.engagements.steps import expect
from matcher.engagements.wording import categories_in_words
from matcher.firms.words import OfferedType
from matcher.introductions.queries import own_introduction
from matcher.introductions.states import STAGES as INTRODUCTION_STAGES
from matcher.introductions.states import Stage as IntroductionStage
from questionnaires.facts.queries import label_of

blueprint = Blueprint("engagements", __name__, url_prefix="/engagements")
add_shared_pages(blueprint, COMPANYS)


@blueprint.route("/new/<uuid:introduction_id>", methods=["GET", "POST"])
@requires(Permission.INTAKE_WRITE)
def new(introduction_id):
    """Record that an engagement letter was signed with a firm of an introduction."""
    introduction = own_introduction(session, introduction_id)
    if introduction.stage is not IntroductionStage.INTRODUCED:
        stage = INTRODUCTION_STAGES[introduction.stage]
        raise Conflict(f"Only a firm that you are introduced to can be engaged; this introduction stands at “{stage}”.")
    left = set(OfferedType) - standing_reports(session, introduction)
    form = SignForm(open_to=left, today=today(), data=agreed_of(session, introduction, left))
    if form.validate_on_submit():
        engagement = sign(session, introduction, form.to_request(), COMPANYS.deed())
        told = f"The engagement with {introduction.firm.name} is recorded, and the firm is told."
        flash(f"{told} No further firm is asked by itself.", "success")
        return redirect(url_for(".show", key=engagement.id), code=303)
    page = render_template("matcher/engagements/new.html", form=form, introduction=introduction, left=left)
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:key>/report", methods=["GET", "POST"])
@requires(Permission.ENGAGEMENT_WRITE)
def report(key):
    """Record the report: what stands in it, then a preview of its facts, then both at once."""
    engagement = fetch_engagement(session, key, COMPANYS.party)
    expect(engagement, Stage.ISSUED, COMPANYS.party)
    form = ReportForm(engagement, today=today())
    asked = request.form.get("then", "preview")
    if not form.validate_on_submit() or asked == "edit":
        page = render_template("matcher/engagements/report.html", form=form, engagement=engagement)
        return page, 422 if form.errors else 200
    lines, decided = preview(session, form.to_report()), DecidedForm()
    looked = decided.seen.data == fingerprint(lines)
    if asked == "record" and looked and not undecided(lines, decided.to_decided()):
        issue(session, engagement, form.to_report(), decided.to_decided(), COMPANYS.deed(), today())
        flash("The report is recorded and its facts are written. Answers cite them from now on.", "success")
        return redirect(url_for(".show", key=key), code=303)
    return _preview(engagement, form, lines, decided, asked == "record", looked)


def _preview(engagement, form, lines, decided, is_late, looked):
    problem = None
    if is_late:
        problem = (
            "Tick each fact that shall be replaced, or say that the others stay as they are"
            if looked
            else "The facts changed since you looked. This is how they stand now"
        )
    page = render_template(
        "matcher/engagements/report_preview.html",
        form=form,
        engagement=engagement,
        report=form.to_report(),
        opinion=OPINIONS[form.to_report().opinion],
        categories=categories_in_words(form.to_report().categories),
        lines=lines,
        asked=[line for line in lines if line.change is Change.ASKED],
        label_of=label_of,
        seen=fingerprint(lines),
        decided=decided,
        problem=problem,
    )
    return page, 422 if problem else 200


@blueprint.route("/<uuid:key>/rating", methods=["GET", "POST"])
@requires(Permission.INTAKE_WRITE)
def rating(key):
    """Rate the firm's work once the report is there, or put the rating right."""
    engagement = fetch_engagement(session, key, COMPANYS.party)
    given = engagement.rating
    if given is None:
        expect(engagement, Stage.RATED, COMPANYS.party)
    elif not is_editable(given, now()):
        raise Conflict("A rating can be changed for 14 days, which are over.")
    form = RatingForm(None) if given is None else ChangedRatingForm(given)
    if form.validate_on_submit():
        if given is None:
            rate(session, engagement, form.to_request(), COMPANYS.deed(), today())
        else:
            change_rating(session, engagement, form.to_request(), form.version.data, COMPANYS.deed(), today())
        flash("Your rating is saved, and the firm is told.", "success")
        return redirect(url_for(".show", key=key), code=303)
    page = render_template("matcher/engagements/rating.html", form=form, engagement=engagement, given=given)
    return page, 422 if form.errors else 200
