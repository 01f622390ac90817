"""Ranking models in both databases: kept, promoted, rolled back; at most one ranks."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.access.scope import NOBODY, open_session
from foundation.audit.actor import SERVICE
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from matcher.ranker.current import current_model, current_row
from matcher.ranker.models import RankingModel
from matcher.ranker.queries import earlier_models, list_models
from matcher.ranker.record import count_with_outcomes, known_outcomes
from matcher.ranker.service import Decision, promote, return_to_prior, train
from matcher.ranking.recipe import TooFewOutcomes
from matcher.ranking.training import training_set
from tests.factories.outcomes import invented_outcomes, keep_events, keep_outcomes, told
from tests.factories.ranking_model import add_model

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
END = FIRST + timedelta(days=300)


def version(session):
    return current_model(session).version


def test_what_the_record_holds_is_what_is_learnt_from(platform):
    keep_outcomes(platform, 12, FIRST)

    found = known_outcomes(platform, END)
    assert found.fingerprint == training_set(invented_outcomes(12, FIRST), END).fingerprint
    assert count_with_outcomes(platform) == len(found.with_outcomes)


def test_a_trained_model_is_kept_once_and_does_not_rank(platform):
    keep_outcomes(platform, 90, FIRST)

    row, again = (train(platform, END + timedelta(days=n), SERVICE) for n in range(2))

    assert again.id == row.id
    assert row.evaluation["intakes"] >= 5
    assert (row.is_current, row.promoted_at) == (False, None)
    assert current_model(platform).name == "expert-prior"


def test_a_model_that_ranks_keeps_the_evaluation_by_which_it_was_promoted(platform):
    keep_outcomes(platform, 90, FIRST)
    row = train(platform, END, SERVICE)
    before = dict(row.evaluation)
    promote(platform, row, Decision("Better", ""), SERVICE)

    again = train(platform, END + timedelta(days=1), SERVICE)

    assert (again.id, again.evaluation, again.is_current) == (row.id, before, True)
    assert before["models"]["current"] == "expert-prior 1"


def test_later_events_do_not_change_the_candidate(platform):
    keep_outcomes(platform, 90, FIRST)
    before = train(platform, END, SERVICE).content
    keep_events(platform, [told(END + timedelta(seconds=1), "shown", run=str(uuid.UUID(int=255)))])

    assert train(platform, END, SERVICE).content == before


def test_with_too_few_outcomes_nothing_is_kept(platform):
    keep_outcomes(platform, 20, FIRST)

    with pytest.raises(TooFewOutcomes, match="of at least 30 intakes with outcomes; the prior stays"):
        train(platform, END, SERVICE)

    assert list_models(platform, page=1).total == 0


def test_a_promoted_model_ranks_and_a_rolled_back_one_does_not(platform):
    one, two = add_model(platform, "v1"), add_model(platform, "v2")

    promote(platform, one, Decision("Better", ""), SERVICE)
    assert version(platform) == "v1"
    promote(platform, two, Decision("Better still", "v1"), SERVICE)
    assert version(platform) == "v2"
    assert [row.version for row in earlier_models(platform)] == ["v1"]
    promote(platform, one, Decision("The other was slower", "v2"), SERVICE)
    assert version(platform) == "v1"
    return_to_prior(platform, Decision("Back to the start", "v1"), SERVICE)

    assert version(platform) == "1"
    assert current_row(platform) is None
    assert one.reason == "Back to the start"
    deeds = platform.scalars(sa.select(AuditEntry).order_by(AuditEntry.at)).all()
    assert [deed.action for deed in deeds] == ["ranking.promoted"] * 3 + ["ranking.retired"]
    assert deeds[1].summary == "Let ranking model v2 rank instead of version v1"
    assert deeds[1].detail["reason"] == "Better still"


def test_a_model_without_an_evaluation_never_ranks(platform):
    row = add_model(platform, "v1", evaluation={}, evaluated_at=None)

    with pytest.raises(BadInput, match="Version v1 was not evaluated"):
        promote(platform, row, Decision("Because", ""), SERVICE)


def test_a_model_of_features_that_are_not_ours_never_ranks(platform):
    row = add_model(platform, "v1")
    row.content = row.content.replace('"price"', '"bribe"')

    with pytest.raises(BadInput, match="features that are not ours: bribe"):
        promote(platform, row, Decision("Because", ""), SERVICE)


def test_a_promoted_model_that_cannot_be_read_any_more_leaves_the_prior_to_rank(platform):
    row = add_model(platform, "v1", is_current=True, promoted_at=now(), reason="Better")
    row.content = row.content.replace('"price"', '"gone"')
    platform.flush()

    assert current_model(platform).name == "expert-prior"


@pytest.mark.parametrize("seen", ["", "v0"])
def test_who_has_seen_another_model_rank_decides_nothing(platform, seen):
    one, two = add_model(platform, "v1"), add_model(platform, "v2")
    promote(platform, one, Decision("Better", ""), SERVICE)

    with pytest.raises(Conflict, match="Look again"):
        promote(platform, two, Decision("Better still", seen), SERVICE)
    with pytest.raises(Conflict, match="Look again"):
        return_to_prior(platform, Decision("Back", seen), SERVICE)


def test_the_database_lets_one_model_rank(platform):
    for name in ("v1", "v2"):
        add_model(platform, name)
    platform.execute(sa.update(RankingModel).values(promoted_at=now(), reason="Why"))

    with pytest.raises(IntegrityError):
        platform.execute(sa.update(RankingModel).values(is_current=True))


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_current": True},
        {"promoted_at": now()},
        {"promoted_at": now(), "reason": "Why", "evaluated_at": None},
        {"is_current": True, "promoted_at": now(), "reason": "Why", "retired_at": now()},
        {"trained_on": -1},
    ],
)
def test_the_database_refuses_what_cannot_be(platform, wrong):
    with pytest.raises(IntegrityError):
        add_model(platform, "v1", **wrong)


def test_visitors_are_ranked_by_it_too(engine, platform):
    promote(platform, add_model(platform, "v1"), Decision("Better", ""), SERVICE)
    platform.commit()

    with open_session(engine, NOBODY, read_only=True) as session:
        assert version(session) == "v1"
