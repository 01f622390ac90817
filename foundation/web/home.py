"""The start page: what this is, and where each of the three kinds of people goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Flask, current_app, render_template
from flask_login import current_user

from foundation.access.gate import public
from foundation.access.permissions import Permission

blueprint = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing a signed-in person may do next; `key` names the page, which the composition root knows."""

    key: str
    permission: Permission
    title: str
    text: str


NEXT_STEPS = (
    NextStep(
        "find_auditor", Permission.INTAKE_WRITE, "Find an auditor", "Say what you want examined and see who may do it."
    ),
    NextStep("intakes", Permission.INTAKE_READ, "See your intakes", "What you asked for, and the three firms found."),
    NextStep(
        "answer",
        Permission.QUESTIONNAIRE_WRITE,
        "Answer a questionnaire",
        "Drop in the buyer's file or paste its text.",
    ),
    NextStep(
        "questionnaires",
        Permission.QUESTIONNAIRE_READ,
        "See your questionnaires",
        "What is being answered, what waits for approval, what can go out.",
    ),
    NextStep(
        "controls", Permission.CONTROLS_WRITE, "Keep your controls", "Import, edit and export what the answers rest on."
    ),
    NextStep(
        "readiness",
        Permission.CONTROLS_WRITE,
        "See how ready you are",
        "Which criteria are covered and which gaps count.",
    ),
    NextStep(
        "portal",
        Permission.FIRM_PORTAL,
        "Keep your profile",
        "What companies see of your firm: vetting, offer, fees, and what is not known.",
    ),
    NextStep(
        "capacity", Permission.FIRM_PORTAL, "Tell your capacity", "How many more engagements you can take, and when."
    ),
    NextStep("directory", Permission.DIRECTORY_MANAGE, "Keep the directory", "Import, edit and suspend firms."),
    NextStep(
        "vetting", Permission.DIRECTORY_MANAGE, "Vet firms", "What is to be checked again, and where firms stand."
    ),
    NextStep("outbox", Permission.OUTBOX_READ, "Read the outbox", "The mails that this demo would have sent."),
    NextStep("trail", Permission.AUDIT_READ, "Read the trail", "Who did what to which thing."),
    NextStep("members", Permission.MEMBERS_MANAGE, "People and roles", "Invite colleagues, change what they may do."),
)


def install(app: Flask, pages: Mapping[str, str]) -> None:
    """Tell the start page which endpoint stands behind each key."""
    app.extensions["start_pages"] = dict(pages)


@blueprint.get("/")
@public
def index() -> str:
    """Lead a company, a sales person and an admin to their job; whoever is signed in sees their own next steps."""
    pages = _standing_pages()
    if not current_user.is_authenticated:
        return render_template("foundation/home.html", pages=pages)
    steps = [step for step in NEXT_STEPS if step.key in pages and current_user.may(step.permission)]
    return render_template("foundation/home_signed_in.html", pages=pages, steps=steps)


def _standing_pages() -> dict[str, str]:
    """Leave out the outbox, which only a demo shows."""
    pages: dict[str, str] = dict(current_app.extensions["start_pages"])
    if not current_app.extensions["settings"].demo:
        pages.pop("outbox", None)
    return pages
