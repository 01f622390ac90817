"""Finding engagements: each party its own, admins all; and what anyone may read of a firm's ratings."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from foundation.access.scope import scope_of
from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.engagements.models import Engagement, PublishedRating
from matcher.engagements.states import UNDER_WAY, Stage
from matcher.introductions.models import Introduction
from matcher.introductions.states import Party
from matcher.introductions.states import Stage as IntroductionStage

_MISSING = "There is no such engagement."


def fetch_engagement(session: Session, key: uuid.UUID, party: Party) -> Engagement:
    """Give an engagement that the session's organisation takes part in as that party; raises NotFound."""
    found = session.scalar(_whole().where(Engagement.id == key))
    if found is None:
        raise NotFound(_MISSING)
    mine = found.organisation_id if party is Party.COMPANY else found.partner_id
    if mine != scope_of(session):
        raise NotFound(_MISSING)
    return found


def list_engagements(session: Session, *, page: int, stage: Stage | None = None, size: int = 25) -> Page[Engagement]:
    """Give one page of the engagements that the session may see: those under way first, then the latest signed."""
    wanted = _whole() if stage is None else _whole().where(Engagement.stage == stage)
    under_way = sa.case((Engagement.stage.in_(UNDER_WAY), 0), else_=1)
    return paginate(
        session, wanted.order_by(under_way, Engagement.signed_on.desc(), Engagement.id), number=page, size=size
    )


def count_under_way(session: Session) -> int:
    """Count the engagements that the session may see and that have no report yet."""
    wanted = sa.select(sa.func.count()).select_from(Engagement).where(Engagement.stage.in_(UNDER_WAY))
    return session.scalar(wanted) or 0


def to_be_signed(session: Session, *, most: int = 25) -> Sequence[Introduction]:
    """Give the session's own introductions that no engagement stands for, the latest first."""
    standing = sa.exists().where(Engagement.introduction_id == Introduction.id, Engagement.stage != Stage.CANCELLED)
    wanted = (
        sa.select(Introduction)
        .options(joinedload(Introduction.firm))
        .where(Introduction.stage == IntroductionStage.INTRODUCED, Introduction.organisation_id == scope_of(session))
        .where(~standing)
        .order_by(Introduction.offered_at.desc(), Introduction.id)
    )
    return session.scalars(wanted.limit(most)).all()


def published_ratings(session: Session, firm_key: uuid.UUID, *, page: int, size: int = 10) -> Page[PublishedRating]:
    """Give one page of what companies let anyone read of a firm, the latest month first."""
    wanted = sa.select(PublishedRating).where(PublishedRating.firm_key == firm_key)
    order = (PublishedRating.month.desc(), PublishedRating.id)
    return paginate(session, wanted.order_by(*order), number=page, size=size)


def _whole() -> sa.Select[Engagement]:
    introduction = joinedload(Engagement.introduction)
    return sa.select(Engagement).options(
        introduction.joinedload(Introduction.firm),
        introduction.selectinload(Introduction.disclosures),
        selectinload(Engagement.steps),
        selectinload(Engagement.rating),
    )
