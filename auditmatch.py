"""The composition root: `create_app(settings)` and the command line. It imports everything, nothing imports it."""

from collections.abc import Mapping

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.engine import Engine

import foundation.api.specification
import foundation.rooms
import matcher.rooms
import questionnaires.rooms
from foundation.access.permissions import Permission
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.oidc import client as single_sign_on
from foundation.accounts.seed import seed_people
from foundation.api.limits import RequestLimit
from foundation.assets import asset
from foundation.clock import today
from foundation.commands.demo import demo_command
from foundation.commands.group import PlainGroup
from foundation.commands.serving import db, serve, worker
from foundation.config import Settings, secret_key, settings_from
from foundation.db import open_engine
from foundation.health import probes
from foundation.jobs.bell import bell
from foundation.jobs.queue import Queue
from foundation.jobs.shift import Shift
from foundation.jobs.worker import Deed
from foundation.mail import letter_views
from foundation.mail.chore import Chore, mail_chores
from foundation.mail.letters import Samples
from foundation.orphans import file_chore
from foundation.privacy.deed import ExportDeed
from foundation.privacy.kept_days import kept_by_the_house
from foundation.privacy.models import EXPORT_JOB
from foundation.privacy.retention import Retained, retention_chore
from foundation.sealing import Sealer
from foundation.storage import FolderStorage
from foundation.web import errors, filters, home, navigation, request_log, requests, security, session, signin
from foundation.web.application import Application
from foundation.web.navigation import NavigationItem, NavigationPart
from matcher.claims.seed import seed_claim
from matcher.drift.chore import drift_chore
from matcher.engagements.portal_page import ENGAGEMENTS_PAGE
from matcher.firms.seed import seed_firms
from matcher.intakes.retention import kept_intakes
from matcher.introductions.chore import clock_chore
from matcher.introductions.portal_page import REQUESTS_PAGE
from matcher.introductions.retention import kept_briefs
from matcher.kinds import KINDS as MATCHER_KINDS
from matcher.portal import pages as portal_pages
from matcher.portal.chore import capacity_chore
from matcher.quotes.measuring import honesty_chore
from matcher.ranker.deed import train_deed
from matcher.ranker.fairness import exposure_chore, measure_exposure
from matcher.ranker.models import TRAIN_JOB
from matcher.vetting.chore import vetting_chore
from matcher.vetting.seed import seed_checks
from questionnaires.ask.answerers import Answerers
from questionnaires.ask.service import Desk
from questionnaires.care.chore import reminder_chore
from questionnaires.commitments.chore import commitment_chore
from questionnaires.endpoint.client import endpoint_from
from questionnaires.kinds import KINDS as QUESTIONNAIRE_KINDS
from questionnaires.library.chore import library_chore
from questionnaires.progress.chore import progress_chore
from questionnaires.reviews.confined import limits_from
from questionnaires.reviews.deeds import AnswerDeed
from questionnaires.reviews.models import ANSWER_JOB, READ_JOB
from questionnaires.reviews.read_deed import ReadDeed
from questionnaires.reviews.reader import Reader
from questionnaires.reviews.writer import Writer
from questionnaires.seed.knowledge import seed_knowledge
from questionnaires.semantic.encoder import encoder_from

BLUEPRINTS = (*foundation.rooms.BLUEPRINTS, *matcher.rooms.BLUEPRINTS, *questionnaires.rooms.BLUEPRINTS)
API = (*questionnaires.rooms.API, *matcher.rooms.API)
"""The parts of the API, in the order of its specification."""


def deeds_of(settings: Settings) -> dict[str, Deed]:
    """Say what workers can do, by the kind of the job."""
    return {
        READ_JOB: ReadDeed(FolderStorage(settings.files), Reader(limits_from(settings))),
        ANSWER_JOB: AnswerDeed(endpoint_from(settings), encoder_from(settings)),
        TRAIN_JOB: train_deed,
        EXPORT_JOB: ExportDeed(FolderStorage(settings.files), settings.instance),
    }


def retained_of(settings: Settings) -> tuple[Retained, ...]:
    """Say what is kept for some days only."""
    return (*kept_intakes(settings, matcher.rooms.INTAKE_HOLDS), *kept_briefs(settings), *kept_by_the_house(settings))


def chores_of(settings: Settings, engine: Engine, shift: Shift) -> tuple[Chore, ...]:
    """Say what the worker looks at each minute."""
    return (
        *mail_chores(settings, engine, shift.is_over),
        file_chore(settings, engine),
        commitment_chore(settings, engine),
        reminder_chore(settings, engine, questionnaires.rooms.WATCHED),
        library_chore(settings, engine),
        progress_chore(engine),
        clock_chore(settings, engine),
        capacity_chore(settings, engine),
        vetting_chore(settings, engine),
        retention_chore(engine, retained_of(settings)),
        honesty_chore(engine),
        exposure_chore(engine),
        drift_chore(settings, engine),
    )


def queue_of(settings: Settings, engine: Engine, deeds: Mapping[str, Deed]) -> Queue:
    """Make the bell, and what a worker does when it rings."""
    shift = Shift()
    found = bell(settings.queue_url, folder=settings.instance, secret=secret_key(settings))
    return Queue(found, engine, deeds, chores_of(settings, engine, shift), shift)


def letters_of(base_url: str) -> Samples:
    """Give every letter with invented contents, for admins to read."""
    rooms = (*matcher.rooms.LETTERS, *questionnaires.rooms.LETTERS, *foundation.rooms.LETTERS)
    return tuple(one for give in rooms for one in give(base_url))


NAVIGATION = (
    NavigationPart(
        "Find an auditor",
        (
            NavigationItem("intakes.new", "Find an auditor", also=("matches",), unless=Permission.INTAKE_READ),
            NavigationItem("intakes.index", "Intakes", Permission.INTAKE_READ, also=("matches",)),
            NavigationItem("introductions.index", "Introductions", Permission.INTAKE_READ, also=("quotes",)),
            NavigationItem("engagements.index", "Engagements", Permission.INTAKE_READ),
        ),
    ),
    NavigationPart(
        "Questionnaires",
        (
            NavigationItem("questionnaires.index", "Questionnaires", Permission.QUESTIONNAIRE_READ, also=("trust",)),
            NavigationItem("library.index", "Answers", Permission.CONTROLS_READ),
            NavigationItem("commitments.index", "Commitments", Permission.QUESTIONNAIRE_READ),
            NavigationItem("figures.index", "Figures", Permission.QUESTIONNAIRE_READ),
        ),
    ),
    NavigationPart(
        "Controls",
        (
            NavigationItem("controls.index", "Controls", Permission.CONTROLS_READ),
            NavigationItem("facts.index", "Facts", Permission.CONTROLS_READ),
            NavigationItem("readiness.index", "Readiness", Permission.CONTROLS_READ, also=("remediation", "handoff")),
        ),
    ),
    NavigationPart(
        "Our firm",
        (
            NavigationItem(
                "portal.start", "Our firm", Permission.FIRM_PORTAL, also=("requests", "firm_quotes", "engaged")
            ),
        ),
    ),
    NavigationPart(
        "Desk",
        (
            NavigationItem("desk.index", "Desk", Permission.MATCHING_OVERSEE),
            NavigationItem("overseen.index", "Introductions", Permission.MATCHING_OVERSEE),
            NavigationItem("overseen_engagements.index", "Engagements", Permission.MATCHING_OVERSEE),
            NavigationItem("complaints.index", "Complaints", Permission.MATCHING_OVERSEE),
            NavigationItem("ranker.index", "Ranking", Permission.MATCHING_OVERSEE, also=("drift",)),
            NavigationItem("letters.index", "Letters", Permission.OUTBOX_READ, also=("outbox",)),
            NavigationItem("status.index", "Status", Permission.SERVICE_RUN),
        ),
    ),
    NavigationPart(
        "Firms",
        (
            NavigationItem("firms.index", "Directory", Permission.DIRECTORY_MANAGE, also=("firm_imports",)),
            NavigationItem("vetting.index", "Vetting", Permission.DIRECTORY_MANAGE),
            NavigationItem("firm_changes.index", "Told by firms", Permission.DIRECTORY_MANAGE),
        ),
    ),
)
"""The words of the top bar, and what stands behind each."""

PORTAL_PAGES = (*portal_pages.OWN_PAGES, REQUESTS_PAGE, ENGAGEMENTS_PAGE)
"""What the portal of a firm leads to; a room that has a page for firms adds it here."""

START = {
    "find_auditor": "intakes.new",
    "intakes": "intakes.index",
    "answer": "questionnaires.new",
    "questionnaires": "questionnaires.index",
    "controls": "controls.index",
    "readiness": "readiness.index",
    "directory": "firms.index",
    "vetting": "vetting.index",
    "outbox": "outbox.index",
    "trail": "trail.index",
    "members": "members.index",
    "portal": "portal.start",
    "capacity": "portal.capacity",
}
"""Which page stands behind each key of the start page."""


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings they are read from the environment."""
    settings = settings or settings_from()
    app = Application("auditmatch", template_folder=str(asset("templates")), static_folder=str(asset("static")))
    app.config.update(SECRET_KEY=secret_key(settings), MAX_CONTENT_LENGTH=settings.upload_limit_mb * 1024 * 1024)
    app.config["SECRET_KEY_FALLBACKS"] = list(settings.former_keys)
    app.debug = False  # whatever FLASK_DEBUG says: error pages would tell of the inside
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # the token lasts as long as the session: a review may take hours
    _provide(app, settings)
    request_log.install(app)  # first, so that whatever goes wrong in the others has its number
    probes.install(app, settings)
    csrf = CSRFProtect(app)
    security.install(app, https=settings.base_url.startswith("https://"), proxies=settings.trusted_proxies)
    for part in (requests, session, signin, errors, filters, single_sign_on):
        part.install(app)
    navigation.install(app, NAVIGATION)
    home.install(app, START)
    portal_pages.install(app, PORTAL_PAGES)
    letter_views.install(app, letters_of(settings.base_url.rstrip("/")))
    foundation.privacy.views.install(app, retained_of(settings), (*QUESTIONNAIRE_KINDS, *MATCHER_KINDS))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    foundation.api.specification.install(app, API)
    for blueprint in API:
        csrf.exempt(blueprint)  # a program brings a token with each request, which no other site can make it send
    return app


def _provide(app: Flask, settings: Settings) -> None:
    """Put what requests, commands and the worker share where they find it."""
    app.extensions["settings"] = settings
    engine = app.extensions["engine"] = open_engine(settings.database)
    app.extensions["deeds"] = deeds_of(settings)
    app.extensions["desk"] = Desk(Answerers(), encoder_from(settings))
    app.extensions["sealer"] = Sealer(
        app.config["SECRET_KEY"], purpose="second factor", former_keys=settings.former_keys
    )
    app.extensions["api_limit"] = RequestLimit(settings.api_requests_per_minute)
    app.extensions["writer"] = Writer(limits_from(settings))
    app.extensions["intake_holds"] = matcher.rooms.INTAKE_HOLDS
    app.extensions["readiness_to_intake"] = "intakes.from_controls"
    app.extensions["queue"] = queue_of(settings, engine, app.extensions["deeds"])
    app.extensions["wake"] = app.extensions["queue"].wake


def seed_everything(app: Flask) -> None:
    """Fill the database with the invented demo; what stands already is left as it is."""
    engine = app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        company_id = seed_people(session).id
        seed_firms(session, today=today())
        seed_claim(session)
        seed_checks(session, today=today())
        measure_exposure(session)
        session.commit()
    with open_session(engine, company_id) as session:
        seed_knowledge(session)
        session.commit()


@click.command()
@with_appcontext
def seed() -> None:
    """Fill the database with invented people, firms and controls; safe to run again.

    Example: auditmatch seed
    """
    seed_everything(current_app)
    click.echo("The invented demo data stands.")


HELP = "Match companies with audit firms, answer buyers' questionnaires."
cli = PlainGroup(name="auditmatch", create_app=create_app, help=HELP)
COMMANDS = (
    demo_command(create_app, seed_everything),
    serve,
    worker,
    db,
    seed,
    *foundation.rooms.COMMANDS,
    *matcher.rooms.COMMANDS,
    *questionnaires.rooms.COMMANDS,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    cli.main()
