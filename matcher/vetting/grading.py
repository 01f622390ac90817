"""What an admin looks for in a sample report, and the grade that follows: data and one plain rule, pure."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class RedFlag(StrEnum):
    """One thing that a report should not show."""

    WINDOW_CUT_SHORT = "window_cut_short"
    GENERIC_DESCRIPTION = "generic_description"
    NO_SAMPLE_SIZES = "no_sample_sizes"
    SAME_TEXT = "same_text"
    UNSIGNED_ASSERTION = "unsigned_assertion"
    NO_EXCEPTION_ANYWHERE = "no_exception_anywhere"
    TOO_MANY_REPORTS = "too_many_reports"


class Grade(StrEnum):
    """How a sample report looks, from A to D."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


LOOKED_FOR: Mapping[RedFlag, str] = {
    RedFlag.WINDOW_CUT_SHORT: "A Type 2 report covers less than its window",
    RedFlag.GENERIC_DESCRIPTION: "The description of the system is generic",
    RedFlag.NO_SAMPLE_SIZES: "Tests name no sample sizes",
    RedFlag.SAME_TEXT: "The text is identical to that of another client's report",
    RedFlag.UNSIGNED_ASSERTION: "Management's assertion is not signed",
    RedFlag.NO_EXCEPTION_ANYWHERE: "No exception anywhere, across many clients",
    RedFlag.TOO_MANY_REPORTS: "More reports a year than its CPAs can do",
}
GRAVE = frozenset({RedFlag.WINDOW_CUT_SHORT, RedFlag.SAME_TEXT, RedFlag.UNSIGNED_ASSERTION})
"""One of these alone makes a D: the report is then not what it says it is."""
RULE = (
    "A: no red flag. B: one. C: two. D: three or more, or any one of these: a report that covers less than its window, "
    "text identical to another client's, an assertion that is not signed."
)


def grade_of(flags: Collection[RedFlag]) -> Grade:
    """Grade a sample report by the red flags in it.

    >>> grade_of([]), grade_of([RedFlag.NO_SAMPLE_SIZES]), grade_of([RedFlag.SAME_TEXT])
    (<Grade.A: 'A'>, <Grade.B: 'B'>, <Grade.D: 'D'>)
    """
    if GRAVE & set(flags):
        return Grade.D
    return list(Grade)[min(len(set(flags)), 3)]
