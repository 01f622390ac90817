"""The figures of a period, out of the database."""

from datetime import date

from sqlalchemy.orm import Session

from questionnaires.figures import queries
from questionnaires.figures.period import Period, Stretch, period_of
from questionnaires.figures.summary import Figures, figures_of


def figures(session: Session, stretch: Stretch, *, today: date) -> tuple[Period, Figures]:
    """Compute the figures of a stretch of time for the session's organisation."""
    ways = queries.passages(session)
    earliest = min((one.received_at.date() for one in ways), default=today)
    period = period_of(stretch, today=today, earliest=earliest)
    drafts, reasons = queries.count_drafts(session, period), queries.count_reasons(session, period)
    return period, figures_of(ways, period, queries.approvals(session, period), drafts, reasons)
