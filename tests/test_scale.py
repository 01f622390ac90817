"""500 controls, 5,000 approved answers and 300 questions: no page asks the database more often for them."""

import shutil
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from auditmatch import create_app
from foundation.clock import now, today
from foundation.config import Settings
from matcher.firms.seed import seed_firms
from matcher.vetting.models import VettingCheck
from matcher.vetting.seed import seed_checks
from tests.conftest import Browser, signing_in
from tests.factories.firm import add_firm
from tests.factories.kept_questionnaire import keep_draft, keep_questionnaire
from tests.support.full_house import ANSWERS, CONTROLS, OTHERS, QUESTIONS, crowd, furnish
from tests.support.unconfined import read_without_processes

SPARE = 4
"""Statements by which the full house may differ: what no row asks for is not looked up."""


@pytest.fixture(scope="module")
def house(tmp_path_factory, standing_database) -> Iterator[tuple[Flask, dict[str, dict[str, str]]]]:
    """An installation with both organisations, and what leads to their things."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copy(standing_database, folder / "auditmatch.db")
    app = create_app(Settings(instance=folder, secret_key="only for tests"))
    app.test_client_class = Browser
    read_without_processes(app)
    sign_in = signing_in(app)
    places = {
        "alice": furnish(app, sign_in("alice"), controls=CONTROLS, answers=ANSWERS, questions=QUESTIONS),
        "charlie": furnish(app, sign_in("charlie"), controls=2, answers=2, questions=3),
    }
    crowd(app, "Acme", OTHERS)
    crowd(app, "Umbrella", 2)
    yield app, places
    app.extensions["engine"].dispose()


PAGES = (
    "/controls/", "/controls/?search=laptops&sort=owner", "{controls}", "/library/", "/library/?sort=question",
    "{library}", "/facts/", "/readiness/", "/questionnaires/", "{questionnaire}", "{questionnaire}/review",
    "{questionnaire}/review?order=unsure", "{questionnaire}/review?order=reason", "{questionnaire}/review?order=owner",
    "{questionnaire}/review?state=drafted", "{questionnaire}/assign", "{questionnaire}/approve", "{answer}",
    "{answer}/panel", "{answer}/near", "/commitments/", "/commitments/?show=all", "/commitments/export.csv",
    "/figures/?period=all", "/figures/export.csv?period=all", "/questionnaires/?life=sent&order=deal",
    "/questionnaires/?search=buyer",
    "/questionnaires/new", "{questionnaire}/columns", "/controls/export", "/library/export", "/library/queue",
    "/library/duplicates", "/handoff/", "/reliability/", "/organisation", "/organisation/data", "/trail",
    "/ask/?question=Are+laptops+encrypted%3F",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_more_of_the_database_for_more_rows(house, page):
    app, places = house
    full, few = (statements(app, name, page.format(**places[name])) for name in ("alice", "charlie"))

    assert full <= few + SPARE


def statements(app: Flask, person: str, address: str) -> int:
    """Count what one visit sends to the database, after one that fills whatever is kept in memory."""
    browser = signing_in(app)(person)
    assert browser.get(address).status_code == 200, address
    sent: list[str] = []
    engine = app.extensions["engine"]

    def count(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", count)
    try:
        browser.get(address)
    finally:
        sa.event.remove(engine, "before_cursor_execute", count)
    return len(sent)


def test_the_vetting_queue_and_a_ledger_ask_no_more_for_more_checks(app, acting_for):
    with acting_for("The platform") as session:
        key = add_firm(session, is_sample=True).id
        seed_checks(session, today=today())
        session.execute(sa.update(VettingCheck).values(due_on=today()))  # so that no list is empty
        session.commit()
    pages = ("/admin/vetting?due=all", "/admin/vetting", f"/admin/firms/{key}/vetting", f"/firms/{key}")
    few = [statements(app, "ada", page) for page in pages]
    with acting_for("The platform") as session:
        seed_firms(session, today=today())
        seed_checks(session, today=today())
        session.commit()

    assert [statements(app, "ada", page) for page in pages] == few


def test_the_list_of_questionnaires_works_in_step_with_their_number_not_with_its_square(app, sign_in, acting_for):
    """Counted in steps of SQLite's machine, which no other load of this computer changes."""
    bob = sign_in("bob")
    with acting_for("Acme") as session:
        _keep_questionnaires(session, 40)
    forty = work(app, lambda: bob.get("/questionnaires/"))
    with acting_for("Acme") as session:
        _keep_questionnaires(session, 40)

    eighty = work(app, lambda: bob.get("/questionnaires/"))

    assert eighty < 2.5 * forty


def _keep_questionnaires(session: Session, number: int) -> None:
    for _ in range(number):
        held = keep_questionnaire(session, now(), mapped_at=now())
        for position in range(20):
            keep_draft(session, held, position, now())
    session.commit()


def work(app: Flask, deed: Callable[[], object]) -> int:
    """Count what SQLite does for a deed, in hundreds of steps."""
    deed()  # whatever is kept in memory is kept now
    done = 0

    def step() -> None:
        nonlocal done
        done += 1

    def watch(connection, *_rest) -> None:
        connection.set_progress_handler(step, 100)

    engine = app.extensions["engine"]
    sa.event.listen(engine, "checkout", watch)
    try:
        deed()
    finally:
        sa.event.remove(engine, "checkout", watch)
        engine.dispose()
    return done
