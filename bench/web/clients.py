"""Clients that sign in once and go round the pages; locust reads this file.

`BENCH_SEATS` names the file of the seats, `BENCH_VISITS` the file that every visit is written into.
"""

import itertools
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from locust import FastHttpUser, constant, events, task
from urllib3.filepost import encode_multipart_formdata

from bench.web.figures import ASK, BARE, HOME, MATCH_PAGE, MATCHING, REVIEW, STEP, STEP_SAVED, UPLOAD

PASSWORD = "correct horse battery staple"
SEATS = json.loads(Path(os.environ["BENCH_SEATS"]).read_text())
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FILE = "ID,Question,Answer\r\n" + "\r\n".join(f"Q{n},Is control {n} tested every year?," for n in range(1, 41))
ROUNDS = 20
"""Rounds of the pages after which the intake is matched anew over the whole directory."""
taken = itertools.count()
visits: list[tuple[str, float, bool]] = []


@events.request.add_listener
def note(name: str, response_time: float, exception: Exception | None, **_rest: Any) -> None:
    """Keep a visit: page, milliseconds, whether it failed."""
    visits.append((name, response_time, exception is not None))


@events.quitting.add_listener
def write(**_rest: Any) -> None:
    """Hand the visits over."""
    Path(os.environ["BENCH_VISITS"]).write_text(json.dumps(visits))


class Client(FastHttpUser):
    """Somebody who goes from page to page without a pause."""

    wait_time = constant(0)
    network_timeout = connection_timeout = 60.0

    def on_start(self) -> None:
        """Take a seat and sign in."""
        number = next(taken)
        self.seat = SEATS[number % len(SEATS)]
        form = {"email": self.seat["email"], "password": PASSWORD, "csrf_token": self.token("/sign-in")}
        self.send("/sign-in", "signing in", data=form)
        self.csrf = self.token(f"{self.seat['intake']}/steps/independence")
        self.questions = itertools.cycle(self.seat["questions"])
        way = self.way()
        at = number * 5 % len(way)  # each begins at another page, so that all are open at the same time
        self.round = itertools.cycle(way[at:] + way[:at])

    def way(self) -> list[Callable[[], None]]:
        """List what a client does, in order: the pages round after round, then a match."""
        intake, asked = self.seat["intake"], self.seat["questionnaire"]
        pages = [
            lambda: self.open("/bare/", BARE),
            lambda: self.open("/", HOME),
            lambda: self.open(f"{intake}/steps/independence", STEP),
            lambda: self.send(f"{intake}/steps/independence", STEP_SAVED, data={"csrf_token": self.csrf}),
            lambda: self.open(self.seat["matches"], MATCH_PAGE),
            lambda: self.open(f"{asked}/review", REVIEW),
            lambda: self.open(f"/ask/?question={next(self.questions).replace(' ', '+')}", ASK),
            self.upload,
        ]
        return [*pages * ROUNDS, lambda: self.send(f"{intake}/match", MATCHING, data={"csrf_token": self.csrf})]

    @task
    def visit(self) -> None:
        """Go on to the next page."""
        next(self.round)()

    def token(self, page: str) -> str:
        """Read the CSRF token of a form."""
        found = TOKEN.search(self.client.get(page, name="signing in").text or "")
        return found[1] if found else ""

    def open(self, address: str, name: str) -> None:
        """Read a page; anything but the page itself is an error."""
        with self.client.get(address, name=name, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"answered {answer.status_code}")

    def send(self, address: str, name: str, **body: Any) -> None:
        """Send a form; anything but being led on is an error."""
        sent = self.client.post(address, name=name, allow_redirects=False, catch_response=True, **body)
        with sent as answer:
            if answer.status_code not in (302, 303):
                answer.failure(f"answered {answer.status_code}")

    def upload(self) -> None:
        """Bring a questionnaire of 40 questions."""
        fields = {"csrf_token": self.csrf, "buyer": "Globex", "file": ("buyer.csv", FILE, "text/csv")}
        body, kind = encode_multipart_formdata(fields)
        self.send("/questionnaires/new", UPLOAD, data=body, headers={"Content-Type": kind})
