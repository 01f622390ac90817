"""`auditmatch ranker`: the model's life on the command line."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from auditmatch import cli
from foundation.access.scope import NOBODY, open_session
from foundation.audit.actor import SERVICE
from foundation.clock import today
from foundation.errors import BadInput, Conflict
from matcher.firms.ledger import enter
from matcher.firms.samples import sample_firms
from matcher.ranker.cli import ranker
from matcher.ranker.current import current_model
from matcher.ranker.given import given_model
from matcher.ranking.expert import expert_ranker
from matcher.ranking.stored import model_to_json
from tests.commands.conftest import FIRMS, INTAKE
from tests.factories.outcomes import keep_outcomes
from tests.factories.ranking_model import UNTIL, add_model

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def run(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: app.test_cli_runner().invoke(ranker, [*map(str, words)])


@pytest.fixture
def outcomes(app):
    def kept(intakes):
        with open_session(app.extensions["engine"], NOBODY) as session:
            keep_outcomes(session, intakes, FIRST)
            session.commit()

    return kept


@pytest.fixture
def ranks(app):
    def read():
        with open_session(app.extensions["engine"], NOBODY, read_only=True) as session:
            return current_model(session).version

    return read


def test_from_outcomes_to_a_model_that_ranks_and_back(run, outcomes, ranks, tmp_path):
    outcomes(90)
    trained = run("train", "--out", "model.json")
    assert trained.exit_code == 0, trained.output
    model = json.loads((tmp_path / "model.json").read_text())
    assert f"Kept ranking model {model['version']}, trained on {model['trained_on']} intakes." in trained.output
    assert "It does not rank yet." in trained.output
    assert model["training"]["intakes_with_outcomes"] >= model["trained_on"] > 20
    assert ranks() == "1"

    evaluated = run("evaluate", "model.json", "--report", "out.json")
    assert evaluated.exit_code == 0, evaluated.output
    report = json.loads((tmp_path / "out.json").read_text())
    assert {key: report[key] for key in model["evaluation"]} == model["evaluation"]
    assert set(report["fared"]) == {"candidate", "current", "prior"}

    promoted = run("promote", "model.json", "--reason", "Better")
    assert promoted.output == f"learnt-from-outcomes {model['version']} ranks every match from now on.\n"
    assert ranks() == model["version"]

    told = run("report", "--html", "ranking.html")
    assert f"Version {model['version']} ranks, learnt from {model['trained_on']} intakes" in told.output
    page = (tmp_path / "ranking.html").read_text()
    assert f"<h1>Version {model['version']} ranks</h1>" in page
    assert "<polyline" in page
    assert "http" not in page.replace("http-equiv", "")  # it loads nothing

    (tmp_path / "prior.json").write_text(model_to_json(expert_ranker()))
    assert run("promote", "prior.json").exit_code == 0
    assert ranks() == "1"


def test_the_trained_file_is_what_match_takes(run, outcomes, tmp_path):
    outcomes(90)
    run("train", "--out", "model.json")
    (tmp_path / "intake.json").write_text(json.dumps(INTAKE))
    (tmp_path / "firms.csv").write_text(FIRMS)
    words = ["intake.json", "--firms", "firms.csv", "--model", "model.json", "--today", "2026-11-23"]

    done = CliRunner().invoke(cli, ["match", *words, "--report", "out.json"])

    assert done.exit_code == 0, done.output
    used = json.loads((tmp_path / "out.json").read_text())["model"]
    model = json.loads((tmp_path / "model.json").read_text())
    assert used == {key: model[key] for key in ("name", "version", "trained_on")}


def test_with_too_few_outcomes_the_prior_stays_and_is_what_is_written(run, outcomes, tmp_path):
    outcomes(3)

    done = run("train", "--out", "model.json")

    assert done.exit_code == 0
    assert "of at least 30 intakes with outcomes; the prior stays." in done.output
    assert (tmp_path / "model.json").read_text() == model_to_json(expert_ranker())


def test_without_any_outcome_every_command_says_what_is_so(run, tmp_path):
    (tmp_path / "prior.json").write_text(model_to_json(expert_ranker()))

    assert run("train").output == "Too few outcomes: 0 of at least 30 intakes with outcomes; the prior stays.\n"
    assert run("report", "--html", "r.html").output == "The prior ranks, learnt from 0 intakes with outcomes.\n"
    assert "<h1>The expert prior ranks</h1>" in (tmp_path / "r.html").read_text()
    told = run("evaluate", "prior.json", "--report", "out.json")
    assert (told.exit_code, told.output[:27]) == (0, "Too few outcomes to test wi")
    assert json.loads((tmp_path / "out.json").read_text())["evaluated"] is False
    assert isinstance(run("promote", "prior.json").exception, Conflict)


def test_outcomes_of_later_days_are_not_read(run, outcomes, tmp_path):
    outcomes(90)

    assert "0 of at least 30" in run("train", "--as-of", "2025-12-31").output
    assert "Kept ranking model" in run("train", "--as-of", "2026-01-31").output


def test_a_model_that_was_never_evaluated_here_is_not_promoted(run, outcomes, ranks, tmp_path):
    outcomes(90)
    run("train", "--out", "model.json")
    model = json.loads((tmp_path / "model.json").read_text())
    (tmp_path / "other.json").write_text(json.dumps(model | {"version": "mine"}))
    model["coefficients"][0][0] += 0.01
    (tmp_path / "changed.json").write_text(json.dumps(model))

    other, changed = run("promote", "other.json"), run("promote", "changed.json")

    assert str(other.exception) == (
        "other.json: this model was not evaluated here; run auditmatch ranker evaluate first"
    )
    assert "its file was changed" in str(changed.exception)
    assert ranks() == "1"
    assert run("evaluate", "other.json").exit_code == 0
    assert run("promote", "other.json").exit_code == 0
    assert ranks() == "mine"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "boosted_trees"}, "expected a ranking model of kind additive_ranker"),
        ({"training": None}, "expected training to say what the model was made from"),
        ({"training": {}}, "does not say when the last intake it learnt from was shown"),
        ({"training": {"shown_until": "soon"}}, "expected training.shown_until to be a moment"),
        ({"training": {"shown_until": "2026-01-01T00:00:00"}}, "expected training.shown_until to be a moment"),
        ({"version": "v" * 81}, "expected a version of 1 to 80 characters"),
        ({"trained_on": -1}, "expected trained_on to be a number of intakes"),
        ({"coefficients": []}, "incomplete or damaged"),
        ({"scale": 10**400}, "incomplete or damaged"),
        ({"features": [{"name": [], "direction": 0, "prior_weight": 0}], "coefficients": [[0] * 5]}, "to be a text"),
    ],
)
@pytest.mark.parametrize("command", ["evaluate", "promote"])
def test_a_file_that_is_no_such_model_is_refused(run, tmp_path, command, change, problem):
    model = json.loads(model_to_json(expert_ranker(), {"shown_until": "2026-01-01T00:00:00+00:00"}))
    (tmp_path / "model.json").write_text(json.dumps(model | {"trained_on": 5} | change))

    refused = run(command, "model.json")

    assert isinstance(refused.exception, BadInput)
    assert str(refused.exception).startswith("model.json: ")
    assert problem in str(refused.exception)


@pytest.mark.parametrize("content", ["", "[" * 100_000, '{"kind": NaN}', "[1, 2]", "null"])
def test_what_is_no_model_at_all_is_refused(run, tmp_path, content):
    (tmp_path / "model.json").write_text(content)

    assert isinstance(run("promote", "model.json").exception, BadInput)


def test_a_model_of_features_that_are_not_ours_is_refused(run, tmp_path):
    (tmp_path / "model.json").write_text(model_to_json(expert_ranker()).replace('"price"', '"bribe"'))

    assert "features that are not ours: bribe" in str(run("evaluate", "model.json").exception)


def test_a_model_that_keeps_small_firms_down_is_promoted_only_despite_the_warning(run, app, ranks, tmp_path):
    model = expert_ranker()
    model.name, model.version, model.trained_on_ = "learnt-from-outcomes", "sized", 60
    model.coef_[model.feature_names.index("tier")] = 0.04
    (tmp_path / "sized.json").write_text(model_to_json(model, {"shown_until": UNTIL}))
    with open_session(app.extensions["engine"], NOBODY) as session:
        for firm in sample_firms(today()):
            enter(session, firm, SERVICE, source="Invented", is_sample=True)
        given = given_model(json.loads((tmp_path / "sized.json").read_text()), source="sized.json")
        add_model(session, "sized", content=given.content, digest=given.digest)
        session.commit()

    refused = run("promote", "sized.json")

    assert isinstance(refused.exception, BadInput)
    assert "Add --despite-warning and a --reason if it shall rank all the same" in str(refused.exception)
    assert ranks() == "1"
    assert run("promote", "sized.json", "--despite-warning", "--reason", "They ask for it").exit_code == 0
    assert ranks() == "sized"
