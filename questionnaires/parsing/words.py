"""How a text reads: does it ask, state, name a reference, say yes or no, mark with x?"""

import re
import unicodedata
from functools import lru_cache

_ASKING = re.compile(
    r"^\W*(?:(?:please|kindly|and|or|also|so|[a-z0-9]{1,3}[.)])\W+)*"
    r"(?:if\b.{0,60}?[,:]\s*(?:please\s+)?)?(?:"
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|may|must|"
    r"what|which|who|whom|whose|when|where|why|how|"
    r"describe|explain|provide|list|specify|state|identify|indicate|confirm|attach|upload|detail|outline|"
    r"summari[sz]e|enter|name|give|select|supply|submit|share|define|elaborate|tell|"
    r"existe|existen|cuenta|cuentan|dispone|disponen|realiza|tiene|tienen|describa|explique|indique|proporcione|"
    r"adjunte|que|cual|cuales|como|cuando|"
    r"avez|est|sont|disposez|existe-t-il|est-ce|decrivez|expliquez|fournissez|indiquez|quel|quelle|quels|quelles|"
    r"comment|combien|quand|veuillez|"
    r"gibt|ist|sind|haben|hat|werden|wird|verfugen|verfugt|konnen|kann|wie|was|welche|welcher|welches|wann|wo|wer|"
    r"beschreiben|erlautern|nennen|bitte|fuhren|nutzen|verwenden|setzen|existiert|erfolgt|besteht|bestehen"
    r")\b",
    re.DOTALL,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|must|shall|should|will|can|may|be|been|"
    r"maintains?|uses?|performs?|reviews?|requires?|encrypts?|ensures?|provides?|implements?|conducts?|restricts?|"
    r"monitors?|logs?|tests?|documents?|establish(?:es)?|enforces?|supports?|protects?|retains?|operates?|follows?|"
    r"receives?|complet(?:e|es)|keeps?|undergo(?:es)?|holds?|runs?|scans?|train(?:s)?|notif(?:y|ies)|appl(?:y|ies)|"
    r"wird|werden|ist|sind|est|sont|es|son|esta|estan|se)\b"
)
_REFERENCE = re.compile(
    r"^(?:[A-Za-z&/]{0,12}[\s._#:&/-]{0,2}(?:[A-Za-z&]{1,6}[._-])?\d{1,5}(?:[._/-]?[A-Za-z0-9]{1,5}){0,5}[.):]?"
    r"|[A-Za-z]\.?\)?|[ivxIVX]{1,5}[.)]?)$"
)
_YES = ("yes", "y", "si", "oui", "ja", "sim", "true", "in place", "implemented", "compliant", "conforme", "konform",
        "fully implemented", "fully compliant", "met", "pass", "comply", "supported", "fully", "cumple", "erfullt",
        "umgesetzt", "vorhanden", "mis en place", "atende", "voldoet", "zutreffend", "agree", "strongly agree",
        "i agree", "we agree", "accept", "accepted", "conform", "conforms", "complies", "available", "meets", "applies",
        "cumplido", "trifft zu", "d accord", "de acuerdo", "full")  # fmt: skip
_NO = ("no", "n", "non", "nein", "nee", "nao", "false", "not in place", "not implemented", "non compliant",
       "noncompliant", "not compliant", "no conforme", "non conforme", "nicht konform", "not met", "fail",
       "does not comply", "not supported", "none", "no cumple", "nicht erfullt", "nicht umgesetzt", "nicht vorhanden",
       "pas mis en place", "non mis en place", "nao atende", "voldoet niet", "geen", "disagree", "strongly disagree",
       "i disagree", "we disagree", "not accepted", "reject", "rejected", "not conform", "does not conform",
       "not complied", "not available", "does not meet", "does not apply", "trifft nicht zu", "pas d accord",
       "en desacuerdo", "absent")  # fmt: skip
_OTHER = ("n a", "na", "not applicable", "no aplica", "non applicable", "nicht zutreffend", "entfallt", "n v t", "s o",
          "sans objet", "nicht anwendbar", "nicht relevant", "non applicabile", "nao aplicavel", "nao se aplica",
          "niet van toepassing", "sin objeto", "no procede", "n z", "in parte", "gedeeltelijk", "parzialmente",
          "geplant", "planifie", "teilweise erfullt", "teilweise umgesetzt", "partiellement conforme",
          "parcialmente implementado", "cumple parcialmente", "parzialmente conforme", "deels",
          "en cours", "en curso", "planificado", "in arbeit", "gepland", "previsto",
          "partial", "partially", "partly", "parcial", "parcialmente", "partiel", "partiellement", "teilweise",
          "partially implemented", "partially compliant", "partially met", "planned", "in progress", "unknown",
          "not sure", "don t know", "tbd", "alternate", "alternative", "other", "compensating control",
          "mostly", "largely", "mostly implemented", "largely implemented", "somewhat", "neutral", "undecided",
          "neither agree nor disagree", "partly agree", "somewhat agree", "somewhat disagree", "partly implemented",
          "partly met", "partly compliant", "in part", "ongoing", "not started", "under way", "uberwiegend",
          "weitgehend", "teils teils", "trifft teilweise zu", "trifft eher zu",
          "trifft eher nicht zu", "part", "plan", "plutot d accord", "plutot pas d accord")  # fmt: skip
_GRADES = (
    "not at all", "never", "rarely", "seldom", "sometimes", "often", "usually", "always", "low", "medium", "high",
    "very low", "very high", "initial", "managed", "defined", "repeatable", "optimised", "optimized", "optimizing",
    "ad hoc", "quantitatively managed", "measured", "to some extent", "to a great extent", "completely", "minimal",
    "basic", "advanced", "weak", "fair", "good", "poor", "excellent", "adequate", "inadequate", "sufficient", "nie",
    "selten", "manchmal", "oft", "meistens", "immer", "gar nicht", "vollstandig", "jamais", "parfois", "souvent",
    "toujours", "nunca", "a veces", "siempre", "bajo", "medio", "alto", "niedrig", "mittel", "hoch", "started",
    "completed", "done", "open", "closed",
)  # fmt: skip
GRADE_WORDS = frozenset(_GRADES)
YES_WORDS = frozenset(_YES)
NO_WORDS = frozenset(_NO)
ANSWER_WORDS = frozenset((*_YES, *_NO, *_OTHER))
_SPACED = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
"""What `plain` makes of each ASCII character that is neither letter nor digit."""
_REMEMBERED = 512
"""Texts whose nature is kept: a row asks several times of the same few, a column holds the same words in many rows."""
_MARKS = frozenset(("x", "✓", "✔", "✗", "☒", "☑", "☐", "□", "■", "true", "false", "[ ]", "[x]", "( )", "(x)", "o"))


def plain(text: str) -> str:
    """Fold a text for comparing: lower case, no accents, `#` and `n°` as number, all else but letters a space."""
    if text.isascii():  # most texts are; the long way gives the same, many times slower
        return " ".join(text.lower().replace("#", " number ").translate(_SPACED).split())
    folded = unicodedata.normalize("NFKD", text.casefold().replace("№", " number ").replace("n°", " number "))
    folded = folded.replace("#", " number ").replace("nº", " number ")
    letters = "".join(mark if mark.isalnum() else " " for mark in folded if not unicodedata.combining(mark))
    return " ".join(letters.split())


def fold(text: str) -> str:
    """Lower case without accents, punctuation kept."""
    if text.isascii():
        return text.lower().strip()
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in folded if not unicodedata.combining(mark)).strip()


def word_count(text: str) -> int:
    return len(text.split())


@lru_cache(_REMEMBERED)
def asks(text: str) -> bool:
    """Whether a text asks or requests something."""
    return text.rstrip(" )\"'").endswith(("?", "？")) or "? " in text or bool(_ASKING.match(fold(text)))


@lru_cache(_REMEMBERED)
def is_statement(text: str) -> bool:
    """Whether a text asserts something that one may affirm or deny: several words and a verb or a full stop."""
    return word_count(text) >= 3 and (bool(_VERB.search(fold(text))) or text.rstrip().endswith("."))


@lru_cache(_REMEMBERED)
def is_reference(text: str) -> bool:
    """Whether a text is a mere number or code: `1.2`, `AC-01`, `A&A-01.1`, `Q 7`, `b)`."""
    text = text.strip()
    return len(text) <= 24 and bool(_REFERENCE.match(text)) and plain(text) not in ANSWER_WORDS


@lru_cache(_REMEMBERED)
def is_answer_word(text: str) -> bool:
    """Whether a text is a whole short answer such as Yes, No or N/A."""
    return plain(text) in ANSWER_WORDS


def is_grade(text: str) -> bool:
    """Whether a text is a step of a scale: an answer, a grade such as Mostly, or a single digit."""
    return (len(text.strip()) == 1 and text.strip().isdigit()) or plain(text) in GRADE_WORDS or is_answer_word(text)


def is_mark(text: str) -> bool:
    """Whether a text is a cross or tick."""
    return text.strip().casefold() in _MARKS


def has_letters(text: str) -> bool:
    letters = filter(str.isalpha, text)
    return next(letters, None) is not None and next(letters, None) is not None
