"""What the form of a signature proposes: what the intake asked for, and what the firm's latest quote offers."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from foundation.criteria import Category
from matcher.firms.words import OfferedType
from matcher.intakes.wanted import ReportType
from matcher.introductions.models import Introduction
from matcher.matches.models import MatchRun
from matcher.quotes.queries import quotes_of


def agreed_of(session: Session, introduction: Introduction, left: Collection[OfferedType]) -> dict[str, Any]:
    """Propose report, categories, fee and days, as far as the report is not engaged for yet."""
    wanted = session.get_one(MatchRun, introduction.run_id).intake
    report = wanted.get("report_type")
    asked = ReportType(report).offered_types if report else ()
    chosen = next((one.value for one in asked if one in left), None)
    known = [one for one in wanted.get("categories") or () if one in list(Category) and one != Category.SECURITY]
    quoted = _quoted(session, introduction) if len(asked) == 1 and chosen else {}
    return {"report": chosen, "categories": known} | quoted


def _quoted(session: Session, introduction: Introduction) -> dict[str, Any]:
    """Give fee and days of the latest quote; one for both reports says neither of the one that is signed."""
    quotes = quotes_of(session, [introduction]).get(introduction.id)
    if not quotes:
        return {}
    return {
        "fee_usd": quotes[0].fixed_fee_usd,
        "promised_fieldwork_start": quotes[0].fieldwork_start_on,
        "promised_fieldwork_end": quotes[0].fieldwork_end_on,
        "promised_report_on": quotes[0].report_on,
    }
