"""The product and a bare Flask page behind one gunicorn: `python -m bench.web.site PORT`."""

import sys

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from auditmatch import create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.commands.serving import Gunicorn

WORKERS, THREADS = 2, 4
"""As `auditmatch serve` has them."""
BARE = "/bare"


def bare_app(engine: Engine) -> Flask:
    """Make an application of one page that asks one thing of the database and prints it."""
    app = Flask("bare")

    @app.get("/")
    def page() -> str:
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            name = session.scalar(sa.select(Organisation.name).limit(1))
        return f"<!doctype html><title>Bare</title><h1>{name}</h1>"

    return app


def main() -> None:
    """Serve until told to stop."""
    app = create_app()
    bare = bare_app(sa.create_engine(app.extensions["settings"].database))  # plain: no walls, nothing tried beforehand
    app.extensions["engine"].dispose()  # connections must not be shared by the processes that are forked
    options = {"bind": f"127.0.0.1:{sys.argv[1]}", "worker_class": "gthread", "workers": WORKERS, "threads": THREADS}
    site = DispatcherMiddleware(app, {BARE: bare})
    Gunicorn(site, options | {"control_socket_disable": True, "loglevel": "warning"}).run()


if __name__ == "__main__":
    main()
