"""Pages of the ranking model: what ranks, training, reports, promoting, rolling back; the public card."""

import json
import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.models import AuditEntry
from foundation.jobs.worker import run_waiting
from matcher.matches.models import MatchRun
from matcher.ranker.models import RankingModel
from tests.factories.introduction import add_bare_firm
from tests.factories.outcomes import keep_outcomes
from tests.factories.ranking_model import add_model, evaluated

PAGE = "/admin/models/"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def change(app):
    def done(deed):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            found = deed(session)
            session.commit()
            return found

    return done


@pytest.fixture
def kept(change):
    """Keep models by version; gives their addresses."""

    def added(*versions, **values):
        return [
            PAGE + str(change(lambda session, v=version: add_model(session, v, **values).id)) for version in versions
        ]

    return added


def work(app):
    run_waiting(app.extensions["engine"], app.extensions["deeds"])


def seen_at(browser, address):
    return re.findall(r'name="seen"[^>]*value="([^"]*)"', browser.get(address).text)[0]


def promote(browser, address, reason="Better on later intakes"):
    return browser.post(f"{address}/promote", data={"reason": reason, "seen": seen_at(browser, address)})


def test_before_any_outcome_the_prior_ranks_and_nothing_can_be_trained(sign_in):
    page = sign_in("ada").get(PAGE).text

    assert "<strong>The expert prior.</strong>" in page
    assert "0 intakes have outcomes so far; 30 are needed." in page
    assert "Too few to train. The prior stays." in page
    assert "Nothing was learnt yet" in page
    assert "Roll back" not in page


def test_a_candidate_is_trained_in_the_background_and_does_not_rank(app, sign_in, change):
    change(lambda session: keep_outcomes(session, 90, FIRST))
    ada = sign_in("ada")

    assert ada.post(f"{PAGE}train").status_code == 303
    waiting = ada.get(PAGE).text
    assert "Waiting for a free worker" in waiting
    assert ada.get(f"{PAGE}progress").status_code == 200
    assert ada.post(f"{PAGE}train").status_code == 409
    work(app)

    page = ada.get(PAGE).text
    assert "Candidate" in page
    assert "<strong>The expert prior.</strong>" in page
    assert ada.get(f"{PAGE}progress").headers["HX-Refresh"] == "true"
    report = ada.get(re.findall(rf'href="({PAGE}[0-9a-f-]{{36}})"', page)[0]).text
    assert "Order of the firms (NDCG@3)" in report
    assert "later intakes" in report
    assert report.count("<polyline") == 34  # 17 factors, before and after


def test_a_training_that_finds_too_little_says_so(app, sign_in, change, monkeypatch):
    change(lambda session: keep_outcomes(session, 90, FIRST))
    monkeypatch.setattr("matcher.ranking.recipe.FEWEST", 1_000)
    ada = sign_in("ada")
    ada.post(f"{PAGE}train")
    work(app)

    assert "Too few outcomes: " in ada.get(PAGE).text
    assert "of at least 1000 intakes with outcomes; the prior stays." in ada.get(PAGE).text


def test_a_promoted_model_ranks_and_the_trail_says_who_and_why(app, sign_in, kept, change):
    (address,) = kept("v1")
    ada = sign_in("ada")

    assert promote(ada, address).status_code == 303

    assert "<strong>Version v1</strong>" in ada.get(PAGE).text
    assert "Better on later intakes" in ada.get(address).text
    wanted = sa.select(AuditEntry.actor_name, AuditEntry.summary).where(AuditEntry.action == "ranking.promoted")
    entry = change(lambda session: session.execute(wanted).one())
    assert tuple(entry) == ("Ada", "Let ranking model v1 rank instead of the prior")


def test_a_promotion_needs_a_reason(sign_in, kept, change):
    (address,) = kept("v1")
    refused = promote(sign_in("ada"), address, reason=" ")

    assert refused.status_code == 422
    assert "Enter why, for the trail" in refused.text
    assert change(lambda session: session.scalars(sa.select(RankingModel.is_current)).one()) is False


def test_what_was_decided_on_an_old_page_is_refused(sign_in, kept):
    one, two = kept("v1", "v2")
    ada = sign_in("ada")
    seen = seen_at(ada, two)
    promote(ada, one)

    assert ada.post(f"{two}/promote", data={"reason": "Why", "seen": seen}).status_code == 409


def test_a_model_without_an_evaluation_offers_no_way_to_rank(sign_in, kept):
    (address,) = kept("v1", evaluation={}, evaluated_at=None)
    ada = sign_in("ada")

    assert "It was not evaluated, so it cannot rank." in ada.get(address).text
    assert "/promote" not in ada.get(address).text
    refused = ada.post(f"{address}/promote", data={"reason": "Why", "seen": ""})
    assert refused.status_code == 422
    assert "Version v1 was not evaluated" in refused.text


def test_one_rolls_back_to_an_earlier_model_or_to_the_prior(sign_in, kept):
    one, two = kept("v1", "v2")
    ada = sign_in("ada")
    promote(ada, one)
    promote(ada, two)
    page = ada.get(PAGE).text
    choices = re.findall(r'<option[^>]*value="([^"]+)"[^>]*>([^<]+)', page)
    assert choices == [(one.removeprefix(PAGE), "Version v1, trained on 60 intakes"), ("prior", "The expert prior")]

    ada.post(f"{PAGE}roll-back", data={"to": choices[0][0], "reason": "Worse", "seen": "v2"})
    assert "<strong>Version v1</strong>" in ada.get(PAGE).text
    ada.post(f"{PAGE}roll-back", data={"to": "prior", "reason": "Worse still", "seen": "v1"})
    assert "<strong>The expert prior.</strong>" in ada.get(PAGE).text
    for data in ({"to": "prior", "reason": "Why", "seen": ""}, {"to": "nonsense", "reason": "Why", "seen": ""}):
        assert ada.post(f"{PAGE}roll-back", data=data).status_code == 422
    assert ada.post(f"{PAGE}roll-back", data={"to": "prior", "seen": ""}).status_code == 422


def test_matches_say_the_version_and_earlier_ones_keep_theirs(sign_in, kept, change):
    change(lambda session: add_bare_firm(session, vetting_status="verified"))
    alice, ada = sign_in("alice"), sign_in("ada")
    pasted = {"pasted": json.dumps({"organisation": "Acme", "report_type": "type_2"})}
    intake = alice.post("/intakes/new/upload", data=pasted).location
    first = alice.post(f"{intake}/match").location
    promote(ada, kept("v1")[0])
    second = alice.post(f"{intake}/match").location

    versions = change(
        lambda session: session.scalars(sa.select(MatchRun.model_version).order_by(MatchRun.created_at)).all()
    )
    assert versions == ["1", "v1"]
    assert alice.get(f"{first}/report.json").json["model"]["version"] == "1"
    assert alice.get(f"{second}/report.json").json["model"] == {
        "name": "learnt-from-outcomes",
        "version": "v1",
        "trained_on": 60,
    }


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ((0.05, 0.01, 0.09), "It puts firms in a better order than the expert prior, beyond chance."),
        ((0.05, -0.01, 0.09), "No difference from the expert prior is seen beyond chance."),
        ((-0.05, -0.09, -0.01), "It puts firms in a worse order than the expert prior, beyond chance."),
    ],
)
def test_the_report_says_in_a_sentence_how_the_model_fared(sign_in, kept, lead, said):
    (address,) = kept("v1", evaluation=evaluated(lead))
    page = sign_in("ada").get(address).text

    assert said in page
    assert f"{0.85 + lead[0]:.3f}" in page
    assert "+0.050 (+0.010 to +0.090)" in page or lead[1] < 0


def test_without_any_look_the_estimate_is_not_told(sign_in, kept):
    (address,) = kept("v1", evaluation=evaluated(asked=None))

    assert "Nobody looked at a firm of the later intakes" in sign_in("ada").get(address).text


def test_a_model_is_handed_out_as_its_file(sign_in, kept):
    (address,) = kept("v1")
    sent = sign_in("ada").get(f"{address}/model.json")

    assert sent.json["version"] == "v1"
    assert sent.json["evaluation"]["intakes"] == 40
    assert "attachment" in sent.headers["Content-Disposition"]


def test_the_public_card_says_that_the_prior_is_in_force_and_what_each_factor_adds(client):
    page = client.get("/matching/model").text

    assert "The expert prior is in force: model expert prior, version 1" in page
    row = page.partition("Reports in your industry")[2].partition("</tr>")[0]
    assert re.findall(r'app-number">([\d.]+)', row) == ["4.0", "8.0", "12.0", "16.0", "20.0"]


def test_the_public_card_says_which_learnt_model_ranks_since_when(client, sign_in, kept):
    promote(sign_in("ada"), kept("v1")[0])

    page = client.get("/matching/model").text

    assert "Model learnt from outcomes, version v1</strong>, learnt from 60 intakes with outcomes" in page
    assert "A person promoted it on " in page
    assert "Ada" not in page


def test_the_list_asks_as_much_of_the_database_for_many_models_as_for_few(app, sign_in, kept):
    ada, counts = sign_in("ada"), [0]

    def counted(*_):
        counts[-1] += 1

    sa.event.listen(app.extensions["engine"], "before_cursor_execute", counted)
    for versions in (["a"], [f"v{n}" for n in range(20)]):
        kept(*versions)
        counts.append(0)
        assert ada.get(PAGE).status_code == 200
        counts.append(0)

    assert counts[1] == counts[3] > 0
