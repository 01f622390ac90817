"""The blind brief: what a firm needs in order to say yes or no, without a name, domain or contact. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from matcher.eligibility.names import name_key
from matcher.intakes.summary import NOT_SAID, lines_of

KEYS = (
    "industry", "hq_country", "report_type", "categories", "window_months", "first_audit", "frameworks", "clouds",
    "platform", "data_types", "readiness", "earliest_start", "report_needed_by", "budget_usd", "languages",
    "offshore_ok", "senior_contact_required",
)  # fmt: skip
"""What of an intake a brief tells; systems, vendors, earlier auditors and whatever names somebody are left out."""
_FOR_FIRMS = {
    "Least you would spend": "Budget, at least",
    "Most you can spend": "Budget, at most",
    "Type 1: the design of your controls, as of one day": "Type 1",
    "Type 2: how your controls worked over several months": "Type 2",
    "Type 1 first, then Type 2: something to show soon, and the full report later": "Type 1 first, then Type 2",
    "We have not begun": "Not begun",
    "We know our gaps and have not closed them yet": "Gaps known, not closed yet",
    "We are closing our gaps": "Gaps are being closed",
    "Our controls stand and leave evidence": "Controls stand and leave evidence",
}
"""What an intake asks its company, as a firm reads it."""
BANDS = ((10, "up to 10"), (50, "11 to 50"), (100, "51 to 100"), (250, "101 to 250"), (1000, "251 to 1,000"))
WITHHELD = "Withheld until you are introduced"
_ENDINGS = "com|io|ai|app|dev|net|org|co|eu|de|uk|us|example"
_ADDRESS = re.compile(rf"[\w.+-]+@[\w-]+\.\w|https?://|www\.|\b[\w-]+\.({_ENDINGS})\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d ()./-]{7,}\d")
_LONGEST_RUN = 9
"""Words in a row that are read as one name, and one more."""
_TELLING_ANYWHERE = 6
"""A name of so many letters tells also inside a longer word, as in AcmePayrollApp; a shorter one only as a word."""


@dataclass(frozen=True, slots=True)
class Revealing:
    """What tells who a company is: its names, and the host of its website."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, intake: Mapping[str, Any], *others: str) -> "Revealing":
        """Gather what an intake and its account tell: company, account and people by name, and the domain."""
        host = host_of(str(intake.get("website") or ""))
        return cls(tuple(filter(None, [str(intake.get("organisation") or ""), host, host.partition(".")[0], *others])))

    def found_in(self, text: str) -> str | None:
        """Give the first name that a text holds, without regard to case, spaces and punctuation; None when none."""
        words = [name_key(word) for word in re.findall(r"\w+", text)]
        starts = range(len(words))
        runs = {"".join(words[start : start + length]) for start in starts for length in range(1, _LONGEST_RUN)}
        everything = "".join(words)
        for name in self.names:
            key = name_key(name)
            if key in runs or (len(key) >= _TELLING_ANYWHERE and key in everything):
                return name
        return None


def host_of(website: str) -> str:
    """Give the host of a website without www; empty when there is none."""
    host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    return host.removeprefix("www.")


def brief_of(intake: Mapping[str, Any], revealing: Revealing) -> list[dict[str, str]]:
    """Write the brief as pairs of title and text; a line that would tell who asks says that it is withheld."""
    lines = [("People", headcount_band(intake.get("headcount"))), *lines_of(intake, KEYS)]
    told = [(_FOR_FIRMS.get(title, title), _FOR_FIRMS.get(text, text)) for title, text in lines if text != NOT_SAID]
    return [{"title": title, "text": WITHHELD if revealing.found_in(text) else text} for title, text in told]


def headcount_band(headcount: int | None) -> str:
    """Say roughly how many people a company has: the exact number would help to find it out.

    >>> headcount_band(85)
    '51 to 100'
    """
    if headcount is None:
        return NOT_SAID
    return next((said for most, said in BANDS if headcount <= most), "more than 1,000")


def problem_of(note: str, revealing: Revealing) -> str | None:
    """Say what in a note to a firm would tell who asks; None when nothing does."""
    if name := revealing.found_in(note):
        return f"The note must not name you before you are introduced: it holds “{name}”. Take that out."
    if _ADDRESS.search(note):
        return "The note must not hold an address of the web or of mail before you are introduced. Take it out."
    if _PHONE.search(note):
        return "The note must not hold a telephone number before you are introduced. Take it out."
    return None


def as_pairs(brief: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give a kept brief as pairs of title and text."""
    return tuple((line["title"], line["text"]) for line in brief)
