"""`serve`, `worker`, `db upgrade`: running the service for real."""

import gc
import logging
import os
import shutil
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication
from sqlalchemy.engine import Engine

from foundation.commands.database import as_owner, refuse_unready
from foundation.config import Settings, refuse_weak_key
from foundation.jobs.queue import Queue
from foundation.logs import install as logs
from foundation.migrations.roles import admit, weakness_of_walls
from foundation.migrations.run import downgrade, upgrade

GARBAGE_AFTER = 10_000
"""New things after which a web process looks for garbage among them; Python's own 700 are less than a page makes."""
log = logging.getLogger(__name__)


class Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn with threads, told everything by our settings."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app, self._options = app, options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Hand the application over to a process that was just forked.

        Some 400,000 things stand from here on. Looked through for garbage they would hold every thread up for a
        quarter of a second, now and again, and find nothing; so they are set aside, and less is looked for often.
        """
        gc.freeze()
        gc.set_threshold(GARBAGE_AFTER)
        return self._app


@click.command()
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--threads", default=4, show_default=True, help="Threads in each.")
@with_appcontext
def serve(workers: int, threads: int) -> None:
    """Serve the pages.

    Example: PORT=8000 auditmatch serve --workers 2
    """
    settings: Settings = current_app.extensions["settings"]
    refuse_weak_key(settings)
    logs.install(settings)
    if settings.metrics_token:
        add_up_in(settings.instance / "metrics")
    bind = f"{settings.host}:{settings.port}"
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # gunicorn outlives this context
    refuse_unready(app.extensions["engine"])
    warn_of_weak_walls(app.extensions["engine"])
    app.extensions["engine"].dispose()  # connections must not be shared by the processes that are forked
    options = {"bind": bind, "worker_class": "gthread", "workers": workers, "threads": threads}
    options |= {"control_socket_disable": True}  # it would be written into the home folder, which may be closed
    Gunicorn(app, options | ({"logger_class": logs.GunicornLogger} if settings.json_logs else {})).run()


def add_up_in(folder: Path) -> None:
    """Let the processes that are forked add their numbers up in a folder; those of former processes go."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # prometheus_client reads it nowhere else


@click.command()
@click.option("--threads", default=2, show_default=True, help="Jobs done at the same time.")
@with_appcontext
def worker(threads: int) -> None:
    """Do the work in the background.

    Example: auditmatch worker --threads 2
    """
    logs.install(current_app.extensions["settings"])
    queue: Queue = current_app.extensions["queue"]
    refuse_unready(current_app.extensions["engine"])
    warn_of_weak_walls(current_app.extensions["engine"])
    click.echo("Waiting for work. Ctrl-C ends this.")
    queue.run_worker(threads=threads)


def warn_of_weak_walls(engine: Engine) -> None:
    """Write into the log why the walls between organisations may not hold; the service runs all the same."""
    if weakness := weakness_of_walls(engine):
        log.warning(weakness)


@click.group()
def db() -> None:
    """Bring the database up to date.

    Example: auditmatch db upgrade
    """


@db.command("upgrade")
@click.argument("revision", default="head")
@with_appcontext
def upgrade_database(revision: str) -> None:
    """Bring the database up to a revision (by default the newest).

    Example: auditmatch db upgrade
    """
    with as_owner(current_app.extensions["settings"]) as owner:
        upgrade(owner, revision)
        admit(owner, current_app.extensions["settings"].database)
    click.echo("The database is up to date.")


@db.command("downgrade")
@click.argument("revision")
@with_appcontext
def downgrade_database(revision: str) -> None:
    """Bring the database down to a revision; `base` empties it.

    Example: auditmatch db downgrade base
    """
    with as_owner(current_app.extensions["settings"]) as owner:
        downgrade(owner, revision)
    click.echo(f"The database is at {revision}.")
