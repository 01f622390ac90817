"""What each milestone rests on, in plain words; a number that nobody gave is said to be assumed."""

from datetime import date

from matcher.eligibility.dates import (
    READINESS_WEEKS,
    USUAL_FIELDWORK_WEEKS,
    USUAL_REPORT_WEEKS,
    USUAL_WINDOW_MONTHS,
)
from matcher.eligibility.wording import counted
from matcher.firms.profile import FirmProfile
from matcher.firms.wording import day_in_words
from matcher.intakes.wanted import Readiness, Wanted
from matcher.plan.model import Plan

SCOPING_WEEKS = 2
"""Within the weeks of the readiness assessment."""
CHOICE_WEEKS = 5
"""The upper end of the 4 to 5 weeks that it usually takes."""
AS_OF = (
    "The one day on which the design of your controls is judged. We assume the day on which fieldwork begins; you "
    "agree on it with the firm."
)


def scoping(wanted: Wanted) -> str:
    """Say what the days of scoping rest on."""
    if (wanted.readiness or Readiness.NONE) is Readiness.NONE:
        return (
            f"{SCOPING_WEEKS} weeks assumed to settle which systems and categories are examined. They are part of the "
            "readiness weeks and move no date."
        )
    return "Your intake names what is examined. Agree on it inside the company on the first day."


def readiness(wanted: Wanted) -> str:
    """Say what the days of the readiness assessment rest on."""
    weeks = READINESS_WEEKS[Readiness.NONE] - READINESS_WEEKS[Readiness.GAP_ASSESSED]
    unknown = "" if wanted.readiness else "You did not say how far you are, so we assume the longest way. "
    return f"{unknown}{weeks} weeks assumed, scoping among them, to hold your controls against the criteria."


def remediation(wanted: Wanted) -> str:
    """Say what the days of remediation rest on."""
    if wanted.readiness is Readiness.REMEDIATING:
        return f"{READINESS_WEEKS[Readiness.REMEDIATING]} weeks assumed to close the gaps that you are working on."
    found = "your assessment found" if wanted.readiness is Readiness.GAP_ASSESSED else "the assessment finds"
    return f"{READINESS_WEEKS[Readiness.GAP_ASSESSED]} weeks assumed to close the gaps that {found}."


def controls_stand(wanted: Wanted) -> str:
    """Say why the controls stand on that day."""
    if wanted.readiness is Readiness.READY:
        return "You say that your controls stand, so no weeks of preparation are left."
    return "From here on your controls work and leave evidence."


def choice(days: int, is_shortened: bool) -> str:
    """Say how long choosing takes, and that it moves no date."""
    usual = f"Usually takes 4 to {CHOICE_WEEKS} weeks. It runs beside the preparation and is not added to the dates."
    if not is_shortened:
        return usual
    left = f"only {counted(days, 'day')}" if days else "no day"
    return f"{usual} This plan leaves {left} for it: every day you take longer moves what follows by a day."


def firm_start(firm: FirmProfile, today: date) -> str:
    """Say what is known of the firm's next free place."""
    if firm.next_start_on is None:
        return "The firm has not told when it can take new work. We assume that you need not wait for it."
    told = f"The firm told that it can take new work from {day_in_words(firm.next_start_on)}"
    return f"{told}." if firm.next_start_on > today else f"{told}, so at once."


def window(wanted: Wanted) -> str:
    """Say how long the window is, and why it begins when it does."""
    months = counted(wanted.window_months or USUAL_WINDOW_MONTHS, "month")
    length = f"{months}, as you asked" if wanted.window_months else f"{months} assumed, as you named no length"
    return f"{length}. It begins when your controls stand, and everything in it is examined."


def fieldwork(firm: FirmProfile) -> str:
    """Say where the weeks of fieldwork come from."""
    if firm.fieldwork_weeks is None:
        return f"{_weeks(USUAL_FIELDWORK_WEEKS)} assumed, as the firm has not told its own."
    return f"{_weeks(firm.fieldwork_weeks)}, as the firm told."


def waiting(free_from: date, begins_on: date, event: str) -> str:
    """Say that fieldwork begins later than it could, as the firm is not free before."""
    days = (begins_on - free_from).days
    return f" It begins {counted(days, 'day')} after {event}, when the firm can start." if days else ""


def writing(firm: FirmProfile) -> str:
    """Say where the weeks of writing the report come from."""
    if firm.report_weeks is None:
        return f"{_weeks(USUAL_REPORT_WEEKS)} after fieldwork assumed, as the firm has not told its own."
    return f"{_weeks(firm.report_weeks)} after fieldwork, as the firm told."


def slack(plan: Plan) -> str:
    """Say how the report stands against the day it is needed by."""
    if plan.slack_days is None:
        return "You named no day by which you need the report."
    name = "The Type 1 report" if plan.later_report_on else "The report"
    return f"{name} comes {_against(plan.slack_days)} the day you need it by."


def later_slack(plan: Plan) -> str | None:
    """Say how a Type 2 report that follows a Type 1 stands against the day; None when there is nothing to say."""
    if plan.later_report_on is None or plan.needed_by is None:
        return None
    against = _against((plan.needed_by - plan.later_report_on).days)
    return f"The Type 2 report comes {against} that day; only the Type 1 report is held against it."


def _against(slack_days: int) -> str:
    if slack_days == 0:
        return "on"
    return f"{counted(abs(slack_days), 'day')} {'before' if slack_days > 0 else 'after'}"


def _weeks(number: float) -> str:
    return f"{number:g} {'week' if number == 1 else 'weeks'}"
