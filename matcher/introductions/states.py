"""The life of an introduction: which step follows which, who takes it, and why a firm declines. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

CLOCK = timedelta(hours=24)
"""How long a firm has to answer a brief."""
AT_MOST = 3
"""Introductions of one intake that may be open at the same time."""


class Stage(StrEnum):
    """Where an introduction stands."""

    OFFERED = "offered"
    """The firm has the blind brief and its clock runs."""
    ACCEPTED = "accepted"
    """The firm would like to talk; the company has not said yet who it is."""
    INTRODUCED = "introduced"
    """The company consented: the firm knows who it is."""
    DECLINED = "declined"
    EXPIRED = "expired"
    """The clock ran out without an answer."""
    WITHDRAWN = "withdrawn"
    """The company took it back."""


class Party(StrEnum):
    """Who took a step."""

    COMPANY = "company"
    FIRM = "firm"
    SERVICE = "service"


class DeclineReason(StrEnum):
    """Why a firm declines."""

    BUDGET_TOO_LOW = "budget_too_low"
    DEADLINE_TOO_TIGHT = "deadline_too_tight"
    NO_CAPACITY = "no_capacity"
    OUT_OF_EXPERTISE = "out_of_expertise"
    INDEPENDENCE_CONFLICT = "independence_conflict"
    OTHER = "other"


REASONS: Mapping[DeclineReason, str] = {
    DeclineReason.BUDGET_TOO_LOW: "The budget is too low",
    DeclineReason.DEADLINE_TOO_TIGHT: "The deadline is too tight",
    DeclineReason.NO_CAPACITY: "No capacity",
    DeclineReason.OUT_OF_EXPERTISE: "Out of our expertise",
    DeclineReason.INDEPENDENCE_CONFLICT: "A conflict of independence",
    DeclineReason.OTHER: "Another reason",
}

STAGES: Mapping[Stage, str] = {
    Stage.OFFERED: "Waits for the firm",
    Stage.ACCEPTED: "Accepted: consent is next",
    Stage.INTRODUCED: "Introduced",
    Stage.DECLINED: "Declined",
    Stage.EXPIRED: "No answer within 24 hours",
    Stage.WITHDRAWN: "Withdrawn",
}

FOLLOWS: Mapping[tuple[Stage, Party], frozenset[Stage]] = {
    (Stage.OFFERED, Party.FIRM): frozenset({Stage.ACCEPTED, Stage.DECLINED}),
    (Stage.OFFERED, Party.COMPANY): frozenset({Stage.WITHDRAWN}),
    (Stage.OFFERED, Party.SERVICE): frozenset({Stage.EXPIRED}),
    (Stage.ACCEPTED, Party.COMPANY): frozenset({Stage.INTRODUCED, Stage.WITHDRAWN}),
    (Stage.ACCEPTED, Party.FIRM): frozenset({Stage.DECLINED}),
    # only once it knows who asks can a firm see a conflict of independence
    (Stage.INTRODUCED, Party.FIRM): frozenset({Stage.DECLINED}),
    (Stage.INTRODUCED, Party.COMPANY): frozenset({Stage.WITHDRAWN}),
}
"""What each party may make of an introduction; what is not listed cannot happen."""

OPEN = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.INTRODUCED})
"""Stages in which something may still come of it."""


def may_become(stage: Stage, party: Party) -> frozenset[Stage]:
    """Give the stages that a party may bring an introduction to."""
    return FOLLOWS.get((stage, party), frozenset())
