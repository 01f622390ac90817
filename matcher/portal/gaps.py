"""What is not known of a firm, parted into what it can tell itself and what we look up: pure."""

from dataclasses import dataclass

from matcher.firms.compare import DAYS_TOLD
from matcher.firms.profile import FirmProfile
from matcher.firms.questions import QUESTIONS
from matcher.portal.facts import CAPACITY, COMMERCIAL


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that nobody knows of the firm, and the page on which the firm can tell it."""

    title: str
    endpoint: str | None


def gaps_of(firm: FirmProfile) -> tuple[Gap, ...]:
    """List what companies read as not known, what the firm can tell first."""
    unknown = [one for one in QUESTIONS if not one.is_private and getattr(firm, one.column) in (None, (), {})]
    gaps = [Gap(one.title, _page_of(one.column)) for one in unknown if one.column not in DAYS_TOLD]
    return tuple(sorted(gaps, key=lambda gap: gap.endpoint is None))


def _page_of(column: str) -> str | None:
    if column in CAPACITY:
        return "portal.capacity"
    return "portal.profile" if column in COMMERCIAL else None
