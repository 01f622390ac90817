"""The four questions to ask an auditor, answered for one firm from its quote and its profile, each with its source.

Pure. Unknown stays unknown: where neither says anything, the answer is that nobody answered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from matcher.eligibility.wording import counted, joined, listed, said
from matcher.firms.wording import day_in_words
from matcher.quotes import words
from matcher.quotes.lines import lines_of
from matcher.quotes.terms import Terms


class Question(StrEnum):
    """What to ask an auditor."""

    EXPERIENCE = "experience"
    PLATFORM = "platform"
    EXCEPTIONS = "exceptions"
    CONTACT = "contact"


QUESTIONS: Mapping[Question, str] = {
    Question.EXPERIENCE: "Which audits have you done in our industry and on our cloud?",
    Question.PLATFORM: "Which evidence platform do you work in, and will you show it to us?",
    Question.EXCEPTIONS: "What happens when a control fails in fieldwork?",
    Question.CONTACT: "Who is our day-to-day contact, and how senior?",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to answer from, for one firm."""

    profile: Mapping[str, Any]
    """The firm in the directory, as a match keeps it."""
    profile_as_of: date
    terms: Terms | None
    """Of its latest quote; None: it has not quoted."""
    quoted_on: date | None
    industry: str | None
    clouds: Sequence[str]
    """What the company said of itself; empty: not said."""


Answers = Mapping[Question, tuple[Said, ...]]
"""Nothing said: not answered."""


def answers_of(known: Known) -> Answers:
    """Answer each question by all that is known, the firm's own quote first."""
    return {question: tuple(_said(known, question)) for question in Question}


def _said(known: Known, question: Question) -> Iterator[Said]:
    if known.terms and known.quoted_on and (own := _OWN[question](known.terms)):
        yield Said(own, f"The firm's quote of {day_in_words(known.quoted_on)}")
    if listed_there := _LISTED[question](known):
        yield Said(listed_there, f"Directory as of {day_in_words(known.profile_as_of)}")


def _line(key: str) -> Callable[[Terms], str | None]:
    return lambda terms: next(line.text for line in lines_of(terms) if line.key == key)


def _contact(terms: Terms) -> str | None:
    senior = words.SENIORITY[terms.lead_seniority] if terms.lead_seniority else None
    return ". ".join(filter(None, (senior, terms.team))) or None


_OWN: Mapping[Question, Callable[[Terms], str | None]] = {
    Question.EXPERIENCE: lambda terms: terms.experience,
    Question.PLATFORM: _line("platforms"),
    Question.EXCEPTIONS: lambda terms: terms.exception_process,
    Question.CONTACT: _contact,
}


def _experience(known: Known) -> str | None:
    return " ".join(filter(None, (_reports(known), _clouds(known)))) or None


def _reports(known: Known) -> str | None:
    held: Mapping[str, int | None] = known.profile["industries"]
    if not held or not known.industry:
        return None
    industry, count = said(known.industry), held.get(known.industry)
    if known.industry not in held:
        return f"No SOC 2 report in {industry} is listed."
    return f"Reports in {industry}, number not known." if count is None else f"{_reported(count)} in {industry}."


def _reported(count: int) -> str:
    return counted(count, "SOC 2 report")


def _clouds(known: Known) -> str | None:
    theirs: Sequence[str] = known.profile["clouds"]
    if not theirs or not known.clouds:
        return None
    done = [cloud for cloud in known.clouds if cloud in theirs]
    missing = [cloud for cloud in known.clouds if cloud not in theirs]
    parts = [
        f"has examined systems on {listed(done)}" if done else "",
        f"{listed(missing)} not listed" if missing else "",
    ]
    text = "; ".join(filter(None, parts))
    return f"{text[:1].upper()}{text[1:]}."


def _platform(known: Known) -> str | None:
    named: Sequence[str] = known.profile["platforms"]
    return f"Works in {joined([words.PLATFORMS.get(each, said(each)) for each in named])}." if named else None


def _senior(known: Known) -> str | None:
    held = {True: "The contact is a senior person.", False: "A senior contact is not offered.", None: None}
    return held[known.profile["senior_contact"]]


_LISTED: Mapping[Question, Callable[[Known], str | None]] = {
    Question.EXPERIENCE: _experience,
    Question.PLATFORM: _platform,
    Question.EXCEPTIONS: lambda known: known.profile["exception_process"],
    Question.CONTACT: _senior,
}
