"""What a column's header says the column is for, in English, Spanish, French, German and some neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from questionnaires.parsing.words import is_answer_word, plain


class Role(StrEnum):
    """What a column is for."""

    QUESTION = "question"
    ANSWER = "answer"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    REF = "ref"
    SECTION = "section"
    OPTIONS = "options"
    IGNORED = "ignored"
    """Guidance, scores, mappings to frameworks, the buyer's own notes: left alone."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A role and how strongly the header speaks for it, from 0.5 (weak) to 3 (certain)."""

    role: Role
    weight: float


MAX_HEADER_WORDS = 9
_WRAPPED_WORDS = 4
"""Up to here, lines of one header are one name that was broken to fit its column."""

_ASK = r"questions?|preguntas?|fragen?|domanda|domande|perguntas?|vraag|vragen|quer(?:y|ies)|enquir(?:y|ies)"
_REPLY = (
    r"answers?|ans|responses?|respond|repl(?:y|ies)|respuestas?|reponses?|antwort(?:en)?|rispost[ae]|respostas?|"
    r"antwoord(?:en)?"
)
_NUMBER = r"ids?|refs?|reference|number|nbr|numero|nummer|nr|no|num|code|identifier|identifiant|kennung|lfd|cod|codigo"
_GROUP = (
    r"sections?|domains?|categor(?:y|ies)|areas?|topics?|themes?|family|group|subject|chapter|subcategory|pillar|"
    r"secciones|seccion|dominios?|categorias?|temas?|ambito|rubriques?|domaines?|categories?|"
    r"abschnitt|bereich|kategorie|thema|themengebiet|themenbereich|sezione|secao|capitulo|chapitre|kapitel"
)
_NOTE = (
    r"comments?|rem|explanations?|explain|notes?|remarks?|details?|justifications?|elaborat\w+|narrative|"
    r"clarifications?|observations?|rationale|implementation|additional information|additional info|"
    r"supporting information|more information|further information|comentarios?|observaci\w+|notas?|explicaci\w+|"
    r"detalles?|justificaci\w+|commentaires?|remarques?|precisions?|explications?|kommentare?|bemerkung(?:en)?|"
    r"umsetzungsbeschreibung(?:en)?|anmerkung(?:en)?|erlauterung(?:en)?|begrundung(?:en)?|erklarung(?:en)?|comment[io]|osservazioni|"
    r"opmerking(?:en)?|toelichting|observac\w+|reasons?|reasoning|substantiation|explicaci\w+|motivazion\w+"
)
_PROOF = (
    r"evidences?|attachments?|supporting documents?|supporting documentation|documentation|artifacts?|artefacts?|proof|"
    r"links?|urls?|hyperlinks?|evidencias?|preuves?|nachweise?|belege?|anlagen?|documents?"
)
_LEFT_ALONE = (
    r"guidance|guidelines?|instructions?|examples?|sample|help|hints?|tips?|why|definitions?|scores?|scoring|"
    r"weight(?:ing)?|points|risk|rating|severity|priority|criticality|mappings?|mapped|frameworks?|iso|nist|soc|"
    r"hipaa|gdpr|pci|cis|ccm|reviewers?|assessors?|evaluat\w+|analyst|auditors?|internal use|use only|"
    r"buyers?|customers?|remediation|due date|owners?|ownership|responsib\w+|expected|ideal|preferred|"
    r"requested|required|answer type|response type|question type|type|format|answered by|answered on|respondent|"
    r"completed by|max|maximum|tags?|date|version|author|follow up|orientacion|ejemplos?|guia|exemples?|"
    r"previous|prior|last year|old|"
    r"beispiele?|hinweise?|anleitung|hilfe|gewichtung|bewertung|puntuacion|verantwortlich\w*|csc"
)

_PARTY = (
    r"vendors?|suppliers?|providers?|bidders?|tenderers?|offerors?|proposers?|applicants?|contractors?|your|our|company|"
    r"respondents?|you|third party|bieter|soumissionnaire|licitador|anbieter|lieferant(?:en)?|proveedor|fournisseur"
)
_BUYER = r"internal|office|official|bank|buyer|customer|client|city|agency|our"
_STAFF = (
    r"officers?|officials?|analysts?|teams?|panels?|committees?|procurement|purchasing|buyers?|reviewers?|assessors?|"
    r"evaluators?|auditors?|desk|staff|inspectors?"
)
_SAYING = (
    r"statements?|declarations?|positions?|inputs?|status|(?:self )?(?:assessment|rating)|selbstauskunft|declaracion"
)

_RULES: tuple[tuple[re.Pattern[str], Role, float], ...] = tuple(
    (re.compile(pattern), role, weight)
    for pattern, role, weight in (
        (r"^(?:yes no|y n)(?: (?:n a|na|partial|other))?$|^yes or no$|^ja nein$|^si no$|^oui non$", Role.ANSWER, 3),
        (rf"^(?:{_NUMBER}|index|(?:s|sl|sr) no|serial no|serial number|q|qid|q no|q number|lfd nr)$", Role.REF, 3),
        (rf"^(?:{_ASK}|control|item|requirement|ccm control|cid|sub control|line)s? (?:{_NUMBER})(?: (?:{_NUMBER}))?$",
         Role.REF, 3),
        (rf"^(?:{_NUMBER}) (?:of |de |du |der |de la |)(?:{_ASK}|control|item)s?$", Role.REF, 3),
        (r"^(?:fragennummer|fragen nr|frage nr|vraagnummer|question n|n|numero de pregunta)$", Role.REF, 3),
        (rf"\b(?:{_BUYER}) use(?: only)?$|^for (?:{_BUYER})\b|^(?:m o|mandatory|optional|moscow|must should could)\b",
         Role.IGNORED, 2),
        (rf"^(?:(?:to be )?(?:completed|filled(?: in| out)?|answered)|completion|for use) (?:by|of) (?:the )?"
         rf"(?:{_PARTY})\b",
         Role.ANSWER, 2.5),
        (rf"^(?:{_PARTY}) to (?:complete|fill|answer|respond)\b|^(?:please )?(?:complete|fill in|answer|respond) here$",
         Role.ANSWER, 2.5),
        (r"^(?:please )?(?:if|where|falls|wenn|si)\b.*\b(?:explain|describe|specify|state|elaborate|why|reasons?|"
         r"comment|justify|detail\w*|please|erlautern|begrunden|expliquez|explique|indique)\b|"
         r"^(?:please )?(?:explain|justify)\b|"
         r"\b(?:explanatory|supporting|supplementary) (?:statement|text|notes?|remarks?|narrative|comments?)\b",
         Role.COMMENT, 3),
        (r"^(?:what )?(?:we|you are|you will be) (?:would like|like|want|wish|need|ask|asked|expect)\b",
         Role.QUESTION, 2.5),
        (rf"\b(?:{_REPLY}|compliance|conformity) codes?$", Role.ANSWER, 3),
        (rf"\b(?:{_REPLY}|allowed|possible|available|answer) (?:options?|choices|values?)\b|^(?:options|choices)$",
         Role.OPTIONS, 2),
        (rf"\b(?:{_ASK}) (?:{_GROUP})\b|\b(?:{_GROUP}) (?:title|name)\b|^(?:{_GROUP})$", Role.SECTION, 3),
        (rf"\b(?:{_GROUP})$", Role.SECTION, 2.5),
        (rf"^self (?:rating|assessment|score|evaluation)$|^(?:{_PARTY}) (?:{_SAYING})$", Role.ANSWER, 2.5),
        (r"^(?:documents?|evidence|items?|information|files?|records?|proofs?) (?:that (?:is|are) |which (?:is|are) |)"
         r"(?:requested|required|needed|wanted|asked for)$", Role.QUESTION, 2.5),
        (rf"^(?:\w+ ){{0,2}}(?:{_STAFF}) (?:\w+ )?(?:{_NOTE})$|"
         rf"\b(?:{_NOTE}) (?:by|of|from) (?:the |our )?(?:{_STAFF})\b", Role.IGNORED, 2.5),
        (r"\b(?:safeguards?|requirements?|controls?|measures?|practices?|standards?|capabilit(?:y|ies)) "
         r"(?:that (?:is|are) )?(?:expected|required|requested)\b", Role.QUESTION, 2.5),
        (rf"^(?:{_NOTE}) (?:for|of|on|to|about|behind) your\b", Role.COMMENT, 2.5),
        (rf"\b(?:{_LEFT_ALONE})\b", Role.IGNORED, 2),
        (rf"^(?:.* )?(?:{_ASK})$|^(?:{_ASK})\b", Role.QUESTION, 3),
        (rf"\b(?:{_NUMBER})$", Role.REF, 2),
        (r"\b(?:implementation|compliance|control) status\b|^(?:status|estado|statut)$", Role.ANSWER, 1.2),
        (rf"\b(?:{_NOTE})\b", Role.COMMENT, 3),
        (rf"\b(?:{_PROOF})\b", Role.EVIDENCE, 3),
        (rf"\b(?:{_REPLY})\b", Role.ANSWER, 3),
        (r"\b(?:compliant|compliance|in place|implemented|conformity|conformance|supported|met|konform|erfullt|"
         r"conforme|cumple|umgesetzt|vorhanden|applicable)\b", Role.ANSWER, 1.5),
        (rf"\b(?:{_ASK})\b", Role.QUESTION, 2.5),
        (r"\b(?:requirements?|control (?:statement|description|specification|text|activit(?:y|ies)|procedure)|"
         r"statements?|assertions?|"
         r"criteria|criterion|expectations?|anforderung(?:en)?|exigences?|requisitos?|safeguards?|"
         r"information (?:needed|wanted)|requests?|prompts?|massnahmen?|mesures?|medidas?)\b", Role.QUESTION, 2),
        (r"\b(?:control )?objectives?$", Role.QUESTION, 1.2),
        (r"\b(?:we|i|you) (?:hereby )?(?:declare|confirm|state|certify|warrant|assure|undertake)(?: that)?$",
         Role.QUESTION, 2.5),
        (rf"\b(?:{_GROUP})\b", Role.SECTION, 2),
        (r"\b(?:selection|select|choice|choose|value|input)\b", Role.ANSWER, 2),
        (r"\b(?:agreement|agree|maturity(?: level)?|degree of \w+|level of \w+)$", Role.ANSWER, 1.5),
        (r"^(?:description(?: of the \w+)?|declarations?|propositions?|claims?|assurances?|"
         r"controls?|items?|checks?|fields?|checkpoints?|particulars|practices?|measures?|assessment|"
         r"beschreibung|descripcion)$",
         Role.QUESTION, 1.5),
        (r"^(?:vendor|supplier|provider|(?:your )?company|anbieter|lieferant|proveedor|fournisseur)$", Role.ANSWER, 1),
        (r"^(?:control )?(?:title|name|titel|titre|titulo)$", Role.SECTION, 0.5),
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def hint(text: str) -> Hint | None:
    """Tell what a header's text says; None when it says nothing known or is no header at all."""
    head = _head(text)
    words = plain(head)
    if not words or len(words.split()) > MAX_HEADER_WORDS:
        return None
    if head.rstrip().endswith("?") and len(words.split()) > 3:
        return None
    for pattern, role, weight in _RULES:
        if pattern.search(words):
            return Hint(role, weight)
    return Hint(Role.ANSWER, 3) if _lists_answers(text) else None


def stacked_hint(texts: Sequence[str]) -> Hint | None:
    """Tell the role under a header of several rows, the lowest that says something first."""
    for text in reversed(texts):
        if (found := hint(text)) is not None:
            return found
    return hint(" ".join(texts)) if len(texts) > 1 else None


def listed_answers(text: str) -> tuple[str, ...] | None:
    """Read the words that a header offers itself: `Answer (Yes / No / N/A)`; None when it offers none."""
    match = re.search(r"[(\[]([^()\[\]]{2,60})[)\]]\s*$", text.strip())
    words = _answer_list(match[1] if match else text)
    return words if len(words) >= 2 else None


def listed_options(text: str) -> tuple[str, ...] | None:
    """Read the words of a column that is headed as the buyer's options; None for a lone one such as "Free text"."""
    if (answers := listed_answers(f"({text})")) is not None:
        return answers
    words = tuple(word.strip(" -*•") for word in re.split(r"[;|\n]| / ", text) if word.strip(" -*•"))
    words = words if len(words) >= 2 else tuple(word.strip() for word in text.split(",") if word.strip())
    return words if len(words) >= 2 and all(len(word.split()) <= 8 for word in words) else None


def _answer_list(text: str) -> tuple[str, ...]:
    kept = re.sub(r"\b([nN])\s?/\s?([aA])\b", "\\1\u2044\\2", text)
    words = [word.strip().replace("\u2044", "/") for word in re.split(r"[/,;|]|\bor\b", kept)]
    return tuple(words) if all(word and is_answer_word(word) for word in words) else ()


def _lists_answers(text: str) -> bool:
    return listed_answers(text) is not None


def _head(text: str) -> str:
    """Keep what names the column: the first line (all, if few words), without brackets or what follows a colon."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    if not lines:
        return ""
    whole = " ".join(lines)
    told = whole if len(plain(whole).split()) <= _WRAPPED_WORDS else lines[0]
    head = re.split(r"[(\[:]", told, maxsplit=1)[0].strip()
    return head or lines[0]
