"""A plan: what happens when, who does it, and what was assumed for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Party(StrEnum):
    """Whose work a milestone is."""

    COMPANY = "company"
    FIRM = "firm"
    BOTH = "both"


PARTY_WORDS = {Party.COMPANY: "You", Party.FIRM: "The firm", Party.BOTH: "You and the firm"}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One part of the way. `ends_on` is the day by which it is done, on which what follows may begin."""

    key: str
    """The same for the same part of every plan; calendar files tell events apart by it."""
    title: str
    starts_on: date
    ends_on: date
    who: Party
    assumption: str
    """In plain words what the dates rest on."""

    @property
    def is_one_day(self) -> bool:
        """Whether it is a day, not a stretch of time."""
        return self.starts_on == self.ends_on


@dataclass(frozen=True, slots=True)
class Plan:
    """From the day it was asked for to the last report, with one firm."""

    firm_name: str
    asked_on: date
    needed_by: date | None
    earliest_report_on: date
    """The report that the deadline is held against: the Type 1 report of `type_1_then_2`."""
    later_report_on: date | None
    milestones: tuple[Milestone, ...]
    """By their first days; the last one is the last report."""

    @property
    def ends_on(self) -> date:
        """The day of the last report."""
        return self.milestones[-1].ends_on

    @property
    def slack_days(self) -> int | None:
        """Days between the report and the day it is needed by; negative when late, None without such a day."""
        return None if self.needed_by is None else (self.needed_by - self.earliest_report_on).days
