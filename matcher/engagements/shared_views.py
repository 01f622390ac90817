"""Pages of an engagement that the company and the firm both have, each behind a door of its own."""

import uuid
from functools import partial, wraps

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from foundation.access.gate import requires
from foundation.clock import now, today
from foundation.errors import NotFound
from foundation.web.session import session
from matcher.engagements.doors import Door
from matcher.engagements.forms import CancelForm, DaysForm, ListForm, StepForm
from matcher.engagements.issuing import own_report
from matcher.engagements.models import Engagement
from matcher.engagements.queries import fetch_engagement, list_engagements, to_be_signed
from matcher.engagements.rating import ASPECTS, is_editable
from matcher.engagements.service import cancel, change_days, record_day
from matcher.engagements.shown import DEEDS, chart_of, history, plan_of, shown
from matcher.engagements.states import BY_A_DAY, Stage
from matcher.engagements.steps import expect
from matcher.plan.calendar_file import engagement_calendar

_FOLDER = "matcher/engagements"


def index(door: Door) -> ResponseReturnValue:
    """List the engagements of this side, those under way first."""
    form = ListForm(request.args)
    page = list_engagements(session, page=request.args.get("page", 1, type=int), stage=form.to_stage())
    return render_template(
        f"{_FOLDER}/index.html",
        door=door,
        form=form,
        page=page,
        rows=[shown(one, door.party, today()) for one in page.rows],
        unsigned=to_be_signed(session) if door.is_company else (),
    )


def show(door: Door, key: uuid.UUID) -> ResponseReturnValue:
    """Show one engagement: where it stands, promised against real days, what happened."""
    engagement = fetch_engagement(session, key, door.party)
    rating = engagement.rating
    return render_template(
        f"{_FOLDER}/show.html",
        door=door,
        engagement=engagement,
        shown=shown(engagement, door.party, today()),
        chart=chart_of(engagement, today()),
        history=history(engagement.steps),
        report=own_report(session, engagement),
        rating=rating,
        aspects=ASPECTS,
        rating_is_editable=rating is not None and is_editable(rating, now()),
    )


def days(door: Door, key: uuid.UUID) -> ResponseReturnValue:
    """Promise other days, or put right what was recorded."""
    engagement = _under_way(door, key)
    form = DaysForm(engagement, today=today())
    if form.validate_on_submit():
        changed = change_days(session, engagement, form.to_request(), door.deed(), today())
        flash("The days are saved, and the other side is told." if changed else "Nothing was different.", "success")
        return redirect(door.url("show", key=key), code=303)
    return _form_page("days", door, engagement, form=form)


def step(door: Door, key: uuid.UUID, name: str) -> ResponseReturnValue:
    """Record on which day a stage was reached."""
    engagement = fetch_engagement(session, key, door.party)
    if name not in BY_A_DAY:
        raise NotFound("An engagement has no such step.")
    stage = Stage(name)
    expect(engagement, stage, door.party)
    form = StepForm(engagement, stage, today=today())
    if form.validate_on_submit():
        record_day(session, engagement, stage, form.on_day.data, door.deed(form.note.data), today())
        flash("Recorded, and the other side is told.", "success")
        return redirect(door.url("show", key=key), code=303)
    return _form_page("step", door, engagement, form=form, title=DEEDS[stage])


def end(door: Door, key: uuid.UUID) -> ResponseReturnValue:
    """End an engagement before there is a report."""
    engagement = _under_way(door, key)
    form = CancelForm()
    if form.validate_on_submit():
        cancel(session, engagement, str(form.reason.data), door.deed(), today())
        flash("The engagement is cancelled, and the other side is told why.", "success")
        return redirect(door.url("show", key=key), code=303)
    return _form_page("cancel", door, engagement, form=form)


def calendar(door: Door, key: uuid.UUID) -> ResponseReturnValue:
    """Give the days as a calendar file; a later one moves the same events."""
    engagement = fetch_engagement(session, key, door.party)
    content = engagement_calendar(
        plan_of(engagement, today()),
        shown(engagement, door.party, today()).other,
        series=f"engagement/{engagement.id}",
        stamped=engagement.changed_at,
    )
    headers = {"Content-Disposition": 'attachment; filename="engagement.ics"'}
    return Response(content, content_type="text/calendar; charset=utf-8", headers=headers)


def add_shared_pages(blueprint: Blueprint, door: Door) -> None:
    """Give a blueprint the pages that both sides have."""
    change = ["GET", "POST"]
    for rule, permission, methods, page in (
        ("/", door.read, ["GET"], index),
        ("/<uuid:key>", door.read, ["GET"], show),
        ("/<uuid:key>/days", door.write, change, days),
        ("/<uuid:key>/steps/<name>", door.write, change, step),
        ("/<uuid:key>/cancel", door.cancel, change, end),
        ("/<uuid:key>/engagement.ics", door.read, ["GET"], calendar),
    ):
        guarded = requires(permission)(wraps(page)(partial(page, door)))
        blueprint.add_url_rule(rule, page.__name__, guarded, methods=methods)


def _under_way(door: Door, key: uuid.UUID) -> Engagement:
    """Give an engagement that is under way; raises Conflict for another."""
    engagement = fetch_engagement(session, key, door.party)
    expect(engagement, Stage.CANCELLED, door.party)
    return engagement


def _form_page(template: str, door: Door, engagement: Engagement, **given: object) -> ResponseReturnValue:
    other = shown(engagement, door.party, today()).other
    page = render_template(f"{_FOLDER}/{template}.html", door=door, engagement=engagement, other=other, **given)
    return page, 422 if getattr(given["form"], "errors", None) else 200
