"""Everything that scores asks the model that ranks: matches, what is too close to call, chance, the next best firm."""

import numpy as np
import pytest

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.audit.actor import SERVICE, Actor
from foundation.clock import now, today
from matcher.firms.ledger import enter
from matcher.firms.samples import sample_firms
from matcher.intakes.service import Saved, begin
from matcher.introductions.next_best import candidates
from matcher.matches.service import find_matches
from matcher.ranking.model import AdditiveRanker, FeatureSpec
from matcher.ranking.recipe import NAME
from matcher.ranking.stored import model_to_json
from tests.factories.ranking_model import add_model

INTAKE = {"organisation": "Acme", "industry": "fintech", "headcount": 85, "report_type": "type_2"}
DEAREST_FIRST = ["F-008", "F-001", "F-002", "F-005", "F-010"]
ALICE = Actor(None, "Alice")


@pytest.fixture
def company(engine, acting_for):
    """Acme, beside a directory of five sample firms."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        for firm in sample_firms(today()):
            if firm.firm_id in DEAREST_FIRST:
                enter(session, firm, SERVICE, source="Invented", is_sample=True)
        session.commit()
    with acting_for("Acme") as session:
        yield session


@pytest.fixture
def rank_the_dearest(engine):
    """Let a model rank that counts the level of the fee alone, for the dearest; `spread` is that of its ramps."""

    def done(spread):
        model = AdditiveRanker((FeatureSpec("fee_ratio", 0, 0.0),), name=NAME, version="dearest").fit()
        model.coef_, model.covariance_, model.trained_on_ = np.full((1, 10), 0.1), np.eye(10) * spread**2, 60
        with open_session(engine, EVERY_ORGANISATION) as session:
            ranks = {"is_current": True, "promoted_at": now(), "reason": "Better"}
            add_model(session, "dearest", content=model_to_json(model), **ranks)
            session.commit()

    return done


def matched(session, rng=None):
    return find_matches(session, begin(session, Saved(INTAKE), ALICE), today(), ALICE, rng=rng)


def test_matches_and_the_next_best_go_by_the_model_that_ranks(company, rank_the_dearest):
    before = matched(company)
    company.commit()
    rank_the_dearest(0.0)
    after = matched(company)

    assert before.eligible == ["F-008", "F-005", "F-002", "F-010", "F-001"]
    assert after.eligible == DEAREST_FIRST
    assert [reason["factor"] for reason in after.shown[0]["contributions"]] == ["fee_ratio"]
    assert list(candidates(company, before, today())) == DEAREST_FIRST


@pytest.mark.parametrize(("spread", "close"), [(0.0, [False, False, False]), (50.0, [True, True, False])])
def test_too_close_to_call_is_what_the_model_that_ranks_is_unsure_of(company, rank_the_dearest, spread, close):
    rank_the_dearest(spread)

    assert [match["is_close"] for match in matched(company).shown] == close


@pytest.mark.parametrize(("spread", "thirds"), [(0.0, {"F-002"}), (50.0, {"F-002", "F-005", "F-010"})])
def test_chance_gives_the_third_place_by_what_the_model_that_ranks_is_unsure_of(
    company, rank_the_dearest, spread, thirds
):
    rank_the_dearest(spread)
    found = [
        [match["firm"]["firm_id"] for match in matched(company, np.random.default_rng(seed)).shown]
        for seed in range(12)
    ]

    assert {tuple(firms[:2]) for firms in found} == {("F-008", "F-001")}
    assert {firms[2] for firms in found} == thirds
