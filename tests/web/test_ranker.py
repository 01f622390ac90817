"""Pages of the ranking model: what ranks, training, reports, promoting, rolling back; the public card."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.jobs.worker import run_waiting
from matcher.firms.words import Tier
from matcher.matches.models import MatchRun
from matcher.ranker.models import RankingModel
from matcher.ranking.expert import expert_ranker
from matcher.ranking.ramps import SEGMENTS
from matcher.ranking.stored import model_to_json
from tests.factories.intake import DULL_FIRM, add_firms
from tests.factories.introduction import add_bare_firm
from tests.factories.outcomes import keep_outcomes
from tests.factories.ranking_model import UNTIL, add_model, evaluated

PAGE = "/admin/models/"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


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


def test_before_anything_else_has_ranked_there_is_nothing_to_go_back_to(sign_in):
    answer = sign_in("ada").post("/admin/models/roll-back", data={"to": "prior", "reason": "To be sure"})

    assert answer.status_code == 409
    assert "Nothing else has ranked so far, so there is nothing to go back to." in answer.text


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


@pytest.fixture
def sized(change, kept, monkeypatch):
    """A directory in which small and large firms are alike, and candidates that like large ones."""
    monkeypatch.setattr("foundation.clock.now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    alike = [
        replace(DULL_FIRM, firm_id=f"{tier}-{n}", name=f"Firm {n}", tier=tier, rating=3 + n / 3, rating_count=40)
        for n in range(6)
        for tier in (Tier.BOUTIQUE, Tier.NATIONAL)
    ]
    change(lambda session: add_firms(session, *alike))
    return kept("sized", "likes-size", content=content_of(tier=0.6))


def content_of(**weights):
    model = expert_ranker()
    model.name, model.version, model.trained_on_ = "learnt-from-outcomes", "sized", 60
    for name, weight in weights.items():
        model.coef_[model.feature_names.index(name)] = weight / SEGMENTS
    return model_to_json(model, {"shown_until": UNTIL})


def test_a_candidate_that_keeps_small_firms_down_is_let_rank_only_by_a_tick_and_a_reason(
    sign_in, client, sized, change
):
    address, ada = sized[0], sign_in("ada")
    assert "Not audited yet" in ada.get(address).text

    refused = promote(ada, address)

    assert refused.status_code == 422
    assert "Small firms would get less than their eligibility gives." in refused.text
    assert "and no named feature accounts for it." in refused.text
    assert "ize itself takes 40.0 points" in refused.text
    assert change(lambda session: session.scalars(sa.select(RankingModel.is_current)).all()) == [False, False]
    ticked = {"seen": "", "accepts_warning": "y"}
    assert ada.post(f"{address}/promote", data={"reason": " ", **ticked}).status_code == 422
    assert ada.post(f"{address}/promote", data={"reason": "They ask for it", **ticked}).status_code == 303

    wanted = sa.select(AuditEntry.detail).where(AuditEntry.action == "ranking.promoted")
    detail = change(lambda session: session.scalars(wanted).one())
    assert (detail["reason"], detail["despite_warning"]) == ("They ask for it", True)
    assert "promoted, although small firms get less for no named reason" in client.get("/matching/model").text
    assert "They ask for it" not in client.get("/matching/model").text
    assert "No named feature" in client.get("/matching/exposure").text


def test_rolling_back_to_such_a_model_leads_to_its_own_page(sign_in, sized, change):
    ada = sign_in("ada")
    ada.post(f"{sized[0]}/promote", data={"reason": "They ask for it", "seen": "", "accepts_warning": "y"})
    ada.post(f"{PAGE}roll-back", data={"to": "prior", "reason": "Worse", "seen": "sized"})
    data = {"to": sized[0].removeprefix(PAGE), "reason": "Again", "seen": ""}

    refused = ada.post(f"{PAGE}roll-back", data=data)

    assert refused.status_code == 422
    assert "Let it rank on its own page" in refused.text
    page = ada.get(sized[0]).text
    assert 'name="accepts_warning"' in page  # it is known from its last audit
    assert "The expert prior, which ranks now" in page


def test_a_candidate_that_treats_all_sizes_alike_asks_for_no_tick(sign_in, sized, kept):
    (address,) = kept("fair")
    ada = sign_in("ada")

    assert promote(ada, address).status_code == 303
    assert "accepts_warning" not in ada.get(sized[1]).text


def test_a_trained_candidate_is_audited_beside_what_ranks_and_shows_how_sure_it_is(app, sign_in, change, sized):
    change(lambda session: keep_outcomes(session, 90, FIRST))
    ada = sign_in("ada")
    ada.post(f"{PAGE}train")
    work(app)
    (address,) = [
        found for found in re.findall(rf'href="({PAGE}[0-9a-f-]{{36}})"', ada.get(PAGE).text) if found not in sized
    ]

    page = ada.get(address).text

    assert page.count(">Boutique</th>") == 2
    plot = page.partition("Is it as sure as it may be?")[2].partition("Whom it would show")[0]
    assert plot.count('class="rank-dot"') == plot.count("<tr>") - 1 > 0
    assert "90\u00a0% to 100\u00a0%" in plot


def test_a_model_that_was_evaluated_before_this_was_told_shows_no_plot(sign_in, kept):
    assert "Is it as sure as it may be?" not in sign_in("ada").get(kept("v1")[0]).text


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


def test_the_card_as_json_is_what_the_page_says(client, sign_in, kept):
    promote(sign_in("ada"), kept("v1")[0])

    card = client.get("/matching/model.json").json

    assert (card["model"], card["version"], card["trained_on"]) == ("learnt-from-outcomes", "v1", 60)
    assert card["evaluation"]["fared"]["candidate"]["ndcg_at_3"]["value"] == 0.9
    assert [(one["version"], one["how"], one["despite_warning"]) for one in card["history"]] == [
        ("v1", "promoted", False)
    ]
    assert any("Payment" in line for line in card["never_reads"])
    assert "Ada" not in json.dumps(card)
    page = client.get("/matching/model").text
    assert all(line in page for line in card["limits"] if "'" not in line)
    assert "0.900" in page


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
