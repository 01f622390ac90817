"""Whose partner a firm's requests have: the people who claimed its profile, or nobody once the claim is released."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import overseeing
from matcher.engagements.models import Engagement, EngagementRating, EngagementStep
from matcher.introductions.models import Disclosure, Introduction, IntroductionStep
from matcher.quotes.models import Quote

FOLLOWING = (IntroductionStep, Disclosure, Quote, Engagement)
"""Rows that are shared with the partner of their introduction."""
ENGAGED = (EngagementStep, EngagementRating)
"""Rows that are shared with the partner of their engagement."""


def hand_over(session: Session, firm_key: uuid.UUID, organisation_id: uuid.UUID | None) -> None:
    """Let the firm's people read its requests and engagements from now on, and nobody who did before; None: nobody."""
    theirs = sa.select(Introduction.id).where(Introduction.firm_key == firm_key)
    engaged = sa.select(Engagement.id).where(Engagement.introduction_id.in_(theirs))
    with overseeing(session):
        for also in ENGAGED:
            _let(session, sa.update(also).where(also.engagement_id.in_(engaged)), organisation_id)
        for shared in FOLLOWING:
            _let(session, sa.update(shared).where(shared.introduction_id.in_(theirs)), organisation_id)
        _let(session, sa.update(Introduction).where(Introduction.firm_key == firm_key), organisation_id)


def _let(session: Session, update: sa.Update, organisation_id: uuid.UUID | None) -> None:
    session.execute(update.values(partner_id=organisation_id).execution_options(synchronize_session=False))
