"""Pages on which admins read what is mailed, with invented contents."""

from flask import Blueprint, Flask, current_app, render_template
from flask.typing import ResponseReturnValue

from foundation.access.gate import requires
from foundation.access.permissions import Permission
from foundation.errors import NotFound
from foundation.mail.letters import Sample, Samples

blueprint = Blueprint("letters", __name__, url_prefix="/admin/letters")


def install(app: Flask, samples: Samples) -> None:
    """Tell the pages which letters there are."""
    app.extensions["letter_samples"] = tuple(samples)


@blueprint.get("/")
@requires(Permission.OUTBOX_READ)
def index() -> ResponseReturnValue:
    """List the letters, who gets each, and when."""
    return render_template("foundation/letters/index.html", samples=_samples())


@blueprint.get("/<int:number>")
@requires(Permission.OUTBOX_READ)
def show(number: int) -> ResponseReturnValue:
    """Show one letter as text and as a page; `number` counts from 1."""
    sample = _sample(number)
    return render_template("foundation/letters/show.html", sample=sample, number=number, pages=len(_samples()))


@blueprint.get("/<int:number>/page")
@requires(Permission.OUTBOX_READ)
def page(number: int) -> ResponseReturnValue:
    """Give one letter as the page that is mailed."""
    return _sample(number).letter.html


def _sample(number: int) -> Sample:
    if not 1 <= number <= len(_samples()):
        raise NotFound("There is no such letter.")
    return _samples()[number - 1]


def _samples() -> tuple[Sample, ...]:
    samples: tuple[Sample, ...] = current_app.extensions["letter_samples"]
    return samples
