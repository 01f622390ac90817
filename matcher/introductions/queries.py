"""Finding introductions: each party its own, admins all."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from foundation.access.scope import scope_of
from foundation.accounts.models import Organisation
from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.introductions.models import Introduction
from matcher.introductions.states import Stage


def fetch_introduction(session: Session, key: uuid.UUID) -> Introduction:
    """Give an introduction that the session's organisation takes part in, or oversees; raises NotFound."""
    found = session.scalar(_whole().where(Introduction.id == key))
    if found is None:
        raise NotFound("There is no such introduction.")
    return found


def own_introduction(session: Session, key: uuid.UUID) -> Introduction:
    """Give an introduction that the session's organisation asked for; raises NotFound."""
    found = fetch_introduction(session, key)
    if found.organisation_id != scope_of(session):
        raise NotFound("There is no such introduction.")
    return found


def firms_introduction(session: Session, key: uuid.UUID) -> Introduction:
    """Give an introduction that the session's firm was asked for; raises NotFound."""
    found = fetch_introduction(session, key)
    if found.partner_id != scope_of(session):
        raise NotFound("There is no such request.")
    return found


def list_introductions(
    session: Session, *, page: int, stage: Stage | None = None, is_open: bool | None = None, size: int = 25
) -> Page[Introduction]:
    """Give one page of what the session may see, the next to run out first, then the latest."""
    wanted = _whole()
    if stage is not None:
        wanted = wanted.where(Introduction.stage == stage)
    if is_open is not None:
        wanted = wanted.where(Introduction.closed_at.is_(None) if is_open else Introduction.closed_at.is_not(None))
    waiting_first = sa.case((Introduction.stage == Stage.OFFERED, 0), (Introduction.closed_at.is_(None), 1), else_=2)
    order = (
        waiting_first,
        sa.case((Introduction.stage == Stage.OFFERED, Introduction.answer_by)),
        Introduction.offered_at.desc(),
    )
    return paginate(session, wanted.order_by(*order, Introduction.id), number=page, size=size)


def of_intake(session: Session, intake_id: uuid.UUID) -> Sequence[Introduction]:
    """Give all introductions of an intake, the latest last."""
    return session.scalars(
        _whole().where(Introduction.intake_id == intake_id).order_by(Introduction.offered_at, Introduction.place)
    ).all()


def count_waiting(session: Session, *, stage: Stage = Stage.OFFERED) -> int:
    """Count what the session may see at a stage."""
    return session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(Introduction.stage == stage)) or 0


def companies_of(session: Session, introductions: Sequence[Introduction]) -> dict[uuid.UUID, str]:
    """Name the companies behind introductions, for admins: company's id -> name."""
    wanted = {one.organisation_id for one in introductions}
    rows = session.scalars(sa.select(Organisation).where(Organisation.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def _whole() -> sa.Select[Introduction]:
    return sa.select(Introduction).options(
        joinedload(Introduction.firm), selectinload(Introduction.steps), selectinload(Introduction.disclosures)
    )
