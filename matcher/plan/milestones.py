"""Milestones from scope to report. Every day comes from the formulas that the gate asks: no second set of dates."""

from datetime import date

from matcher.eligibility.dates import (
    READINESS_WEEKS,
    Examination,
    add_days,
    examination,
    ready_on,
    report_dates,
    window_end,
    work_begins_on,
)
from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Readiness, ReportType, Wanted
from matcher.plan import assumptions as said
from matcher.plan.model import Milestone, Party, Plan


def plan(wanted: Wanted, firm: FirmProfile, today: date) -> Plan | None:
    """Lay out the way to the report with one firm; None when the report type is unknown.

    The plan ends on the day that `report_dates` gives. Choosing a firm and scoping run beside readiness: they have
    days, and move none.
    """
    dates = report_dates(wanted, firm, today)
    if dates is None:
        return None
    examined = _examined(wanted, firm, today)
    parts = [
        *_preparation(wanted, today),
        _choice(today, min(work.begins_on for _, work in examined)),
        _firm_start(firm, today, examined[0][1].begins_on),
        *_type_1(wanted, firm, today),
        *_type_2(wanted, firm, today),
    ]
    return Plan(
        firm_name=firm.name,
        asked_on=today,
        needed_by=wanted.report_needed_by,
        earliest_report_on=dates.earliest_report_on,
        later_report_on=dates.later_report_on,
        milestones=tuple(sorted(parts, key=lambda part: part.starts_on)),
    )


def _examined(wanted: Wanted, firm: FirmProfile, today: date) -> list[tuple[date, Examination]]:
    """Give for each report the day from which there is something to examine, and the firm's work on it."""
    free_from = []
    if wanted.report_type is not ReportType.TYPE_2:
        free_from.append(ready_on(wanted, today))
    if wanted.report_type is not ReportType.TYPE_1:
        free_from.append(window_end(wanted, today))
    return [(day, examination(day, firm)) for day in free_from]


def _preparation(wanted: Wanted, today: date) -> list[Milestone]:
    """Scoping, readiness and remediation, up to the day on which the controls stand."""
    start, stand = work_begins_on(wanted, today), ready_on(wanted, today)
    state = wanted.readiness or Readiness.NONE
    scoped, assessed = start, start
    parts = []
    if state is Readiness.NONE:
        scoped = add_days(start, 7 * said.SCOPING_WEEKS)
        assessed = add_days(start, 7 * (READINESS_WEEKS[Readiness.NONE] - READINESS_WEEKS[Readiness.GAP_ASSESSED]))
        parts.append(
            Milestone("readiness", "Readiness assessment", scoped, assessed, Party.COMPANY, said.readiness(wanted))
        )
    if state is not Readiness.READY:
        parts.append(Milestone("remediation", "Remediation", assessed, stand, Party.COMPANY, said.remediation(wanted)))
    return [
        Milestone("scoping", "Scoping", start, scoped, Party.COMPANY, said.scoping(wanted)),
        *parts,
        Milestone("ready", "Controls stand", stand, stand, Party.COMPANY, said.controls_stand(wanted)),
    ]


def _choice(today: date, fieldwork_on: date) -> Milestone:
    usual = add_days(today, 7 * said.CHOICE_WEEKS)
    by = min(usual, fieldwork_on)
    return Milestone("choice", "Choosing a firm", today, by, Party.COMPANY, said.choice((by - today).days, by < usual))


def _firm_start(firm: FirmProfile, today: date, first_fieldwork_on: date) -> Milestone:
    day = first_fieldwork_on if firm.next_start_on is None else max(today, firm.next_start_on)
    return Milestone("firm_start", "The firm can start", day, day, Party.FIRM, said.firm_start(firm, today))


def _type_1(wanted: Wanted, firm: FirmProfile, today: date) -> list[Milestone]:
    if wanted.report_type is ReportType.TYPE_2:
        return []
    stand = ready_on(wanted, today)
    work = examination(stand, firm)
    as_of = Milestone("type_1_as_of", "Type 1 day", work.begins_on, work.begins_on, Party.BOTH, said.AS_OF)
    return [as_of, *_work("Type 1", firm, work, said.waiting(stand, work.begins_on, "the controls stand"))]


def _type_2(wanted: Wanted, firm: FirmProfile, today: date) -> list[Milestone]:
    if wanted.report_type is ReportType.TYPE_1:
        return []
    begins, ends = ready_on(wanted, today), window_end(wanted, today)
    window = Milestone("window", "Observation window", begins, ends, Party.COMPANY, said.window(wanted))
    work = examination(ends, firm)
    return [window, *_work("Type 2", firm, work, said.waiting(ends, work.begins_on, "the window ends"))]


def _work(kind: str, firm: FirmProfile, work: Examination, waiting: str) -> list[Milestone]:
    key = kind.lower().replace(" ", "_")
    fieldwork = said.fieldwork(firm) + waiting
    return [
        Milestone(
            f"{key}_fieldwork", f"{kind} fieldwork", work.begins_on, work.fieldwork_ends_on, Party.BOTH, fieldwork
        ),
        Milestone(
            f"{key}_report", f"{kind} report", work.fieldwork_ends_on, work.report_on, Party.FIRM, said.writing(firm)
        ),
    ]
