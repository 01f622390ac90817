"""Training, testing, promoting, rolling back. Each leaves one line in the trail of the platform."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now, today
from foundation.errors import BadInput, Conflict
from matcher.exposure.auditing import audit_now, keep_audit
from matcher.exposure.models import AuditCause
from matcher.ranker.current import Standing, called, current_model, current_row, model_of, standing
from matcher.ranker.fairness import keep_tested_audits, weigh
from matcher.ranker.given import GivenModel
from matcher.ranker.models import RankingModel
from matcher.ranker.record import known_outcomes
from matcher.ranking.evaluation import CANDIDATE, CURRENT, PRIOR, evaluate
from matcher.ranking.expert import expert_ranker
from matcher.ranking.recipe import learn_candidate, require_later
from matcher.ranking.stored import model_to_json
from matcher.ranking.training import TrainingSet

STEPS = 3
"""Of training: outcomes are read, the candidate has learnt, it is tested."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an admin decides about the model that ranks."""

    reason: str
    seen: str
    """Version of the model that ranked when the admin decided; empty: the expert prior."""
    accepts_warning: bool = False
    """Whether it shall rank although small firms get less than their eligibility gives, for no named reason."""


def train(
    session: Session, as_of: datetime, actor: Actor, step: Callable[[int], object] = lambda _done: None
) -> RankingModel:
    """Learn a candidate from outcomes up to a moment, test it and keep it; raises TooFewOutcomes.

    Nothing is promoted. The same earlier intakes give the same candidate, which is kept once.
    """
    ranks, known = standing(session), known_outcomes(session, as_of)
    step(1)
    learnt = learn_candidate(known, current=ranks.said, learnt_until=ranks.learnt_until)
    step(2)
    content = model_to_json(learnt.model, learnt.training)
    given = GivenModel(model_of(content), content, learnt.training["fingerprint"], as_of, learnt.until)
    tested = _tested(known, given, ranks)
    step(STEPS)
    row = _keep(session, given, tested, trained=True)
    keep_tested_audits(session, given.model, ranks.model)
    _tell(session, actor, "ranking.trained", row, f"Trained ranking model {row.version} on {row.trained_on} intakes")
    return row


def evaluate_given(session: Session, given: GivenModel, as_of: datetime) -> dict[str, Any]:
    """Evaluate a model on intakes that are new to it and to the one that ranks; raises TooFewOutcomes."""
    return _tested(known_outcomes(session, as_of), given, standing(session))


def keep_tested(session: Session, given: GivenModel, tested: Mapping[str, Any], actor: Actor) -> RankingModel:
    """Keep a model with its evaluation, so that it can be promoted."""
    row = _keep(session, given, tested)
    keep_tested_audits(session, given.model, current_model(session))
    _tell(session, actor, "ranking.evaluated", row, f"Evaluated ranking model {row.version}")
    return row


def promote(session: Session, row: RankingModel, decision: Decision, actor: Actor) -> None:
    """Let a model rank from now on.

    Raises BadInput for one that cannot, Unfair for one that gives small firms less for no named reason unless the
    warning is accepted, Conflict when another ranks meanwhile.
    """
    before = _seen(session, decision)
    if not row.evaluation:
        raise BadInput(f"Version {row.version} was not evaluated; evaluate it before it may rank.")
    model = model_of(row.content)  # raises BadInput where it reads features that are not ours any more
    if row.is_current:
        raise Conflict(f"Version {row.version} ranks already.")
    found = weigh(session, model, accepts_warning=decision.accepts_warning)
    cause = AuditCause.ROLLED_BACK if row.promoted_at else AuditCause.PROMOTED
    try:
        _retire(session, before, decision.reason)
        row.is_current, row.retired_at, row.reason = True, None, decision.reason
        row.promoted_at, row.promoted_by, row.promoted_by_id = now(), actor.name, actor.user_id
        session.flush()
    except IntegrityError:
        raise Conflict("Somebody else let another model rank in the meantime. Look again.") from None
    despite = bool(found.concerns)
    keep_audit(session, model, found, cause, despite_warning=despite)
    summary = f"Let ranking model {row.version} rank instead of {called(before)}"
    _tell(session, actor, "ranking.promoted", row, summary, reason=decision.reason, despite_warning=despite)


def return_to_prior(session: Session, decision: Decision, actor: Actor) -> None:
    """Let the expert prior rank again; raises Conflict when it does already."""
    before = _seen(session, decision)
    if before is None:
        raise Conflict("The expert prior ranks already.")
    _retire(session, before, decision.reason)
    keep_audit(session, expert_ranker(), audit_now(session, expert_ranker(), today()), AuditCause.ROLLED_BACK)
    summary = f"Let the expert prior rank again instead of {called(before)}"
    _tell(session, actor, "ranking.retired", before, summary, reason=decision.reason)


def _tested(known: TrainingSet, given: GivenModel, ranks: Standing) -> dict[str, Any]:
    moments = [moment for moment in (given.learnt_until, ranks.learnt_until) if moment]
    later = known.after(max(moments, default=None))
    require_later(later, ranks.said)
    return evaluate(known, later, {CANDIDATE: given.model, CURRENT: ranks.model, PRIOR: expert_ranker()}).to_json()


def _keep(session: Session, given: GivenModel, tested: Mapping[str, Any], *, trained: bool = False) -> RankingModel:
    """Keep a model, or find it kept; the one that ranks keeps the evaluation by which it was promoted."""
    row = session.scalar(sa.select(RankingModel).where(RankingModel.version == given.model.version))
    if row is None:
        row = _row_of(given)
        session.add(row)
    elif row.digest != given.digest and not trained:  # trained again on the same intakes only its moment differs
        raise BadInput(f"Another model of version {row.version} is kept here. Give this one a version of its own.")
    if not row.is_current:
        row.evaluation, row.evaluated_at = dict(tested), now()
    session.flush()
    return row


def _row_of(given: GivenModel) -> RankingModel:
    return RankingModel(
        name=given.model.name,
        version=given.model.version,
        content=given.content,
        digest=given.digest,
        fingerprint=given.fingerprint,
        trained_on=given.model.trained_on_,
        as_of=given.as_of,
        learnt_until=given.learnt_until,
        is_current=False,
    )


def _seen(session: Session, decision: Decision) -> RankingModel | None:
    current = current_row(session)
    if (current.version if current else "") != decision.seen:
        raise Conflict("Somebody else changed which model ranks in the meantime. Look again before you decide.")
    return current


def _retire(session: Session, row: RankingModel | None, reason: str) -> None:
    if row:
        row.is_current, row.retired_at, row.reason = False, now(), reason
        session.flush()


def _tell(session: Session, actor: Actor, action: str, row: RankingModel, summary: str, **detail: Any) -> None:
    key: uuid.UUID = row.id
    record(session, actor, action, thing="ranking_model", thing_id=key, summary=summary, version=row.version, **detail)
    session.flush()
