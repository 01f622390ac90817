"""The card of the model that ranks here, with its last audit and when which model began to rank."""

import json
from typing import Any

from sqlalchemy.orm import Session

from matcher.exposure.auditing import changes_of_model, latest_audit
from matcher.exposure.models import RankingAudit
from matcher.ranker.current import current_model, current_row
from matcher.ranking.audit import audit_from_json
from matcher.ranking.card import Card, Change, model_card


def current_card(session: Session, *, explores: bool) -> Card:
    """Write the card of what ranks; `explores` says whether chance gives the third place."""
    model, row = current_model(session), current_row(session)
    row = row if row and row.version == model.version else None  # a model that cannot be read leaves the prior to rank
    last = latest_audit(session, model.name, model.version)
    return model_card(
        model,
        in_force_since=row.promoted_at.date().isoformat() if row and row.promoted_at else None,
        training=_training(row.content) if row else None,
        evaluation=row.evaluation if row else None,
        audit=audit_from_json(last.findings) if last else None,
        chance=explores,
        history=[_change(one) for one in changes_of_model(session)],
    )


def _training(content: str) -> dict[str, Any] | None:
    """Give what a kept model says of how it was made, where it says all of it."""
    made = json.loads(content).get("training") or {}
    told = ("intakes_with_outcomes", "intakes_shown", "shown_from", "shown_until", "as_of", "fingerprint")
    return {name: made[name] for name in told} if all(name in made for name in told) else None


def _change(kept: RankingAudit) -> Change:
    return Change(
        on=kept.at.date().isoformat(),
        model=kept.model_name,
        version=kept.model_version,
        trained_on=kept.trained_on,
        how=kept.cause.value,
        despite_warning=kept.despite_warning,
    )
