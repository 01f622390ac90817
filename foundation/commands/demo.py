"""`demo`: the whole service in one process, on embedded parts."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

import click
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from foundation.accounts.seed import DEMO_PASSWORD, DEMO_SIGN_INS
from foundation.config import Settings, settings_from
from foundation.errors import BadInput
from foundation.migrations.run import upgrade


def demo_command(create_app: Callable[[Settings], Flask], seed: Callable[[Flask], None]) -> click.Command:
    """Make the `demo` command from what the composition root knows: the application and its seeds."""

    @click.command()
    def demo() -> None:
        """Run everything in one process with invented data; safe to run again.

        Example: PORT=8000 auditmatch demo
        """
        settings = settings_from()
        app = create_app(replace(settings, demo=True, base_url=f"http://127.0.0.1:{settings.port}"))
        upgrade(app.extensions["engine"])
        seed(app)
        server = _listen(app, settings)
        threading.Thread(target=server.serve_forever, name="web", daemon=True).start()
        click.echo(greeting(settings.port))
        app.extensions["queue"].run_worker()
        server.shutdown()

    return demo


def _listen(app: Flask, settings: Settings) -> BaseWSGIServer:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    try:
        return make_server(settings.host, settings.port, app, threaded=True)
    except (OSError, SystemExit) as taken:
        raise BadInput(
            f"something else listens there already; try PORT={settings.port + 1}", where=f"Port {settings.port}"
        ) from taken


def greeting(port: int) -> str:
    """Say where to go and as whom."""
    people = "\n".join(f"  {email:<28} {what}" for email, what in DEMO_SIGN_INS)
    return (
        f"\nauditmatch is running at http://127.0.0.1:{port}  (the same at http://localhost:{port})\n\n"
        f"Sign in with the password  {DEMO_PASSWORD}  as\n{people}\n\nEverything in it is invented. Ctrl-C ends it.\n"
    )
