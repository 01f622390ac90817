"""`auditmatch ranker drift`: what the last look found, and its exit status."""

import json
from datetime import timedelta

import pytest

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import now
from matcher.drift.features import FeatureDrift
from matcher.ranker.cli import ranker
from tests.factories.drift import add_check, usual


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(ranker, ["drift", *words])


@pytest.fixture
def kept(app):
    def keep(*features, days_ago=0):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            add_check(session, now() - timedelta(days=days_ago), *features)
            session.commit()

    return keep


def test_nothing_off_ends_with_0_and_says_what_could_not_be_told(run, kept):
    kept(FeatureDrift("price", usual(), usual()))
    found = run()

    assert found.exit_code == 0
    assert "at expert-prior 1." in found.output
    assert "What the ranking reads: nothing off\n  Price: As it was.\n" in found.output
    assert (
        "Fee estimates against quotes: too few to tell\n  Too few to tell: quotes were never counted." in found.output
    )


def test_something_off_ends_with_1(run, kept):
    kept(FeatureDrift("price", usual(constant=12), usual()))
    found = run()

    assert found.exit_code == 1
    assert "  Price: All eligible firms stand alike: it decides nothing any more." in found.output


def test_looking_that_stopped_ends_with_3_whatever_was_found(run, kept):
    kept(FeatureDrift("price", usual(constant=12), usual()), days_ago=15)
    found = run()

    assert found.exit_code == 3
    assert found.output.startswith("Nobody has looked for over 14 days")


def test_before_the_first_look_it_says_so(run):
    found = run()

    assert (found.exit_code, found.output) == (0, "Nobody has looked yet: `auditmatch worker` looks once a week.\n")
    assert json.loads(run("--json").output) == {"overdue": False, "looked": False}


def test_json_holds_the_whole_look(run, kept):
    kept(FeatureDrift("price", usual(unknown=0.7), usual()))
    found = run("--json")
    look = json.loads(found.output)

    assert found.exit_code == 1
    assert {"overdue", "looked", "week", "at", "model", "calibration", "features", "fees", "off"} == set(look)
    assert look["off"] == [
        {
            "code": "unknown:price",
            "part": "features",
            "text": "Price: Unknown of 70\u00a0% of the eligible firms; it was 10\u00a0%.",
        }
    ]
    assert look["features"]["rows"][0]["now"]["unknown"] == 0.7
    assert look["calibration"]["state"] == "untold"
