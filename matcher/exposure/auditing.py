"""Auditing a model over the directory as it is, and keeping what was found."""

import hashlib
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.exposure.models import AuditCause, RankingAudit
from matcher.firms.profile import FirmProfile
from matcher.firms.service import directory
from matcher.ranking.audit import Audit, audit
from matcher.ranking.model import AdditiveRanker

MOST_FIRMS = 600
"""Of a longer directory a fixed choice of so many stands for all, as an audit matches each with each intake."""


def audit_now(session: Session, model: AdditiveRanker, today: date) -> Audit:
    """Audit a model over the directory of today."""
    return audit(model, chosen(directory(session)), today)


def chosen(firms: Sequence[FirmProfile]) -> Sequence[FirmProfile]:
    """Give all firms, or of too many those whose ids have the lowest digests, so that neither name nor id counts."""
    return sorted(firms, key=lambda firm: hashlib.sha256(firm.firm_id.encode()).digest())[:MOST_FIRMS]


def keep_audit(
    session: Session, model: AdditiveRanker, found: Audit, cause: AuditCause, *, despite_warning: bool = False
) -> RankingAudit:
    """Keep what was found."""
    kept = RankingAudit(
        cause=cause,
        model_name=model.name,
        model_version=model.version,
        trained_on=model.trained_on_,
        despite_warning=despite_warning,
        findings=found.to_json(),
    )
    session.add(kept)
    session.flush()
    return kept


def latest_audit(session: Session, name: str, version: str) -> RankingAudit | None:
    """Give the last audit of a model, whatever its cause."""
    of_model = sa.and_(RankingAudit.model_name == name, RankingAudit.model_version == version)
    wanted = sa.select(RankingAudit).where(of_model).order_by(RankingAudit.at.desc(), RankingAudit.id).limit(1)
    return session.scalars(wanted).first()


def audit_in_force(session: Session) -> RankingAudit | None:
    """Give the last audit of a model while it ranked."""
    ranked = RankingAudit.cause != AuditCause.TESTED
    wanted = sa.select(RankingAudit).where(ranked).order_by(RankingAudit.at.desc(), RankingAudit.id).limit(1)
    return session.scalars(wanted).first()


def changes_of_model(session: Session, *, most: int = 50) -> Sequence[RankingAudit]:
    """Give when which model began to rank, the last first."""
    began = RankingAudit.cause.in_((AuditCause.PROMOTED, AuditCause.ROLLED_BACK))
    wanted = sa.select(RankingAudit).where(began).order_by(RankingAudit.at.desc(), RankingAudit.id)
    return session.scalars(wanted.limit(most)).all()
