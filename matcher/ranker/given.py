"""A MODEL.json as somebody gives it: read, checked, and told from its evaluation."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.errors import BadInput
from matcher.ranking.expert import expert_ranker
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.stored import directory_model_from_json, model_to_json

LONGEST = 80
"""Characters of a name or version."""
MOST_INTAKES = 2**31 - 1


@dataclass(frozen=True, slots=True)
class GivenModel:
    """A model, and what its file says of how it was made."""

    model: AdditiveRanker
    content: str
    """Its JSON without an evaluation, the same for the same model."""
    fingerprint: str | None
    as_of: datetime | None
    learnt_until: datetime | None
    """None: it has learnt from nothing."""

    @property
    def digest(self) -> str:
        """What tells it from a model whose file was changed."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def is_prior(self) -> bool:
        """Whether it is the expert prior itself."""
        return self.content == model_to_json(expert_ranker())


def given_model(value: Any, *, source: str) -> GivenModel:
    """Read the JSON of a model that ranks our firms; raises BadInput naming `source`."""
    kept = {key: held for key, held in value.items() if key != "evaluation"} if isinstance(value, dict) else value
    content = json.dumps(kept, indent=2) + "\n"
    model = directory_model_from_json(content, source=source)
    for name in ("name", "version"):
        if not 0 < len(getattr(model, name)) <= LONGEST:
            raise BadInput(f"expected a {name} of 1 to {LONGEST} characters", where=source)
    if not 0 <= model.trained_on_ <= MOST_INTAKES:
        raise BadInput("expected trained_on to be a number of intakes, 0 or more", where=source)
    made = kept.get("training", {})
    if not isinstance(made, dict):
        raise BadInput("expected training to say what the model was made from", where=source)
    until = _moment(made, "shown_until", source)
    if until is None and model.trained_on_:
        raise BadInput(
            "the model does not say when the last intake it learnt from was shown (training.shown_until), so no later "
            "ones can be told apart to test it on",
            where=source,
        )
    fingerprint = made.get("fingerprint")
    fingerprint = fingerprint if isinstance(fingerprint, str) and len(fingerprint) == 64 else None
    return GivenModel(model, content, fingerprint, _moment(made, "as_of", source), until)


def model_file(content: str, evaluation: Mapping[str, Any]) -> str:
    """Write MODEL.json: the model, and its evaluation where there is one."""
    if not evaluation:
        return content
    return json.dumps(json.loads(content) | {"evaluation": dict(evaluation)}, indent=2) + "\n"


def _moment(made: Mapping[str, Any], name: str, source: str) -> datetime | None:
    text = made.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadInput(f"expected training.{name} to be a moment such as 2027-03-04T16:05:00+00:00", where=source)
    return moment
