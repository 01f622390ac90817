"""Finding kept models, and the training that is under way."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer

from foundation.errors import BadInput, NotFound
from foundation.jobs.models import Job
from foundation.web.pages import Page, paginate
from matcher.ranker.given import GivenModel
from matcher.ranker.models import TRAIN_JOB, RankingModel


def list_models(session: Session, *, page: int, size: int = 25) -> Page[RankingModel]:
    """Give one page of all models, the latest first, their coefficients left aside."""
    wanted = sa.select(RankingModel).options(defer(RankingModel.content))
    return paginate(session, wanted.order_by(RankingModel.kept_at.desc(), RankingModel.id), number=page, size=size)


def fetch_model(session: Session, key: uuid.UUID) -> RankingModel:
    """Give a model; raises NotFound."""
    row = session.get(RankingModel, key)
    if row is None:
        raise NotFound("There is no such ranking model.")
    return row


def kept_model(session: Session, given: GivenModel, *, source: str) -> RankingModel:
    """Give the row of a model that was kept; raises BadInput naming `source` when it was not, or was changed since."""
    row = session.scalar(sa.select(RankingModel).where(RankingModel.version == given.model.version))
    if row is None:
        raise BadInput("this model was not evaluated here; run auditmatch ranker evaluate first", where=source)
    if row.digest != given.digest:
        raise BadInput("this is not the model of that version that was evaluated; its file was changed", where=source)
    return row


def earlier_models(session: Session, *, most: int = 20) -> Sequence[RankingModel]:
    """Give the models that ranked once and do not now, the last one first."""
    ranked = sa.and_(RankingModel.promoted_at.is_not(None), RankingModel.is_current.is_(False))
    wanted = sa.select(RankingModel).options(defer(RankingModel.content), defer(RankingModel.evaluation)).where(ranked)
    return session.scalars(wanted.order_by(RankingModel.retired_at.desc(), RankingModel.id).limit(most)).all()


def latest_training(session: Session) -> Job | None:
    """Give the training that was asked for last."""
    return session.scalars(sa.select(Job).where(Job.kind == TRAIN_JOB).order_by(Job.created_at.desc()).limit(1)).first()
