"""Memory of the background worker while it reads and answers one questionnaire after another."""

import io
import re
import time
from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bench.web.processes import resident_bytes, running
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.config import Settings
from foundation.jobs.models import Job, JobState
from tests.conftest import signing_in
from tests.support.full_house import questionnaire_csv

QUESTIONS = 40
PATIENCE_SECONDS = 300
COMPANIES = 12
"""Whose questionnaires take turns: more than a process keeps knowledge of."""


def worker_memory(app: Flask, settings: Settings, questionnaires: int) -> list[int]:
    """Give the bytes that `auditmatch worker` holds after each questionnaire, uploaded and answered by the pages."""
    _forget_the_work_of_the_clients(app)
    browsers = [signing_in(app)(f"owner-{number:03}") for number in range(COMPANIES)]
    held = []
    with running(settings, "-c", "from auditmatch import main; main()", "worker", "--threads", "1") as worker:
        for number in range(questionnaires):
            _answered(app, browsers[number % COMPANIES])
            held.append(resident_bytes(worker.pid))
    return held


def _forget_the_work_of_the_clients(app: Flask) -> None:
    """What the clients uploaded would be read first, one after another, and only delay what is measured."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(Job).where(Job.state == JobState.WAITING).values(state=JobState.DONE))
        session.commit()


def _answered(app: Flask, browser: FlaskClient) -> None:
    """Upload one and wait until it is read, have it answered and wait for that."""
    file = {"buyer": "Globex", "file": (io.BytesIO(questionnaire_csv(QUESTIONS)), "buyer.csv")}
    address = browser.post("/questionnaires/new", data=file).location
    assert re.search(r"/questionnaires/[0-9a-f-]{36}$", address), address
    _until(lambda: not _waiting(app))
    assert browser.post(f"{address}/answer").status_code == 303
    _until(lambda: not _waiting(app))


def _waiting(app: Flask) -> int:
    open_ones = sa.select(sa.func.count(Job.id)).where(Job.state.in_([JobState.WAITING, JobState.RUNNING]))
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalar(open_ones) or 0


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the worker did not do its work")
        time.sleep(0.05)
