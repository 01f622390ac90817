"""The letters of an engagement. Both parties know each other by then; what stands in the report is in none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from foundation.mail.letters import Letter, Sample
from matcher.engagements.states import Stage
from matcher.firms.wording import day_in_words

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What letters may tell."""

    by: str
    """Who did it: the company as the firm knows it, or the firm."""
    report: str
    """Such as `SOC 2 Type 2`."""
    page: str
    """Full address of the engagement for whom the letter is to."""
    day: date
    """The day that it speaks of."""
    message: str | None = None
    facts: Pairs = ()


def _letter(told: Told, subject: str, *said: str, action: str = "See the engagement") -> Letter:
    message = (f"{told.by} writes: {told.message}",) if told.message else ()
    return Letter(subject, (*said, *message), told.facts, action, told.page)


def _signed(told: Told) -> Letter:
    return _letter(
        told,
        f"{told.by} recorded that you are engaged",
        f"{told.by} recorded that it signed an engagement letter with you on {day_in_words(told.day)}, for a "
        f"{told.report} report.",
        "Please look whether type, fee and days are as you agreed. If nothing was signed, cancel it there and say so.",
    )


def _window(told: Told) -> Letter:
    return _letter(
        told,
        "The observation window has begun",
        f"{told.by} recorded that the window of the {told.report} report began on {day_in_words(told.day)}.",
    )


def _fieldwork(told: Told) -> Letter:
    return _letter(
        told,
        "Fieldwork has begun",
        f"{told.by} recorded that fieldwork for the {told.report} report began on {day_in_words(told.day)}.",
    )


def _writing(told: Told) -> Letter:
    return _letter(
        told,
        "Fieldwork is over",
        f"{told.by} recorded that fieldwork for the {told.report} report ended on {day_in_words(told.day)}. The report "
        "is what is left.",
    )


def _issued(told: Told) -> Letter:
    return _letter(
        told,
        "Your report is recorded as issued",
        f"{told.by} recorded that it holds your {told.report} report of {day_in_words(told.day)}. It may rate your "
        "work now, and you may reply once.",
    )


def _rated(told: Told) -> Letter:
    return _letter(
        told,
        f"{told.by} rated your work",
        f"This is how {told.by} rates your work on the {told.report} report. You may reply once.",
        action="Read it and reply",
    )


def _cancelled(told: Told) -> Letter:
    return _letter(
        told,
        f"{told.by} cancelled the engagement",
        f"{told.by} recorded on {day_in_words(told.day)} that the engagement for the {told.report} report is over "
        "before there is a report.",
    )


def days_changed(told: Told) -> Letter:
    """Tell of days that were promised or put right."""
    return _letter(
        told, "Days of the engagement changed", f"{told.by} changed days of the {told.report} engagement with you."
    )


def rating_changed(told: Told) -> Letter:
    """Tell a firm that its rating reads otherwise now."""
    return _letter(
        told, f"{told.by} changed its rating", f"{told.by} changed its rating of your work. It reads now as follows."
    )


def replied(told: Told) -> Letter:
    """Tell a company what the firm says to its rating."""
    return _letter(told, f"{told.by} replied to your rating", f"{told.by} replied to your rating of its work.")


Writer = Callable[[Told], Letter]
LETTERS: Mapping[Stage, Writer] = {
    Stage.SIGNED: _signed,
    Stage.WINDOW: _window,
    Stage.FIELDWORK: _fieldwork,
    Stage.WRITING: _writing,
    Stage.ISSUED: _issued,
    Stage.RATED: _rated,
    Stage.CANCELLED: _cancelled,
}
"""The letter of each stage that was reached; it goes to the party that did not say so."""


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    day, report = date(2027, 3, 5), "SOC 2 Type 2"
    company, firm = "Glow Payroll", "Cedar Hollow Assurance"
    to_firm = Told(company, report, f"{base_url}/portal/engagements/…", day)
    to_company = Told(firm, report, f"{base_url}/engagements/…", day)
    agreed: Pairs = (("Categories", "Security, Availability"), ("Fee", "$38,000"), ("Report promised", "20 May 2027"))
    stars: Pairs = (("Kept its dates", "5 of 5"), ("Overall", "4 of 5"), ("In its words", "Clear and never late."))
    told: tuple[tuple[str, str, Writer, Told], ...] = (
        ("signed", "the firm", _signed, _with(to_firm, agreed)),
        ("window begun", "the other side", _window, to_firm),
        ("fieldwork begun", "the other side", _fieldwork, to_company),
        ("fieldwork over", "the other side", _writing, to_company),
        (
            "days changed",
            "the other side",
            days_changed,
            _with(to_company, (("Report", "20 May 2027 → 3 June 2027"),)),
        ),
        ("report issued", "the firm", _issued, to_firm),
        ("rated", "the firm", _rated, _with(to_firm, stars)),
        ("rating changed", "the firm", rating_changed, _with(to_firm, stars)),
        ("replied", "the company", replied, _with(to_company, (("Reply", "Thank you; the dates were yours too."),))),
        ("cancelled", "the other side", _cancelled, to_company),
    )
    return tuple(Sample(f"Engagement {name}", whom, write(one)) for name, whom, write, one in told)


def _with(told: Told, facts: Pairs) -> Told:
    return Told(told.by, told.report, told.page, told.day, told.message, facts)
