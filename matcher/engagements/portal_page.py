"""The engagements on the start page of a firm's portal."""

from sqlalchemy.orm import Session

from matcher.engagements.queries import count_under_way
from matcher.firms.models import Firm
from matcher.portal.pages import PortalPage


def engagements_news(session: Session, _firm: Firm) -> str | None:
    """Say how many engagements are under way."""
    number = count_under_way(session)
    return f"{number} under way" if number else None


ENGAGEMENTS_PAGE = PortalPage(
    "engaged.index",
    "Engagements",
    "Companies that hired you: what you promised, and what came.",
    engagements_news,
    ("engaged",),
)
