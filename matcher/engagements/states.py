"""The life of an engagement: which stage follows which, and which of the two parties may say so. Pure."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from matcher.firms.words import OfferedType
from matcher.introductions.states import Party


class Stage(StrEnum):
    """Where an engagement stands."""

    SIGNED = "signed"
    """The engagement letter is signed; nothing has begun."""
    WINDOW = "window"
    """The observation window of a Type 2 runs."""
    FIELDWORK = "fieldwork"
    """The firm tests the controls."""
    WRITING = "writing"
    """Fieldwork is over; the firm writes the report."""
    ISSUED = "report_issued"
    """The company holds the report."""
    RATED = "rated"
    """The company has said how the firm did."""
    CANCELLED = "cancelled"
    """One of the two ended it before there was a report."""


ORDER: Mapping[OfferedType, Sequence[Stage]] = {
    OfferedType.TYPE_1: (Stage.SIGNED, Stage.FIELDWORK, Stage.WRITING, Stage.ISSUED, Stage.RATED),
    OfferedType.TYPE_2: (Stage.SIGNED, Stage.WINDOW, Stage.FIELDWORK, Stage.WRITING, Stage.ISSUED, Stage.RATED),
}
"""The stages of each report, in their order; a Type 1 speaks of one day and has no window."""
TAKEN_BY: Mapping[Stage, frozenset[Party]] = {
    Stage.SIGNED: frozenset({Party.COMPANY}),
    Stage.WINDOW: frozenset({Party.COMPANY, Party.FIRM}),
    Stage.FIELDWORK: frozenset({Party.COMPANY, Party.FIRM}),
    Stage.WRITING: frozenset({Party.COMPANY, Party.FIRM}),
    Stage.ISSUED: frozenset({Party.COMPANY}),
    Stage.RATED: frozenset({Party.COMPANY}),
    Stage.CANCELLED: frozenset({Party.COMPANY, Party.FIRM}),
}
"""Who may say that a stage is reached: the company holds the report, so that only it says that there is one."""
UNDER_WAY = frozenset({Stage.SIGNED, Stage.WINDOW, Stage.FIELDWORK, Stage.WRITING})
"""Stages before the report: dates may change, and either party may still end it."""
BY_A_DAY = (Stage.WINDOW, Stage.FIELDWORK, Stage.WRITING)
"""Stages that are reached by saying on which day."""

STAGES: Mapping[Stage, str] = {
    Stage.SIGNED: "Signed",
    Stage.WINDOW: "Window runs",
    Stage.FIELDWORK: "Fieldwork",
    Stage.WRITING: "Report being written",
    Stage.ISSUED: "Report issued",
    Stage.RATED: "Rated",
    Stage.CANCELLED: "Cancelled",
}


def may_become(stage: Stage, party: Party, report: OfferedType) -> frozenset[Stage]:
    """Give the stages that a party may bring an engagement to.

    One step at a time, but for the report: one that is there shows that what stands before it happened.
    """
    order = ORDER[report]
    if stage not in order:
        return frozenset()
    found = {*order[order.index(stage) + 1 : order.index(stage) + 2]}
    if stage in UNDER_WAY:
        found |= {Stage.ISSUED, Stage.CANCELLED}
    return frozenset(each for each in found if party in TAKEN_BY[each])
