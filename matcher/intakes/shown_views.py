"""One click takes into an intake what the organisation's controls show of its readiness."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.web.session import session
from matcher.intakes import choices
from matcher.intakes.queries import list_intakes
from matcher.intakes.service import fetch_intake
from matcher.intakes.shown import Offer, begin_from_controls, offers, use_controls
from matcher.intakes.steps import Step
from matcher.intakes.views import blueprint

LABELS = dict(choices.READINESS)


@blueprint.get("/intakes/readiness")
@requires(Permission.INTAKE_READ)
def readiness() -> ResponseReturnValue:
    """Show what the controls show beside what each intake says."""
    page = list_intakes(session, page=1)
    return render_template("matcher/intakes/readiness.html", offers=offers(session, page.rows), labels=LABELS)


@blueprint.post("/intakes/readiness")
@requires(Permission.INTAKE_WRITE)
def from_controls() -> ResponseReturnValue:
    """Take it into the one intake, into a new one where there is none, or ask into which."""
    page = list_intakes(session, page=1)
    if page.total > 1:
        return redirect(url_for("intakes.readiness"), code=303)
    if page.rows:
        return _taken(use_controls(session, page.rows[0], current_user.actor))
    offer = begin_from_controls(session, current_user.organisation_name, current_user.actor)
    flash(f"An intake is begun. Readiness: {LABELS[offer.shown.stage]}. Now tell the rest.", "success")
    return redirect(url_for("intakes.step", intake_id=offer.intake.id, name=Step.COMPANY), code=303)


@blueprint.post("/intakes/<uuid:intake_id>/readiness")
@requires(Permission.INTAKE_WRITE)
def take_readiness(intake_id: uuid.UUID) -> ResponseReturnValue:
    """Take it into this intake."""
    return _taken(use_controls(session, fetch_intake(session, intake_id), current_user.actor))


def _taken(offer: Offer) -> ResponseReturnValue:
    flash(f"Readiness: {LABELS[offer.shown.stage]}. {offer.shown.why} You can choose otherwise here.", "success")
    return redirect(url_for("intakes.step", intake_id=offer.intake.id, name=Step.READINESS), code=303)
