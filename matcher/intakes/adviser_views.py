"""Pages of the scope adviser."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from foundation.access.permissions import Permission
from foundation.web.session import session
from matcher.intakes.advice import QUESTIONS, propose, proposed
from matcher.intakes.adviser_forms import CategoriesForm, adviser_form
from matcher.intakes.doors import Door, behind_both_doors
from matcher.intakes.models import Intake
from matcher.intakes.service import Saved, save
from matcher.intakes.steps import Step
from matcher.intakes.views import blueprint


@behind_both_doors(blueprint, "/adviser", Permission.INTAKE_WRITE, ["GET", "POST"])
def adviser(door: Door, intake: Intake) -> ResponseReturnValue:
    """Ask four plain questions, and show what they speak for."""
    form = adviser_form(intake.advice)
    if form.validate_on_submit():
        save(session, intake, Saved({}, advice=form.to_advice()), door.actor)
        return redirect(door.url("intakes.adviser") + "#proposal", code=303)
    return render_template("matcher/intakes/adviser.html", form=form, door=door, **_proposal(intake.advice))


def _proposal(advice: dict[str, Any]) -> dict[str, Any]:
    if not advice:
        return {"proposals": (), "choice": None, "questions": QUESTIONS}
    proposals = propose(advice)
    choice = CategoriesForm(
        formdata=None, data={"categories": [category.value for category in proposed(proposals)[1:]]}
    )
    return {"proposals": proposals, "choice": choice, "questions": QUESTIONS}


@behind_both_doors(blueprint, "/adviser/categories", Permission.INTAKE_WRITE, ["POST"])
def take_categories(door: Door, intake: Intake) -> ResponseReturnValue:
    """Take the categories that the person decided for."""
    form = CategoriesForm()
    if form.validate_on_submit():
        save(session, intake, Saved(form.to_answers()), door.actor)
        flash("The categories are saved. Check the rest of the scope.", "success")
    return redirect(door.url("intakes.step", name=Step.SCOPE), code=303)
