"""When a firm's clock runs out, and who is asked then."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from matcher.introductions.models import Introduction
from matcher.introductions.offering import offer_next
from matcher.introductions.states import Party, Stage
from matcher.introductions.steps import Deed, take_step


def organisations_in_need(session: Session, at: datetime) -> Sequence[uuid.UUID]:
    """Name the companies whose requests ran out, or wait for the next firm."""
    wanted = sa.select(Introduction.organisation_id).where(sa.or_(_ran_out(at), _to_follow_up()))
    return session.scalars(wanted.distinct()).all()


def keep_the_clock(session: Session, at: datetime, base_url: str) -> None:
    """End a company's requests that ran out, and ask the next best firm in place of those that are over.

    All in one transaction of the caller: what was begun when a worker died is begun again, and happens once.
    """
    deed = Deed(Party.SERVICE, SERVICE, base_url)
    for late in session.scalars(_requests().where(_ran_out(at))).all():
        take_step(session, late, Stage.EXPIRED, deed)
    for over in session.scalars(_requests().where(_to_follow_up())).all():
        offer_next(session, over, deed, at.date())
    session.flush()


def ask_no_further(session: Session, intake_id: uuid.UUID) -> None:
    """Let nobody be asked in place of an intake's firms any more: the company has found one.

    It moves no version, as the parties have nothing to look at again.
    """
    theirs = Introduction.intake_id == intake_id
    session.scalars(_requests().where(theirs)).all()  # locked in the order in which the worker does
    session.execute(sa.update(Introduction).where(theirs).values(replaces_next=False))


def _requests() -> sa.Select[Introduction]:
    return sa.select(Introduction).order_by(Introduction.answer_by, Introduction.id).with_for_update()


def _ran_out(at: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(Introduction.stage == Stage.OFFERED, Introduction.answer_by <= at)


def _to_follow_up() -> sa.ColumnElement[bool]:
    over = Introduction.stage.in_((Stage.DECLINED, Stage.EXPIRED))
    return sa.and_(over, Introduction.replaces_next.is_(True), Introduction.followed_up.is_(False))
