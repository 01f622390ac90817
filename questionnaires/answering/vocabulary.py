"""The buyer's own word for a verdict."""

import re
from collections.abc import Iterable, Mapping

from questionnaires.answering.answer import Verdict
from questionnaires.answering.lexicon import security_lexicon

PLAIN_WORDS: Mapping[Verdict, str] = {
    Verdict.YES: "Yes",
    Verdict.NO: "No",
    Verdict.PARTIAL: "Partial",
    Verdict.NOT_APPLICABLE: "N/A",
}
"""What is written where the buyer gives no words of their own."""

_NEIGHBOURS: Mapping[Verdict, tuple[str, ...]] = {
    Verdict.YES: ("sì", "sim", "erfüllt", "umgesetzt", "vorhanden", "konform", "voldoet"),
    Verdict.NO: ("nee", "não", "nicht erfüllt", "nicht umgesetzt", "nicht konform", "voldoet niet"),
    Verdict.PARTIAL: ("teilweise erfüllt", "teilweise umgesetzt", "cumple parcialmente", "parzialmente", "deels"),
    Verdict.NOT_APPLICABLE: (
        "s.o.", "s.o", "nicht anwendbar", "nicht relevant", "non applicabile", "não aplicável", "não se aplica",
        "n.v.t.", "n.v.t", "niet van toepassing", "no procede",
    ),
}  # fmt: skip
"""Words of buyers in other languages, looked for after those of the lexicon."""


def word_for(verdict: Verdict, vocabulary: Iterable[str]) -> str | None:
    """Give the buyer's word for a verdict, verbatim, or None when their list has none.

    >>> word_for(Verdict.YES, ("Compliant", "Non-compliant", "N/A"))
    'Compliant'
    >>> word_for(Verdict.PARTIAL, ("Y", "N")) is None
    True
    """
    wordings: list[str] = [*security_lexicon().data["vocabulary"].get(verdict.value, []), *_NEIGHBOURS.get(verdict, ())]
    words = tuple(vocabulary)
    plain = {_plain(word): word for word in reversed(words)}
    exact = next((plain[wording] for wording in wordings if wording in plain), None)
    return exact if exact is not None else _opening_word(words, wordings)


def speaks_verdicts(vocabulary: Iterable[str]) -> bool:
    """Tell whether a list of words is one of verdicts, rather than of choices (`Daily`, `Weekly`)."""
    words = tuple(vocabulary)
    return word_for(Verdict.YES, words) is not None or word_for(Verdict.NO, words) is not None


def _plain(word: str) -> str:
    """Lay case, surrounding signs and numbering aside."""
    return re.sub(r"^\d+\s*[.)=:-]\s*|[.!]+$", "", word.strip().casefold()).strip() or word.strip().casefold()


def _opening_word(words: Iterable[str], wordings: Iterable[str]) -> str | None:
    """Find a word that begins with a wording: `Yes - in production`, `No, not planned`."""
    for wording in wordings:
        pattern = re.compile(rf"{re.escape(wording)}\s*[-–—,:;(]")
        for word in words:
            if pattern.match(_plain(word)):
                return word
    return None
