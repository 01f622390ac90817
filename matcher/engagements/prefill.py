"""What the form of a signature proposes: what the intake asked for."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from foundation.criteria import Category
from matcher.firms.words import OfferedType
from matcher.intakes.wanted import ReportType
from matcher.introductions.models import Introduction
from matcher.matches.models import MatchRun


def agreed_of(session: Session, introduction: Introduction, left: Collection[OfferedType]) -> dict[str, Any]:
    """Propose report and categories as they were asked for, as far as they are not engaged for yet."""
    wanted = session.get_one(MatchRun, introduction.run_id).intake
    report = wanted.get("report_type")
    asked = ReportType(report).offered_types if report else ()
    chosen = next((one.value for one in asked if one in left), None)
    known = [one for one in wanted.get("categories") or () if one in list(Category) and one != Category.SECURITY]
    return {"report": chosen, "categories": known}
