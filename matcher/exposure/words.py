"""Findings of an audit in sentences."""

from matcher.firms.words import Tier
from matcher.ranking.audit import LEAST_NAMED, Difference, Finding
from matcher.ranking.metrics import Interval
from matcher.ranking.words import factor_title

POINTS = 100


def group_title(tier: Tier | None) -> str:
    """Call a group of firms."""
    return tier.value.capitalize() if tier else "Size not known"


def ratio_text(ratio: Interval | None) -> str:
    """Write a ratio with its interval.

    >>> ratio_text(Interval(0.766, 0.53, 1.11))
    '0.77 (0.53 to 1.11)'
    """
    return f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})" if ratio else "–"


def reason_text(reason: Difference) -> str:
    """Name a feature with what it makes, in points.

    >>> reason_text(Difference("price", -0.0323))
    'Price (3.2 points less)'
    """
    return f"{factor_title(reason.factor)} ({-reason.difference * POINTS:.1f} points less)"


def accounting(finding: Finding) -> str:
    """Say which features account for what a group gets less; empty where it gets its part."""
    if finding.without is None:
        return ""
    if finding.size_alone:
        return f"Its size itself{_taking(finding)}: if size counted nothing, the rest as it is, it would get its part."
    named = "; ".join(reason_text(reason) for reason in finding.reasons)
    if finding.without.value >= 1:
        return f"{named}."
    size = f" Size itself{_taking(finding)}." if finding.size <= -LEAST_NAMED else ""
    if not named:
        return f"No feature speaks against these firms.{size}"
    alike = f"With all firms alike in these the ratio would still be {ratio_text(finding.without)}."
    return f"Not all of it: {named}. {alike}{size}"


def _taking(finding: Finding) -> str:
    return f" takes {-finding.size * POINTS:.1f} points"


def concern_text(finding: Finding) -> str:
    """Say why a model may not rank without a word."""
    return (
        f"{group_title(finding.tier)} firms make up {finding.eligible:.0%} of the eligible and would get "
        f"{finding.exposure:.0%} of what is seen, a ratio of {ratio_text(finding.ratio)}, and no named feature "
        f"accounts for it. {accounting(finding)}"
    )
