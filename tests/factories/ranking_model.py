"""A ranking model as it is kept: the expert's weights under a version of its own, evaluated against the prior."""

import json
from typing import Any

from sqlalchemy.orm import Session

from foundation.clock import now
from matcher.ranker.given import given_model
from matcher.ranker.models import RankingModel
from matcher.ranking.expert import expert_ranker
from matcher.ranking.recipe import NAME
from matcher.ranking.stored import model_to_json

UNTIL = "2026-01-20T10:00:00+00:00"


def evaluated(lead: tuple[float, float, float] = (0.05, 0.01, 0.09), asked: float | None = 0.4) -> dict[str, Any]:
    """Give a dull evaluation, in which the candidate leads the prior by so much."""

    def interval(value: float, low: float, high: float) -> dict[str, float]:
        return {"value": value, "low": low, "high": high}

    def fared(value: float) -> dict[str, Any]:
        share = None if asked is None else interval(asked, asked - 0.1, asked + 0.1)
        return {"ndcg_at_3": interval(value, value - 0.05, value + 0.05), "asked_per_look": share}

    ahead = {"ndcg_at_3": interval(*lead), "asked_per_look": None if asked is None else interval(*lead)}
    return {
        "intakes": 40,
        "shown": 70,
        "first_at": "2026-01-20T11:00:00+00:00",
        "last_at": "2026-02-20T11:00:00+00:00",
        "chances": [1.0, 0.75, 0.5],
        "models": {"candidate": f"{NAME} v1", "current": "expert-prior 1", "prior": "expert-prior 1"},
        "fared": {"candidate": fared(0.85 + lead[0]), "current": fared(0.85), "prior": fared(0.85)},
        "candidate_over": {"current": ahead, "prior": ahead},
        "confidence": 0.95,
        "draws": 1000,
        "least_propensity": 0.1,
    }


def add_model(session: Session, version: str, **values: Any) -> RankingModel:
    """Keep a model that was trained on 60 intakes, or as told."""
    model = expert_ranker()
    model.name, model.version, model.trained_on_ = NAME, version, 60
    content = model_to_json(model, {"shown_until": UNTIL, "as_of": UNTIL, "fingerprint": "f" * 64})
    given = given_model(json.loads(content), source="a test")
    kept: dict[str, Any] = {
        "name": model.name,
        "version": version,
        "content": given.content,
        "digest": given.digest,
        "fingerprint": given.fingerprint,
        "trained_on": 60,
        "as_of": given.as_of,
        "learnt_until": given.learnt_until,
        "evaluation": evaluated(),
        "evaluated_at": now(),
    }
    row = RankingModel(**(kept | values))
    session.add(row)
    session.flush()
    return row
