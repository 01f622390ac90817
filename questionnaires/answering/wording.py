"""The outward form of a question: what kind it is, which sentences ask, what is only an example."""

import re
from functools import lru_cache

from questionnaires.answering.words import REMEMBERED, sentences_of
from questionnaires.parsing.model import Kind

_EXAMPLES_IN_BRACKETS = re.compile(
    r"\(\s*(?:e\.?g\.?|for example|for instance|such as|including|or|i\.?e\.?)\b[^)]*\)", re.I
)
_EXAMPLES = re.compile(
    r",?\s*(?:such as|e\.g\.,?|for example,?|for instance,?|including,? but not limited to,?|i\.e\.,?)\s+[^.;?!):]*?"
    r"(?=\s(?:to|for|in|on|that|which|with|at|by|during|is|are|when|before|within)\b|[.;?!):]|$)",
    re.I,
)
_REQUEST = re.compile(
    r"^\s*(?:and\s+|also,?\s+)?(?:please|kindly|describe|explain|provide|attach|elaborate|specify|detail|outline|comment|"
    r"list|state|upload|if\s+(?:so|yes|no|not|applicable|available)\b)",
    re.I,
)
_FOLLOW_UP = re.compile(
    r"^\s*if\s+(so|yes|no|not|answered\s+yes|answered\s+no|applicable|the\s+answer\s+is\s+\w+)\b[\s,:;-]*", re.I
)
_EVIDENCE = re.compile(
    r"\b(?:attach|upload|submit|(?:provide|send|share|supply)(?:\s+\w+){0,3}\s+(?:a\s+copy|copies|evidence|your\s+\w+\s+report))\b",
    re.I,
)
_OPEN = re.compile(
    r"^\s*(?:please\s+(?!confirm)\w+|(?:kindly\s+)?(?:what|which|who|whom|whose|when|where|why|how|describe|explain|list|provide|"
    r"outline|specify|state|detail|give|supply|furnish|summari[sz]e|name|indicate|enter|tell|identify|elaborate|"
    r"(?:at|in|to|with|within|after|by|for|on) (?:what|how|which|when)))\b",
    re.I,
)
_SCENE = re.compile(
    r"^\s*when\b[^?,]*,\s*(?:(?:do|does|did|is|are|was|were|can|could|will|would|must|may|shall|should|has|have)\b)",
    re.I,
)
"""`When somebody leaves, do you …` sets a scene and asks for yes or no."""
_OPEN_SCENE = re.compile(r"^\s*(?:if|when|once|after)\b[^?,]*,\s*(?:how|what|which|who|whom|where|when|why)\b", re.I)
_NAMED_FACT = re.compile(
    r"^\s*(?:(?:full|company|legal|total|registered|official)\s+){0,2}(?:date|number|name|minimum|maximum|address|year|website|url|headquarters|"
    r"contact|location|headcount|size|e-?mail|phone)\b",
    re.I,
)
_WANTS = (
    ("who", re.compile(r"^\s*(?:please\s+)?(?:who|whom|by whom|which (?:company|firm|person))\b", re.I)),
    (
        "period",
        re.compile(r"\bhow (?:often|frequently|regularly)\b|\bwhat (?:is the )?(?:frequency|interval|cadence)\b", re.I),
    ),
    (
        "duration",
        re.compile(
            r"\bhow (?:long|quickly|soon|fast|many (?:days|hours|months|weeks|years))\b|\bwithin what\b"
            r"|\bwhat is your (?:rto|rpo)\b",
            re.I,
        ),
    ),
    ("characters", re.compile(r"\bhow many characters\b|\bminimum (?:password )?length\b", re.I)),
    ("count", re.compile(r"\bhow many\b|\bnumber of employees\b|\bheadcount\b", re.I)),
    ("date", re.compile(r"^\s*when\b|\bwhat date\b|\bon (?:what|which) date\b|\bdate of\b|\bmost recent date\b", re.I)),
    ("place", re.compile(r"^\s*where\b|\bin (?:which|what) (?:countr|region|location|cit)\w*", re.I)),
)
_LOOPHOLE = re.compile(
    r"\b(?:still|ever|anyone|anybody|sometimes|occasionally|even if|at all)\b"
    r"|\b(?:is|are) (?:there )?any of (?:your|our|the)\b|\bin any (?:way|form|circumstances?)\b"
    r"|^\s*(?:could|might|may|can)\s+(?!you\b|we\b|our\b|the customer|customers?\b|clients?\b|it be\b)"
    r"|\b(?:possible|allowed|permitted|able|enough|sufficient|acceptable|tolerated|free) to\b|\bget away with\b"
    r"|\b(?:still|too) (?:possible|allowed|permitted|accepted|in use)\b"
    r"|\bmore than one (?:person|member|user|employee|people|colleague)\b",
    re.I,
)
_PAST = re.compile(r"^\s*(?:were|was|did)\b", re.I)
_ACTOR = (
    r"(?:employee|staff|personnel|developer|engineer|user|administrator|admin|contractor|anyone|somebody|someone|people|"
    r"worker|operator|team member|third part(?:y|ie)|vendor|supplier|subprocessor|visitor|guest|individual)s?"
)
_PERMISSION = re.compile(
    rf"^\s*(?:(?:can|may|could|might)\s+(?:(?:an?|any|your|the|all|individual|single|internal|support)\s+)*{_ACTOR}\b"
    rf"|(?:is|are)\s+(?:(?:an?|any|your|the|all|internal)\s+)*(?:\w+\s+)?{_ACTOR}\s+(?:\w+\s+)?(?:allowed|permitted|able|free)\b"
    rf"|do(?:es)?\s+you\s+(?:\w+\s+)?(?:allow|permit|let)\b|is it (?:possible|permitted|allowed)\b"
    rf"|do(?:es)?\s+(?:(?:an?|any|your|the|all|internal|support)\s+)*{_ACTOR}\s+(?:have|use|share|keep|store|hold|retain)\b)",
    re.I,
)
_CONTRAST = re.compile(r",?\s+(?:rather than|instead of|as opposed to)\s+[^,.;?!]*", re.I)
_LIST_NUMBER = re.compile(r"\(\s*(?:\d{1,2}|[a-h]|[ivx]{1,4})\s*\)|(?:^|(?<=\s))(?:\d{1,2}|[a-h])[.)]\s", re.I)


@lru_cache(maxsize=REMEMBERED)
def without_examples(text: str) -> str:
    """Leave out what is named only as an example or in contrast, and the numbers of a list."""
    return _CONTRAST.sub("", _EXAMPLES.sub("", _EXAMPLES_IN_BRACKETS.sub(" ", _LIST_NUMBER.sub(" ", text))))


def follow_up_of(text: str) -> tuple[bool | None, str]:
    """Cut `If yes,` off the front and say which answer it waits for."""
    match = _FOLLOW_UP.match(text)
    if match is None:
        return None, text
    word = match.group(1).lower()
    return not (word in ("no", "not") or word.endswith(" no")), text[match.end() :]


def asking_sentences(text: str) -> list[str]:
    """Keep the sentences that ask: those with a question mark, else all; `please describe` only when alone."""
    sentences = sentences_of(text) or [text]
    asking = [sentence for sentence in sentences if sentence.rstrip().endswith("?")] or sentences
    return [sentence for sentence in asking if not _REQUEST.match(sentence)] or asking


def stating_sentences(text: str) -> list[str]:
    """Keep the sentences that state something before a question such as `Do you meet this?`."""
    return [one for one in sentences_of(text) if not one.rstrip().endswith("?") and not _REQUEST.match(one)]


def kind_of(text: str, kind: Kind | None) -> Kind:
    """Decide the kind from the wording; what the parser knows better (a list of words) stays."""
    if kind not in (None, Kind.YES_NO, Kind.FREE_TEXT):
        return kind or Kind.YES_NO
    if _EVIDENCE.search(text):
        return Kind.EVIDENCE
    if _NAMED_FACT.match(text) and "?" not in text:
        return Kind.FACT
    open_ended = (_OPEN.match(text) and not _SCENE.match(text)) or _OPEN_SCENE.match(text)
    return Kind.FREE_TEXT if open_ended else Kind.YES_NO


def wants_of(text: str) -> str | None:
    """Name the dimension that an open question asks for."""
    return next((name for name, pattern in _WANTS if pattern.search(text)), None)


def asks_permission(text: str) -> bool:
    """Tell whether people are asked to be allowed something: `Can employees …`, `Do you allow …`."""
    return bool(_PERMISSION.match(text))


def asks_past(text: str) -> bool:
    """Tell whether the outcome of one past event is asked for: `Were all findings …`."""
    return bool(_PAST.match(text))


def asks_for_loophole(text: str) -> bool:
    """Tell whether the wording looks for a gap (`still`, `ever`, `could anyone`), so that a yes is rarely good news."""
    return bool(_LOOPHOLE.search(text))
