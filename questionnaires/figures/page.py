"""The figures as the page draws them and as CSV has them."""

from collections.abc import Iterator, Mapping

from questionnaires.figures.period import Period, Stretch
from questionnaires.figures.summary import Figures
from questionnaires.reviews.words import reason_words

STRETCHES: Mapping[Stretch, str] = {
    Stretch.THIS_QUARTER: "This quarter",
    Stretch.LAST_QUARTER: "Last quarter",
    Stretch.THIS_YEAR: "This year",
    Stretch.ALL: "From the beginning",
}


def stretch_from(arguments: Mapping[str, str]) -> Stretch:
    """Read the stretch out of a page's address; anything else is this quarter."""
    asked = arguments.get("period", "")
    return Stretch(asked) if asked in list(Stretch) else Stretch.THIS_QUARTER


def chart(figures: Figures) -> dict[str, object]:
    """Give the bars: received and sent by week or month, and shares of drafts by reason in per cent."""
    return {
        "steps": [one.period.first.isoformat() for one in figures.steps],
        "received": [one.received for one in figures.steps],
        "sent": [one.sent for one in figures.steps],
        "reasons": [reason_words(one.code) for one in figures.reasons],
        "shares": [round(one.share * 100, 1) for one in figures.reasons],
    }


def as_rows(period: Period, figures: Figures) -> Iterator[tuple[str, object, str]]:
    """Give the rows of the CSV: figure, value (empty: not known), unit."""
    yield "first day", period.first, ""
    yield "last day", period.last, ""
    yield "questionnaires received", figures.received, "questionnaires"
    yield "questionnaires sent", figures.sent, "questionnaires"
    yield "median from received to sent", _rounded(figures.median_days, 2), "days"
    yield "answers approved", figures.approvals.approved, "answers"
    yield "approved as drafted", figures.approvals.as_drafted, "answers"
    yield "share approved as drafted", _rounded(figures.approvals.share, 4), "share"
    yield "deals waiting", figures.waiting, "questionnaires"
    yield "value of deals waiting", figures.waiting_usd, "US dollars"
    yield "deals waiting without a value", figures.waiting_unvalued, "questionnaires"
    yield "drafts", figures.drafts, "answers"
    for reason in figures.reasons:
        yield f"share of drafts: {reason_words(reason.code)}", _rounded(reason.share, 4), "share"
    for step in figures.steps:
        yield f"received from {step.period.first} to {step.period.last}", step.received, "questionnaires"
        yield f"sent from {step.period.first} to {step.period.last}", step.sent, "questionnaires"


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
