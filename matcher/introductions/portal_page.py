"""The requests on the start page of a firm's portal."""

from sqlalchemy.orm import Session

from matcher.firms.models import Firm
from matcher.introductions.queries import count_waiting
from matcher.portal.pages import PortalPage


def requests_news(session: Session, _firm: Firm) -> str | None:
    """Say how many requests wait for the firm's answer."""
    waiting = count_waiting(session)
    if not waiting:
        return None
    return "1 waits for your answer" if waiting == 1 else f"{waiting} wait for your answer"


REQUESTS_PAGE = PortalPage(
    "requests.index",
    "Requests",
    "Companies that ask whether you would examine them.",
    requests_news,
    ("requests", "firm_quotes"),
)
