"""Pages of the sales side with 500 controls, 5,000 approved answers and 300 questions, beside an almost empty house."""

import shutil
import tempfile
import time
from pathlib import Path

from auditmatch import create_app
from bench.timing import median_seconds
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.config import Settings
from foundation.migrations.run import upgrade
from tests.conftest import Browser, signing_in
from tests.factories.people import add_standing_people
from tests.support.full_house import ANSWERS, CONTROLS, QUESTIONS, answers_csv, furnish, take_in
from tests.support.unconfined import read_without_processes
from tests.test_scale import PAGES

GOAL = 2.0


def run() -> None:
    """Print for each page the time of the full house, and its ratio to that of the almost empty one."""
    folder = Path(tempfile.mkdtemp(prefix="auditmatch-pages-"))
    try:
        _run(folder)
    finally:
        shutil.rmtree(folder)


def _median(browser: Browser, page: str, places: dict[str, str]) -> float:
    return median_seconds(lambda: browser.get(page.format(**places)), runs=7)


def _run(folder: Path) -> None:
    app = create_app(Settings(instance=folder, secret_key="only for a benchmark"))
    app.test_client_class = Browser
    read_without_processes(app)
    upgrade(app.extensions["engine"])
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        add_standing_people(session)
        session.commit()
    alice, charlie = (signing_in(app)(name) for name in ("alice", "charlie"))
    full = furnish(app, alice, controls=CONTROLS, answers=ANSWERS, questions=QUESTIONS)
    few = furnish(app, charlie, controls=2, answers=2, questions=3)
    for page in PAGES:
        mine, other = (_median(alice, page, full), _median(charlie, page, few))
        missed = "" if mine / other <= GOAL else f"  above the goal of {GOAL:.0f}"
        print(f"{page}: {mine * 1000:.0f} ms full, {other * 1000:.0f} ms almost empty: {mine / other:.2f}{missed}")
    start = time.perf_counter()
    take_in(charlie, "library", answers_csv(ANSWERS))
    print(f"{ANSWERS} approved answers imported by way of a preview: {time.perf_counter() - start:.1f} s")
    app.extensions["engine"].dispose()


if __name__ == "__main__":
    run()
