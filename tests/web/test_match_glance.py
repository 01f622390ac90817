"""Pages of a run that was looked at before: quick, and for nobody else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from tests.factories.intake import add_firms, add_intake, four_firms

LARGE = ("match_run.report", "match_run.directory", "match_run.eligible")
BEHIND = ("match_run.average_score", "match_run.model_name")
"""SQLite reads the large columns to reach them."""


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture
def run(acting_for, sign_in) -> str:
    """The path of a run of Acme's."""
    session = acting_for("Acme")
    add_firms(session, *four_firms())
    intake_id = add_intake(session).id
    session.commit()
    return sign_in("alice").post(f"/intakes/{intake_id}/match").location


@contextmanager
def statements(app) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    engine = app.extensions["engine"]
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("page", ["", "/details/1", "/compare", "/plan/1"])
def test_what_a_run_says_of_every_firm_is_read_once(app, sign_in, run, page):
    alice = sign_in("alice")
    first = alice.told(run + page)

    with statements(app) as sent:
        second = alice.told(run + page)

    assert second == first
    assert any("match_run" in statement for statement in sent)
    assert [statement for statement in sent if any(column in statement for column in LARGE + BEHIND)] == []


def test_a_run_that_is_not_kept_in_memory_is_read_in_two_statements(app, sign_in, run):
    alice = sign_in("alice")

    with statements(app) as sent:
        alice.told(run)

    asked = [statement for statement in sent if "match_run" in statement]
    assert [any(column in statement for column in LARGE) for statement in asked] == [False, True]


def test_the_page_of_a_run_that_was_looked_at_before_asks_who_asks_and_one_thing_more(app, sign_in, run):
    alice = sign_in("alice")
    for rank in (1, 2):
        alice.post(f"{run}/dismiss/{rank}", data={"reason": "too_expensive"})
    alice.told(run)

    with statements(app) as sent:
        alice.told(run)

    asked = [statement.partition("FROM ")[2].split()[0] for statement in sent if statement.startswith("SELECT")]
    assert asked == ["sign_in", "intake"]


def test_a_run_is_found_under_its_own_intake_only(acting_for, sign_in, run):
    session = acting_for("Acme")
    other = add_intake(session).id
    session.commit()
    run_id = run.rpartition("/")[2]

    assert sign_in("alice").get(f"/intakes/{other}/matches/{run_id}").status_code == 404
    assert sign_in("alice").get(f"/intakes/{run_id}/matches/{run_id}").status_code == 404


def test_a_run_that_is_kept_in_memory_does_not_exist_for_another_organisation(sign_in, run):
    assert sign_in("alice").get(run).status_code == 200

    assert [sign_in("charlie").get(run + page).status_code for page in ("", "/details/1", "/compare")] == [404] * 3


def test_a_run_that_is_kept_in_memory_is_gone_with_its_intake(sign_in, run):
    alice = sign_in("alice")
    assert alice.get(run).status_code == 200
    alice.post(f"{run.partition('/matches/')[0]}/delete")

    assert alice.get(run).status_code == 404


def test_only_a_firm_that_was_dismissed_stands_as_not_for_you_with_the_last_reason(sign_in, run):
    alice = sign_in("alice")
    assert alice.get(run).text.count("Not for you:") == 0  # although each was shown, which is an event too

    for reason in ("too_expensive", "too_late"):
        alice.post(f"{run}/dismiss/2", data={"reason": reason})

    page = alice.get(run).text
    assert re.findall("Not for you: ([^<]+)<", page) == ["too late"]
