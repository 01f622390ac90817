"""Two web processes and two workers do work of every kind while one or another is killed, and begun again."""

import os
import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.jobs.models import Job, JobState
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.service import post_letter
from questionnaires.controls.models import Control
from questionnaires.reviews.models import BuyerQuestionnaire
from tests.data.crashes.left import Left, look, tidy
from tests.factories.outcomes import keep_outcomes
from tests.factories.questionnaire import keep_two_controls
from tests.support.full_house import controls_csv, questionnaire_csv
from tests.support.mail_server import running_mail_server
from tests.support.person import Person
from tests.support.ports import free_port
from tests.support.running import Running, running, until

KILLS = int(os.environ.get("AUDITMATCH_STORM_KILLS", "8"))
ROUNDS = max(3, KILLS // 4)
"""Questionnaires, files of controls, packages; of each so many."""
QUESTIONS, CONTROLS, MAILS = 60, 40, 60


@dataclass
class Work:
    """What people do meanwhile; each deed looks whether it was done before it is tried again."""

    engine: Engine
    address: str
    lost: int = 0

    def questionnaires(self) -> None:
        """Upload, wait until it is read, have it answered, wait for that."""
        alice = Person(self.address, "alice")
        for number in range(ROUNDS):
            mine = BuyerQuestionnaire.buyer == f"Buyer {number}"
            alice.once(
                lambda mine=mine: look(self.engine, BuyerQuestionnaire, mine) > 0,
                lambda number=number: alice.post(
                    "/questionnaires/new", file=questionnaire_csv(QUESTIONS), buyer=f"Buyer {number}"
                ),
            )
            self._answer(alice, mine)
        self.lost += alice.lost

    def _answer(self, alice: Person, mine: sa.ColumnElement[bool]) -> None:
        with open_session(self.engine, EVERY_ORGANISATION, read_only=True) as session:
            own = session.scalars(sa.select(BuyerQuestionnaire.id).where(mine)).one()
        of_it = Job.subject_id == own
        self._wait(of_it, 1)
        alice.once(lambda: look(self.engine, Job, of_it) > 1, lambda: alice.post(f"/questionnaires/{own}/answer"))
        self._wait(of_it, 2)

    def _wait(self, of_it: sa.ColumnElement[bool], number: int) -> None:
        until(lambda: look(self.engine, Job, of_it, Job.state == JobState.DONE) >= number)

    def imports(self) -> None:
        """Import one file after another by way of its preview."""
        sam = Person(self.address, "bob")
        for number in range(ROUNDS):
            content = controls_csv(CONTROLS).replace(b"C-", f"N{number}-".encode())
            mine = Control.control_id.like(f"N{number}-%")
            sam.once(
                lambda mine=mine: look(self.engine, Control, mine) > 0, lambda content=content: take_in(sam, content)
            )
        self.lost += sam.lost

    def packages(self) -> None:
        """Have everything packed, again and again."""
        self._ask_for("charlie", "privacy.export", "/organisation/data/exports", ROUNDS)

    def trainings(self) -> None:
        """Have a ranking model trained, twice."""
        self._ask_for("ada", "ranking.train", "/admin/models/train", 2)

    def _ask_for(self, name: str, kind: str, path: str, times: int) -> None:
        person = Person(self.address, name)
        for number in range(1, times + 1):
            person.once(
                lambda number=number: look(self.engine, Job, Job.kind == kind) >= number, lambda: person.post(path)
            )
            until(lambda number=number: look(self.engine, Job, Job.kind == kind, Job.state == JobState.DONE) >= number)
        self.lost += person.lost


def take_in(person: Person, content: bytes) -> None:
    preview = person.post("/controls/import", file=content)
    page = person.get(preview.headers["Location"]).text
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', page)[0]
    person.post(re.findall(r'id="decide" action="([^"]+)"', page)[0], seen=seen)


@pytest.fixture
def ready(engine, acting_for, platform):
    """What stands before the storm: knowledge to answer from, outcomes to train on, mails that wait."""
    with acting_for("Acme") as session:
        keep_two_controls(session)
        for number in range(MAILS):
            letter = Letter("Hello", ("Good day",))
            post_letter(session, letter, recipient="alice@example.com", occasion=f"occasion/{number}")
        session.commit()
    keep_outcomes(platform, 60, datetime(2026, 1, 1, tzinfo=UTC))
    platform.commit()


@pytest.mark.nightly
def test_a_storm_of_kills(engine, settings, ready, tell, monkeypatch):
    with running_mail_server() as server:
        queue = settings.database_url.replace("+psycopg", "") if engine.dialect.name == "postgresql" else ""
        smtp = f"smtp://127.0.0.1:{server.port}"
        own = replace(settings, port=free_port(), smtp_url=smtp, queue_url=queue, json_logs=False)
        with running(own) as house:
            house.begin()
            work = Work(engine, house.address)
            threads = [started(deed) for deed in (work.questionnaires, work.imports, work.packages, work.trainings)]
            killed = storm(house, random.Random(7), threads)
            again = calm(engine, house, threads)
            ended = house.stop()
        removed = tidy(engine, own, monkeypatch)
        left = Left.of(engine, own, server.message_ids())

    tell(f"{killed['worker']} workers, {killed['web']} web processes and {killed['all web']} times gunicorn killed; "
         f"{work.lost} requests lost, {again} jobs given up and tried again, {removed} files of nobody removed; "
         f"{left}")  # fmt: skip
    assert {name: status for name, (status, _seconds) in ended.items()} == {"web": 0, "worker 0": 0, "worker 1": 0}
    assert left.jobs == left.done == 2 * ROUNDS + ROUNDS + 2
    assert (left.answers, left.answered) == (left.questions, ROUNDS)
    assert left.questions == ROUNDS * QUESTIONS
    assert left.controls == ROUNDS * CONTROLS + 2
    assert (left.mails, left.sent, left.taken) == (MAILS, MAILS, MAILS)
    assert left.taken_again <= killed["worker"]
    assert left.half_files == left.without_file == left.held == 0


def started(deed: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=deed)
    thread.start()
    return thread


def storm(house: Running, chance: random.Random, threads: list[threading.Thread]) -> dict[str, int]:
    """Kill one process after another, gunicorn as a whole once; gives how many of each."""
    killed = {"worker": 0, "web": 0, "all web": 0}
    for number in range(KILLS):
        threads[0].join(chance.uniform(0.5, 3.0))
        if number == KILLS // 2:
            house.kill_all_web()
            killed["all web"] += 1
        elif number % 2:
            house.kill_web(chance.randrange(2))
            killed["web"] += 1
        else:
            house.kill_worker(chance.randrange(2))
            killed["worker"] += 1
    return killed


def calm(engine: Engine, house: Running, threads: list[threading.Thread]) -> int:
    """Let everything come to its end; an admin lets what was given up begin anew. Gives how often."""
    ada, again = Person(house.address, "ada"), 0
    while any(thread.is_alive() for thread in threads) or look(engine, OutgoingMail, OutgoingMail.sent_at.is_(None)):
        for path in re.findall(r'action="(/admin/jobs/[0-9a-f-]+/again)"', ada.get("/admin/jobs").text):
            ada.post(path)
            again += 1
        threads[0].join(0.5)
    return again
