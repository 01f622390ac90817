"""What a process does before it is killed: each deed gets its things ready, arms itself, and does one thing."""

import io
from collections.abc import Callable
from dataclasses import replace

from flask import Flask
from sqlalchemy.engine import Engine

from auditmatch import create_app
from foundation.access.scope import NOBODY, open_session
from foundation.config import Settings
from foundation.jobs.worker import run_waiting
from foundation.mail.sender import send_waiting
from foundation.mail.smtp import transport_from
from tests.conftest import Browser, signing_in
from tests.support.full_house import take_in
from tests.support.unconfined import read_without_processes

Arm = Callable[[], None]


def house(settings: Settings) -> Flask:
    """The application of an installation."""
    app = create_app(settings)
    app.test_client_class = Browser
    read_without_processes(app)
    return app


def work(arm: Arm, settings: Settings) -> None:
    """Be a worker that does whatever waits."""
    app = house(settings)
    arm()
    run_waiting(app.extensions["engine"], app.extensions["deeds"])


def send(arm: Arm, settings: Settings, port: int) -> None:
    """Be a worker that sends the mails."""
    engine = house(settings).extensions["engine"]
    arm()
    send_to(engine, settings, port)


def send_to(engine: Engine, settings: Settings, port: int) -> None:
    """Send what waits to a mail server on this machine."""
    transport = transport_from(replace(settings, smtp_url=f"smtp://127.0.0.1:{port}"))
    assert transport is not None
    with open_session(engine, NOBODY) as session:
        send_waiting(session, transport)


def upload(arm: Arm, settings: Settings, buyer: str, content: bytes) -> None:
    """Be a web process that takes a questionnaire."""
    alice = signing_in(house(settings))("alice")
    arm()
    alice.post("/questionnaires/new", data={"buyer": buyer, "file": (io.BytesIO(content), "buyer.csv")})


def import_controls(arm: Arm, settings: Settings, content: bytes) -> None:
    """Be a web process that previews and imports a file."""
    alice = signing_in(house(settings))("alice")
    arm()
    take_in(alice, "controls", content)


def press(arm: Arm, settings: Settings, person: str, address: str) -> None:
    """Be a web process in which somebody presses a button."""
    browser = signing_in(house(settings))(person)
    arm()
    browser.post(address)
