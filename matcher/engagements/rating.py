"""Rating: by the company once it holds the report, once, and for two weeks to be put right; the firm may reply once."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.errors import Conflict, NotFound
from matcher.engagements.letters import Pairs, rating_changed, replied
from matcher.engagements.mean import move_mean
from matcher.engagements.models import Engagement, EngagementRating, PublishedRating
from matcher.engagements.states import Stage
from matcher.engagements.steps import CHANGED, expect, flush, take_step, tell
from matcher.introductions.outcomes import note_outcome
from matcher.introductions.steps import Deed
from matcher.outcomes.models import OutcomeKind

EDITABLE = timedelta(days=14)
"""How long a rating may be put right after it was given."""
ASPECTS = {
    "dates": "Kept its dates",
    "contact": "Easy to reach, and clear",
    "knowledge": "Understood our systems and industry",
    "fee": "Kept to the fee agreed",
    "overall": "Overall",
}
"""What is rated, and how it is titled."""


@dataclass(frozen=True, slots=True)
class RatingRequest:
    """What a company says of a firm's work: 1 to 5 stars each, and words if it likes."""

    dates: int
    contact: int
    knowledge: int
    fee: int
    overall: int
    text: str | None
    may_publish: bool


def rate(session: Session, engagement: Engagement, request: RatingRequest, deed: Deed, today: date) -> EngagementRating:
    """Rate a firm's work; raises Conflict before the report is there, and when it is rated already."""
    expect(engagement, Stage.RATED, deed.party)
    rating = EngagementRating(
        organisation_id=engagement.organisation_id,
        partner_id=engagement.partner_id,
        engagement=engagement,
        rated_at=now(),
        **asdict(request),
    )
    session.add(rating)
    flush(session)
    _count(session, engagement, request.overall)
    _publish(session, rating)
    take_step(session, engagement, Stage.RATED, deed, today, in_words(rating))
    return rating


def change_rating(
    session: Session, engagement: Engagement, request: RatingRequest, version: int, deed: Deed, today: date
) -> bool:
    """Put a rating right; gives whether anything differs.

    Raises Conflict once two weeks are over, or when somebody changed it since `version`.
    """
    rating = _given(engagement)
    if not is_editable(rating, now()):
        raise Conflict("A rating can be changed for 14 days, which are over.")
    if rating.version != version:
        raise Conflict(CHANGED)
    before, after = {name: getattr(rating, name) for name in asdict(request)}, asdict(request)
    if before == after:
        return False
    for name, value in after.items():
        setattr(rating, name, value)
    rating.changed_at = now()
    flush(session)
    if before["overall"] != request.overall:
        _count(session, engagement, request.overall, before["overall"])
    _publish(session, rating)
    names = ("rating_changed", f"rating/{rating.version}", "rating changed")
    tell(session, engagement, deed, names, rating_changed, today, in_words(rating))
    return True


def reply(session: Session, engagement: Engagement, text: str, deed: Deed, today: date) -> None:
    """Say the firm's part, once; raises Conflict when it has been said, NotFound when there is no rating."""
    rating = _given(engagement)
    if rating.reply is not None:
        raise Conflict("The firm has replied already. A reply is given once.")
    rating.reply, rating.replied_at = text, now()
    flush(session)
    _publish(session, rating)
    names = ("replied", "reply", "replied to the rating")
    tell(session, engagement, deed, names, replied, today, (("Reply", text),))


def is_editable(rating: EngagementRating, at: datetime) -> bool:
    """Tell whether a rating may still be put right."""
    return at < rating.rated_at + EDITABLE


def in_words(rating: EngagementRating) -> Pairs:
    """Give a rating as pairs of title and text."""
    stars = tuple((title, f"{getattr(rating, name)} of 5") for name, title in ASPECTS.items())
    return (*stars, ("In its words", rating.text)) if rating.text else stars


def _given(engagement: Engagement) -> EngagementRating:
    if engagement.rating is None:
        raise NotFound("This engagement is not rated yet.")
    return engagement.rating


def _count(session: Session, engagement: Engagement, new: int, old: int | None = None) -> None:
    """Let the overall stars count in the directory and for the ranking, which takes the latest event."""
    move_mean(session, engagement.introduction.firm_key, new, old)
    note_outcome(session, OutcomeKind.RATED, engagement.introduction, value=float(new))


def _publish(session: Session, rating: EngagementRating) -> None:
    """Bring what anyone may read in line with a rating: its text, while the company consents."""
    shown = session.scalar(sa.select(PublishedRating).where(PublishedRating.id == rating.id))
    if not (rating.may_publish and rating.text):
        if shown is not None:
            session.delete(shown)
        return
    if shown is None:
        shown = PublishedRating(id=rating.id, firm_key=rating.engagement.introduction.firm_key)
        session.add(shown)
    shown.month = rating.rated_at.date().replace(day=1)
    shown.overall, shown.text, shown.reply = rating.overall, rating.text, rating.reply
