"""What sort of answer a question wants, told from its text and its buyer's words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from questionnaires.parsing.model import Kind
from questionnaires.parsing.words import NO_WORDS, YES_WORDS, fold, plain

_LEAD = re.compile(
    r"^\W*(?:(?:[a-z0-9]{1,3}[.)]|please|kindly|and|also|then|bitte|veuillez|por favor)\W+)*"
    r"(?:(?:if|when|where|in case|falls|wenn|si|en caso)\b[^,:?]{0,80}[,:]\s*)?"
    r"(?:(?:please|kindly|and|also|then|bitte|veuillez|por favor)\W+)*"
)
_EVIDENCE = re.compile(
    r"^(?:attach|upload|enclose|append|submit|share|send|joindre|joignez|adjunte|beifugen)\b"
    r"|^(?:provide|supply|give|include|furnish|fournissez|proporcione)\b.{0,60}\b(?:cop(?:y|ies)|report|certificates?|"
    r"evidence|documentation|documents?|attestation|letter|screenshots?|link|diagrams?|results|sample|proof|"
    r"bridge letter|polic(?:y|ies)|summary of (?:the|your) (?:latest|most recent))\b"
    r"|\b(?:attach|upload|provide) (?:a |the |your )?(?:copy|copies|evidence)\b(?!.*\bif\b)"
    r"|^(?:can|could|will|would) you (?:please )?(?:provide|share|send|attach|supply) .{0,60}"
    r"\b(?:cop(?:y|ies)|report|certificates?|evidence|documentation|attestation)\b"
)
_NUMBER = re.compile(
    r"^(?:how (?:many|much|long|often|frequently|quickly|soon|fast|old)|what percentage|number of|total number|"
    r"at what (?:interval|frequency)|within how|after how)\b"
    r"|^(?:what|which) (?:is|are|was) (?:the |your |their )*(?:\w+[ -]){0,4}"
    r"(?:maximum|minimum|average|number|percentage|frequency|duration|length|rto|rpo|recovery time|recovery point|"
    r"retention (?:period|time)|retention|sla|uptime|timeframe|time frame|time limit|amount|size|age|count)\b"
    r"|^(?:cuant[oa]s?|combien|wie ?(?:viele?|lange|oft|haufig))\b"
    r"|^(?:state|enter|specify|indicate|give) (?:the )?(?:number|percentage|maximum|minimum|frequency)\b"
)
_DATE = re.compile(
    r"^(?:when|on what date|on which date|as of when|cuando|quand|wann)\b"
    r"|^(?:what|which) (?:is|was|are) the (?:\w+[ -]){0,5}(?:date|day|expiry|expiration|year)\b"
    r"|^(?:what|which) (?:date|year)\b"
    r"|^(?:date|expiry|expiration|effective date|completion date|date completed)\b(?!.*\b(?:is|are)\b)"
    r"|\bdate of (?:the |your |last |latest |most recent )"
)
_FACT_NOUN = (
    r"(?:legal |full |trading |registered |parent |company(?:'s)? |organi[sz]ation(?:'s|al)? |vendor |supplier |"
    r"business |corporate |entity |product |application |service |primary |main |security |privacy |contact |"
    r"your |the |of )*"
)
_FACT = re.compile(
    r"^(?:(?:what|who|where) (?:is|are) |enter |state |specify |list |provide |indicate )?(?:the |your )*"
    + _FACT_NOUN
    + r"(?:names?(?: of)?|legal name|headquarters?|head ?office|addresses|address|websites?|url|web ?site|"
    r"phone(?: number)?|telephone|fax|e-?mail(?: address)?|contact(?: person| details| information)?|duns(?: number)?|"
    r"year founded|founded|founding year|employees|country|state of incorporation|hosting provider|"
    r"cloud provider|subprocessors|sub-processors|auditor|"
    r"security officer|ciso|data protection officer|dpo|job title|title|"
    r"firmenname|anschrift|adresse|sitz|ansprechpartner|nombre de la empresa|direccion|sitio web|"
    r"nom de l.entreprise|raison sociale|siege)\b"
    r"|^where (?:is|are) (?:your |the )?(?:company|organi[sz]ation|headquarters|business)\b"
    r"|^(?:who is|who are) (?:your|the) (?:\w+ ){0,4}(?:contact|officer|auditor|provider|insurer)\b"
    r"|^which (?:cloud|hosting) (?:provider|service)s?\b"
)
_OPEN = re.compile(
    r"^(?:describe|explain|how|why|outline|detail|summari[sz]e|elaborate|list|what|which|who|where|specify|provide|"
    r"identify|state|give|define|discuss|name|include|tell|enter|indicate|document|comment|additional|details?|"
    r"describa|explique|indique|como|que|cual|cuales|por que|decrivez|expliquez|comment|pourquoi|quel|quelle|quels|"
    r"quelles|precisez|indiquez|beschreiben|erlautern|wie|welche|welcher|welches|was|wer|warum|nennen|geben)\b"
)
_INDICATES_YES = re.compile(r"^(?:indicate|confirm|state|specify|select|advise) (?:whether|if|that)\b|^confirm\b")


def kind_of(text: str, vocabulary: Sequence[str] | None) -> Kind:
    """Tell the kind of one question; a list of words decides before the text does."""
    if vocabulary:
        return Kind.YES_NO if is_yes_no(vocabulary) else Kind.CHOICE
    words = fold(text).replace("\u2019", "'")
    bare = words[_lead_length(words) :]
    if _INDICATES_YES.match(bare):
        return Kind.YES_NO
    for pattern, kind in ((_EVIDENCE, Kind.EVIDENCE), (_NUMBER, Kind.NUMBER), (_DATE, Kind.DATE), (_FACT, Kind.FACT)):
        if pattern.search(bare):
            return kind
    return Kind.FREE_TEXT if _OPEN.match(bare) else Kind.YES_NO


def is_yes_no(vocabulary: Sequence[str]) -> bool:
    """Whether a list offers both a yes and a no, whatever else it offers."""
    return _offers_both(tuple(vocabulary))


@lru_cache(256)
def _offers_both(vocabulary: tuple[str, ...]) -> bool:
    words = [plain(word) for word in vocabulary]
    return any(_leads(word, YES_WORDS) for word in words) and any(_leads(word, NO_WORDS) for word in words)


def _leads(word: str, known: frozenset[str]) -> bool:
    """Whether a word of the list is a known one, or a sentence that begins with yes or no."""
    first = word.partition(" ")[0]
    return word in known or (first in known and len(first) > 1)


def _lead_length(words: str) -> int:
    match = _LEAD.match(words)
    return match.end() if match else 0
