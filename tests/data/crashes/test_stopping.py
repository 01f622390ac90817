"""Real processes that are told to stop: what is in hand is finished or handed back, and no lease is left held."""

import signal
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import replace

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.jobs.models import Job, JobState
from foundation.jobs.service import enqueue
from foundation.jobs.worker import run_waiting
from questionnaires.controls.models import Control
from questionnaires.reviews.models import DraftAnswer
from tests.conftest import signing_in
from tests.data.crashes.left import look
from tests.factories.questionnaire import keep_two_controls, upload
from tests.support.full_house import questionnaire_csv
from tests.support.person import Person
from tests.support.ports import free_port
from tests.support.running import running, stop, until
from tests.web.test_trouble import CONTROL


@pytest.fixture
def house(settings):
    with running(replace(settings, port=free_port(), json_logs=False)) as house:
        yield house


@pytest.fixture
def long_answering(app, acting_for):
    """A questionnaire of so many questions that answering it takes a while."""
    with acting_for("Acme") as session:
        keep_two_controls(session)
        session.commit()
    alice = signing_in(app)("alice")
    address = upload(alice, questionnaire_csv(600), filename="buyer.csv").location
    run_waiting(app.extensions["engine"], app.extensions["deeds"])
    assert alice.post(f"{address}/answer").status_code == 303
    return uuid.UUID(address.rsplit("/", 1)[1])


def answering(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Job).where(Job.kind == "questionnaire.answer")).one()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_hands_its_job_back_at_once(how, engine, house, long_answering):
    worker = house.start("worker")
    house.workers.append(worker)
    until(lambda: answering(engine).steps_done >= 20)

    began = time.monotonic()
    worker.send_signal(how)
    status = worker.wait(60)

    left = answering(engine)
    assert (status, time.monotonic() - began < 30) == (0, True)
    assert (left.state, left.leased_until, left.attempts) == (JobState.WAITING, None, 0)
    assert 20 <= left.steps_done < 600


def test_the_next_worker_goes_on_where_it_was(engine, house, long_answering):
    house.workers = [house.start("worker")]
    until(lambda: answering(engine).steps_done >= 20)
    stop(house.workers[0])
    assert 20 <= look(engine, DraftAnswer) < 600
    house.workers = [house.start("worker")]

    until(lambda: answering(engine).state is JobState.DONE)

    assert look(engine, DraftAnswer) == 600
    assert answering(engine).attempts == 1


SLEEPS = """
import sys, time
import auditmatch
from pathlib import Path
from foundation.db import open_engine
from foundation.jobs.bell import bell
from foundation.jobs.queue import Queue
url, folder = sys.argv[1:]
def sleep(work):
    work.checkpoint(0, 1)
    time.sleep(300)
queue = Queue(bell("", folder=Path(folder), secret="any"), open_engine(url), {"sleep": sleep})
queue.run_worker(threads=1, grace_seconds=1)
"""


def test_a_job_that_does_not_come_to_a_step_in_time_is_handed_back_all_the_same(engine, settings, acting_for):
    with acting_for("Acme") as session:
        job_id = enqueue(session, "sleep", uuid.UUID(int=7)).id
        session.commit()
    words = [sys.executable, "-c", SLEEPS, settings.database_url, str(settings.instance)]
    worker = subprocess.Popen(words)
    try:
        until(lambda: look(engine, Job, Job.state == JobState.RUNNING, Job.steps_total == 1) == 1)
        status, seconds = stop(worker)
    finally:
        worker.kill()
        worker.wait()

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        left = session.get_one(Job, job_id)
    assert (status, seconds < 20) == (0, True)
    assert (left.state, left.leased_until, left.attempts) == (JobState.WAITING, None, 0)


def test_a_request_in_hand_is_answered_before_web_ends(engine, house):
    house.web = house.start("serve", "--workers", "1")
    until(house.answers)
    alice, answers = Person(house.address, "alice"), []
    asking = threading.Thread(target=lambda: answers.append(alice.post("/controls/new", **CONTROL)))
    with engine.begin() as holding:
        if engine.dialect.name == "postgresql":
            holding.exec_driver_sql("LOCK TABLE control IN ACCESS EXCLUSIVE MODE")
        asking.start()
        time.sleep(2)
        house.web.terminate()
        time.sleep(2)
        assert (answers, house.web.poll()) == ([], None)
    asking.join()

    assert house.web.wait(60) == 0
    assert answers[0].status_code == 303
    assert look(engine, Control) == 1
