"""What a model gives small firms, asked before it ranks, and once a week while it does."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.access.scope import NOBODY, open_session
from foundation.clock import now, today
from foundation.errors import BadInput
from foundation.jobs.chores import hourly
from foundation.mail.chore import Chore
from matcher.exposure.auditing import audit_now, keep_audit, latest_audit
from matcher.exposure.measuring import count_exposure, last_counted
from matcher.exposure.models import AuditCause
from matcher.exposure.words import concern_text
from matcher.ranker.current import current_model
from matcher.ranker.models import RankingModel
from matcher.ranking.audit import Audit, audit_from_json
from matcher.ranking.model import AdditiveRanker

MINUTE = 40
"""Minute of the hour at which it is looked whether it is time to count or to audit."""
WEEK = timedelta(days=7)


class Unfair(BadInput):
    """Small firms would get less than their eligibility gives, and no named feature accounts for it."""


def weigh(session: Session, model: AdditiveRanker, *, accepts_warning: bool) -> Audit:
    """Audit a model that is to rank; raises Unfair unless the warning is accepted."""
    found = audit_now(session, model, today())
    if found.concerns and not accepts_warning:
        raise Unfair(" ".join(concern_text(one) for one in found.concerns))
    return found


def keep_tested_audits(session: Session, *models: AdditiveRanker) -> None:
    """Audit models that are compared, over the same directory, and keep what was found."""
    for model in models:
        keep_audit(session, model, audit_now(session, model, today()), AuditCause.TESTED)


def measure_exposure(session: Session) -> None:
    """Count once a day, and audit the model that ranks once a week; what was missed is made good by the next look."""
    counted = last_counted(session)
    if counted is None or counted.date() < today():
        count_exposure(session, now())
    model = current_model(session)
    last = latest_audit(session, model.name, model.version)
    if last is None or now() - last.at >= WEEK:
        found = audit_now(session, model, today())
        if found.intakes:  # a directory without eligible firms says nothing; it is looked at again
            keep_audit(session, model, found, AuditCause.WEEKLY)


def exposure_chore(engine: Engine) -> Chore:
    """Give the chore of counting and auditing, in a session of nobody: what it reads belongs to no organisation."""

    def look() -> None:
        with open_session(engine, NOBODY) as session, suppress(IntegrityError):
            measure_exposure(session)  # of several workers one may have counted meanwhile, and counted the same
            session.commit()

    return hourly(MINUTE, look)


@dataclass(frozen=True, slots=True)
class Compared:
    """A model's last audit beside that of the model that ranks; None: it was not audited."""

    audit: Audit | None
    ranks: Audit | None
    """Also None where the model itself ranks."""
    warning: str | None
    """Why the model may not rank without a word."""


def compared(session: Session, row: RankingModel) -> Compared:
    """Give what the page on which a model is promoted shows."""
    own = _last(session, row.name, row.version)
    current = current_model(session)
    ranks = None if row.is_current else _last(session, current.name, current.version)
    return Compared(own, ranks, " ".join(map(concern_text, own.concerns)) or None if own else None)


def _last(session: Session, name: str, version: str) -> Audit | None:
    kept = latest_audit(session, name, version)
    return audit_from_json(kept.findings) if kept else None
