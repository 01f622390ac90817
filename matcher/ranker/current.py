"""Which model ranks: the promoted one, or the expert prior where none is."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import BadInput
from matcher.ranker.models import RankingModel
from matcher.ranking.expert import expert_ranker
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.stored import directory_model_from_json


def current_row(session: Session) -> RankingModel | None:
    """Give the promoted model; None: the expert prior ranks."""
    return session.scalars(sa.select(RankingModel).where(RankingModel.is_current)).one_or_none()


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """The model that ranks, apart from its row, as a background job commits in between."""

    said: str
    """Inside a sentence."""
    model: AdditiveRanker
    learnt_until: datetime | None


def standing(session: Session) -> Standing:
    """Give what ranks."""
    row = current_row(session)
    return Standing(called(row), model_of(row.content) if row else expert_ranker(), row.learnt_until if row else None)


def current_model(session: Session) -> AdditiveRanker:
    """Give the model that ranks; the expert prior also where a promoted one reads what is not read any more."""
    content = session.scalar(sa.select(RankingModel.content).where(RankingModel.is_current))
    if content is None:
        return expert_ranker()
    try:
        return model_of(content)
    except BadInput as strange:
        log.warning("%s; the expert prior ranks instead", strange)
        return expert_ranker()


@lru_cache(maxsize=4)
def model_of(content: str) -> AdditiveRanker:
    """Read a kept model; the same text gives the same object, which nobody may change."""
    return directory_model_from_json(content, source="the kept ranking model")


def called(row: RankingModel | None) -> str:
    """Say which model it is, inside a sentence."""
    return f"version {row.version}" if row else "the prior"
