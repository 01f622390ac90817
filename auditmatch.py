"""The composition root: `create_app(settings)` and the command line. It imports everything, nothing imports it."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy.engine import Engine

import foundation.accounts.invitations.views
import foundation.accounts.members.views
import foundation.accounts.person.views
import foundation.accounts.resets.views
import foundation.accounts.views
import foundation.api.specification
import foundation.api.tokens.views
import foundation.audit.views
import foundation.mail.views
import foundation.web.home
import matcher.firms.api
import matcher.firms.cli
import matcher.firms.imports.views
import matcher.firms.views
import matcher.intakes.adviser_views
import matcher.intakes.api
import matcher.intakes.shown_views
import matcher.intakes.views
import matcher.matches.api
import matcher.matches.cli
import matcher.matches.views
import matcher.vetting.api
import matcher.vetting.firm_views
import matcher.vetting.views
import questionnaires.ask.api
import questionnaires.ask.views
import questionnaires.assigning.views
import questionnaires.commitments.views
import questionnaires.controls.api
import questionnaires.controls.cli
import questionnaires.controls.views
import questionnaires.discussion.views
import questionnaires.facts.api
import questionnaires.facts.cli
import questionnaires.facts.views
import questionnaires.figures.views
import questionnaires.handoff.views
import questionnaires.library.api
import questionnaires.library.cli
import questionnaires.library.queue_views
import questionnaires.library.views
import questionnaires.readiness.cli
import questionnaires.readiness.views
import questionnaires.remediation.views
import questionnaires.reviews.answers_api
import questionnaires.reviews.answers_views
import questionnaires.reviews.api
import questionnaires.reviews.cli
import questionnaires.reviews.columns_views
import questionnaires.reviews.views
import questionnaires.trust.views
from foundation.access.permissions import Permission
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.seed import seed_people
from foundation.api.limits import RequestLimit
from foundation.assets import asset
from foundation.clock import today
from foundation.commands.demo import demo_command
from foundation.commands.group import PlainGroup
from foundation.commands.serving import db, serve, worker
from foundation.config import Settings, secret_key, settings_from
from foundation.db import open_engine
from foundation.jobs.chores import hourly
from foundation.jobs.queue import Queue
from foundation.jobs.worker import Deed
from foundation.mail.chore import Chore, mail_chores
from foundation.storage import FolderStorage
from foundation.web import errors, filters, home, navigation, requests, security, session, signin
from matcher.firms.seed import seed_firms
from matcher.vetting.chore import vetting_chore
from matcher.vetting.models import VettingCheck
from matcher.vetting.seed import seed_checks
from questionnaires.ask.answerers import Answerers
from questionnaires.ask.service import Desk
from questionnaires.care.chore import reminder_chore
from questionnaires.care.due import Watched
from questionnaires.commitments.chore import commitment_chore
from questionnaires.controls.service import CONTROLS
from questionnaires.controls.service import titled as control_titled
from questionnaires.endpoint.client import endpoint_from
from questionnaires.facts.queries import titled as fact_titled
from questionnaires.facts.service import FACTS
from questionnaires.library.chore import library_chore
from questionnaires.progress.chore import progress_chore
from questionnaires.reviews.confined import Limits
from questionnaires.reviews.deeds import AnswerDeed
from questionnaires.reviews.models import ANSWER_JOB, READ_JOB
from questionnaires.reviews.orphans import remove_orphans
from questionnaires.reviews.read_deed import ReadDeed
from questionnaires.reviews.reader import Reader
from questionnaires.reviews.writer import Writer
from questionnaires.seed.knowledge import seed_knowledge
from questionnaires.semantic.encoder import encoder_from

BLUEPRINTS = (
    foundation.web.home.blueprint,
    foundation.accounts.views.blueprint,
    foundation.accounts.resets.views.blueprint,
    foundation.accounts.person.views.blueprint,
    foundation.api.tokens.views.blueprint,
    foundation.accounts.members.views.blueprint,
    foundation.accounts.invitations.views.blueprint,
    foundation.audit.views.blueprint,
    foundation.mail.views.blueprint,
    matcher.firms.views.blueprint,
    matcher.firms.imports.views.blueprint,
    matcher.vetting.views.blueprint,
    matcher.intakes.views.blueprint,
    matcher.matches.views.blueprint,
    questionnaires.controls.views.blueprint,
    questionnaires.library.views.blueprint,
    questionnaires.facts.views.blueprint,
    questionnaires.readiness.views.blueprint,
    questionnaires.remediation.views.blueprint,
    questionnaires.handoff.views.blueprint,
    questionnaires.reviews.views.blueprint,
    questionnaires.trust.views.blueprint,
    questionnaires.commitments.views.blueprint,
    questionnaires.ask.views.blueprint,
    questionnaires.figures.views.blueprint,
)

API = (
    questionnaires.controls.api.blueprint,
    questionnaires.facts.api.blueprint,
    questionnaires.library.api.blueprint,
    questionnaires.ask.api.blueprint,
    questionnaires.reviews.api.blueprint,
    matcher.intakes.api.blueprint,
    matcher.matches.api.blueprint,
    matcher.firms.api.blueprint,
)
"""The parts of the API, in the order of its specification."""


def limits_of(settings: Settings) -> Limits:
    """Say what a process that opens a stranger's file may use."""
    return Limits(settings.reading_memory_mb, settings.reading_cpu_seconds, settings.reading_seconds)


def deeds_of(settings: Settings) -> dict[str, Deed]:
    """Say what workers can do, by the kind of the job."""
    return {
        READ_JOB: ReadDeed(FolderStorage(settings.files), Reader(limits_of(settings))),
        ANSWER_JOB: AnswerDeed(endpoint_from(settings), encoder_from(settings)),
    }


def file_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of removing stored files that no row names; it looks once an hour."""

    def tidy() -> None:
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            remove_orphans(session, FolderStorage(settings.files), VettingCheck.stored_name)

    return hourly(0, tidy)


WATCHED = (Watched(CONTROLS, control_titled), Watched(FACTS, fact_titled))
"""Of whose reviews and evidence owners are reminded."""


def chores_of(settings: Settings, engine: Engine) -> tuple[Chore, ...]:
    """Say what the worker looks at each minute."""
    return (
        *mail_chores(settings, engine),
        file_chore(settings, engine),
        commitment_chore(settings, engine),
        reminder_chore(settings, engine, WATCHED),
        library_chore(settings, engine),
        progress_chore(engine),
        vetting_chore(settings, engine),
    )


NAVIGATION: tuple[navigation.NavigationItem, ...] = (
    navigation.NavigationItem("intakes.new", "Find an auditor"),
    navigation.NavigationItem("questionnaires.index", "Questionnaires", Permission.QUESTIONNAIRE_READ),
    navigation.NavigationItem("controls.index", "Controls", Permission.CONTROLS_READ),
    navigation.NavigationItem("library.index", "Answers", Permission.CONTROLS_READ),
    navigation.NavigationItem("facts.index", "Facts", Permission.CONTROLS_READ),
    navigation.NavigationItem("readiness.index", "Readiness", Permission.CONTROLS_READ),
    navigation.NavigationItem("firms.index", "Firm directory", Permission.DIRECTORY_MANAGE),
    navigation.NavigationItem("vetting.index", "Vetting", Permission.DIRECTORY_MANAGE),
)

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
}
"""Which page stands behind each key of the start page."""


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings they are read from the environment."""
    settings = settings or settings_from()
    app = Flask("auditmatch", template_folder=str(asset("templates")), static_folder=str(asset("static")))
    app.config.update(SECRET_KEY=secret_key(settings), MAX_CONTENT_LENGTH=settings.upload_limit_mb * 1024 * 1024)
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # the token lasts as long as the session: a review may take hours
    app.extensions["settings"] = settings
    app.extensions["engine"] = open_engine(settings.database)
    app.extensions["deeds"] = deeds_of(settings)
    app.extensions["desk"] = Desk(Answerers(), encoder_from(settings))
    app.extensions["api_limit"] = RequestLimit(settings.api_requests_per_minute)
    app.extensions["writer"] = Writer(limits_of(settings))
    engine = app.extensions["engine"]
    chores = chores_of(settings, engine)
    app.extensions["readiness_to_intake"] = "intakes.from_controls"
    app.extensions["queue"] = Queue(settings.instance, app.extensions["engine"], app.extensions["deeds"], chores)
    app.extensions["wake"] = app.extensions["queue"].wake
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    csrf = CSRFProtect(app)
    security.install(app, https=settings.base_url.startswith("https://"))
    for part in (requests, session, signin, errors, filters):
        part.install(app)
    navigation.install(app, NAVIGATION)
    home.install(app, START)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    foundation.api.specification.install(app, API)
    for blueprint in API:
        csrf.exempt(blueprint)  # a program brings a token with each request, which no other site can make it send
    return app


def seed_everything(app: Flask) -> None:
    """Fill the database with the invented demo; what stands already is left as it is."""
    engine = app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        company_id = seed_people(session).id
        seed_firms(session, today=today())
        seed_checks(session, today=today())
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


cli = PlainGroup(
    name="auditmatch", create_app=create_app, help="Match companies with audit firms, answer buyers' questionnaires."
)
COMMANDS = (
    demo_command(create_app, seed_everything),
    serve,
    worker,
    db,
    seed,
    matcher.firms.cli.firms,
    matcher.matches.cli.match_intake,
    questionnaires.reviews.cli.answer,
    questionnaires.reviews.cli.inspect,
    questionnaires.readiness.cli.readiness,
    questionnaires.controls.cli.controls,
    questionnaires.library.cli.library,
    questionnaires.facts.cli.facts,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    cli.main()
