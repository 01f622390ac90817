"""What the walls between organisations cost on PostgreSQL: pages of a full house with them, and with none.

Run by hand, `python -m bench.walls`: it starts a PostgreSQL of its own from the binaries of the test extra.
"""

import shutil
import tempfile
import time
from pathlib import Path
from statistics import geometric_mean

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from auditmatch import create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.access.walls import _tell
from foundation.config import Settings
from foundation.db import open_engine
from foundation.migrations.roles import admit
from foundation.migrations.run import upgrade
from foundation.migrations.walls import raise_walls, take_down_walls
from tests.conftest import Browser, signing_in
from tests.factories.people import add_standing_people
from tests.support.full_house import ANSWERS, CONTROLS, OTHERS, QUESTIONS, crowd, furnish
from tests.support.postgresql import APPLICATION, as_role, running_cluster
from tests.support.unconfined import read_without_processes
from tests.test_scale import PAGES

ROUNDS, VISITS = 4, 5


def run() -> None:
    """Print for each page its time with walls as a share of its time without."""
    folder = Path(tempfile.mkdtemp(prefix="auditmatch-walls-"))
    try:
        with running_cluster() as server:
            _run(folder, f"{server}/postgres")
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, url: str) -> None:
    owner = open_engine(url)
    upgrade(owner)
    admit(owner, as_role(APPLICATION, url))
    walled, bare = (_application(folder, as_role(APPLICATION, url)) for _ in range(2))
    event.remove(bare.extensions["engine"], "before_cursor_execute", _tell)
    with open_session(walled.extensions["engine"], EVERY_ORGANISATION) as session:
        add_standing_people(session)
        session.commit()
    alice, charlie = (signing_in(walled)(name) for name in ("alice", "charlie"))
    full = furnish(walled, alice, controls=CONTROLS, answers=ANSWERS, questions=QUESTIONS)
    furnish(walled, charlie, controls=CONTROLS, answers=ANSWERS, questions=3)
    crowd(walled, "Acme", OTHERS)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    print(f"walls between organisations, the quickest of {ROUNDS * VISITS} visits:")
    shares = [_compare(page.format(**full), walled, bare, owner) for page in PAGES]
    print(f"all pages: {geometric_mean(shares):.3f} of the time without walls")
    for app in (walled, bare):
        app.extensions["engine"].dispose()
    owner.dispose()


def _application(folder: Path, url: str) -> Flask:
    app = create_app(Settings(instance=folder, database_url=url, secret_key="only for a benchmark"))
    app.test_client_class = Browser
    read_without_processes(app)
    return app


def _compare(address: str, walled: Flask, bare: Flask, owner: Engine) -> float:
    """Take turns, as a machine is not equally quick at all times."""
    taken: dict[str, list[float]] = {"with": [], "without": []}
    browsers = {"with": signing_in(walled)("alice")}
    with owner.begin() as connection:
        take_down_walls(connection)
    browsers["without"] = signing_in(bare)("alice")
    for _ in range(ROUNDS):
        for how, change in (("with", raise_walls), ("without", take_down_walls)):
            with owner.begin() as connection:
                change(connection)
            browsers[how].get(address)
            taken[how] += [_seconds(browsers[how], address) for _ in range(VISITS)]
    with owner.begin() as connection:
        raise_walls(connection)
    share = min(taken["with"]) / min(taken["without"])
    print(f"{address[:60]}: {min(taken['with']) * 1000:.1f} ms, {share:.2f} of the time without walls")
    return share


def _seconds(browser: Browser, address: str) -> float:
    start = time.perf_counter()
    status = browser.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} answered {status}: what is measured is not the page")
    return time.perf_counter() - start


if __name__ == "__main__":
    run()
