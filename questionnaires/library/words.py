"""What pages call approved answers, in plain words."""

from collections.abc import Mapping

from questionnaires.library.comparing import folded
from questionnaires.library.models import ApprovedAnswer, Held

WORDS: Mapping[str, str] = {"yes": "Yes", "no": "No", "partial": "Partly", "not_applicable": "Not applicable"}
STANDINGS: Mapping[str, str] = {"holds": "Holds", "expiring": "Expires within 60 days", "expired": "Expired"}
ORIGINS: Mapping[str, str] = {"questionnaire": "A questionnaire", "own": "By hand or file"}
HELD: Mapping[str, str] = {
    Held.NAMES_BUYER: "It names a buyer, whom no other buyer should read of. Take the name out, then let it be used.",
    Held.CONTRADICTS: "Another answer says something else to the same question. Decide which of them holds.",
}


def said(row: ApprovedAnswer) -> str:
    """Give what an answer says in one line, its verdict in a plain word."""
    return ": ".join(filter(None, (WORDS.get(row.answer, row.answer), row.explanation)))


def marked(text: str, other: str) -> list[tuple[str, bool]]:
    """Cut a text into words, each with whether it is missing from the other text; none where most of them are.

    >>> marked("Within 24 hours?", "within 72 hours")
    [('Within', False), ('24', True), ('hours?', False)]
    >>> marked("Is it?", "Why so")
    [('Is', False), ('it?', False)]
    """
    there = {_bare(word) for word in other.split()}
    found = [(word, _bare(word) not in there) for word in text.split()]
    tells = sum(new for _, new in found) * 2 <= len(found)
    return [(word, new and tells) for word, new in found]


def _bare(word: str) -> str:
    return folded(word).strip(".,;:!?()\"'")
