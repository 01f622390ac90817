"""What a question asks: its kind, its claim with each need and bound, its polarity and how sure we are of it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.measures import LOOKBACK, Measure
from questionnaires.answering.reading import Clause, Reading, Term, contains, read
from questionnaires.answering.words import sentences_of, stem, stems_of
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
    r"^\s*(?:please\s+|kindly\s+)?(?:what|which|who|whom|whose|when|where|why|how|describe|explain|list|provide|"
    r"outline|specify|state|detail|give|summari[sz]e|name|indicate|enter|tell|identify|elaborate|"
    r"(?:at|in|to|with|within) what|in which)\b",
    re.I,
)
_NAMED_FACT = re.compile(
    r"^\s*(?:(?:full|company|legal|total|registered|official)\s+){0,2}(?:date|number|name|address|year|website|url|headquarters|"
    r"contact|location|headcount|size|e-?mail|phone)\b",
    re.I,
)
_WANTS = (
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
_LIST_NUMBER = re.compile(r"\(\s*(?:\d{1,2}|[a-h]|[ivx]{1,4})\s*\)|(?:^|(?<=\s))(?:\d{1,2}|[a-h])[.)]\s", re.I)
_NO_ALTERNATIVE = frozenset({"staff", "contractor", "third_party", "customer_user", "privileged_access"})
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that evidence must name: any of `names` will do; `ignorable` when silence about it is harmless."""

    names: frozenset[str]
    text: str
    at: int
    ignorable: bool = False
    standard: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence claims; `sign` is -1 when it asks for the absence of what it names."""

    text: str
    reading: Reading
    needs: tuple[Need, ...]
    faint: frozenset[str]
    """Stems of words that carry a little: many of them without a trace in the evidence is too many."""
    measures: tuple[Measure, ...]
    universal: bool
    sign: int
    soft: bool
    """Whether an unsure negating word (prevent, block …) stands in it."""
    certain: bool

    @property
    def strong(self) -> tuple[Need, ...]:
        """The needs that evidence may not be silent about; when all are ignorable, all of them."""
        return tuple(need for need in self.needs if not need.ignorable) or self.needs


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was understood."""

    text: str
    kind: Kind
    claims: tuple[Claim, ...]
    wants: str | None
    """The dimension that an open question asks for: period, duration, count, date …"""
    event: bool
    """Whether it asks if something bad has happened or exists."""
    permission: bool
    """Whether it asks if people may do something, where a yes is rarely good news."""
    past: bool
    """Whether it asks what came of one past event, which no description of practice can say."""
    adverse: bool
    follow_up: bool | None
    """True for `If yes …`, False for `If no …`, None for a question that stands alone."""
    about_parent: bool
    """Whether a follow-up names no object of its own, so that it asks about its parent's."""

    @property
    def open(self) -> bool:
        """Whether it wants words rather than yes or no."""
        return self.kind in (Kind.FREE_TEXT, Kind.EVIDENCE, Kind.NUMBER, Kind.DATE, Kind.FACT)


def understand(text: str, lexicon: Lexicon, *, kind: Kind | None = None, section: str | None = None) -> Asked:
    """Read a question of any form: question, statement, imperative, open request, follow-up.

    Parameters
    ----------
    text : the question cell's text; instructions in it are words like any others.
    kind : what the parser saw; a clear wording of the question itself wins over `yes_no`.
    section : heading above the question; used only when the question names no object itself.
    """
    follow_up, body = _follow_up(text)
    sentences = _asking_sentences(body)
    kind_seen = _kind_of(" ".join(sentences), kind)
    claims = tuple(claim for sentence in sentences if (claim := claim_of(sentence, lexicon)).needs or claim.measures)
    if not any(claim.strong for claim in claims) and section and follow_up is None:
        claims = (claim_of(f"{section}: {' '.join(sentences)}", lexicon),)
    joined = stems_of(" ".join(sentences))
    event = _is_event(joined, claims, lexicon)
    permission = bool(_PERMISSION.match(" ".join(sentences)))
    return Asked(
        text=text,
        kind=kind_seen,
        claims=claims,
        wants=_wants_of(" ".join(sentences)) if kind_seen is not Kind.YES_NO else None,
        event=event,
        permission=permission,
        past=bool(_PAST.match(" ".join(sentences))),
        adverse=event or any(claim.sign < 0 or _names(claim) & lexicon.names("bad_deeds") for claim in claims),
        follow_up=follow_up,
        about_parent=follow_up is not None and not any(claim.strong for claim in claims),
    )


def claim_of(sentence: str, lexicon: Lexicon) -> Claim:
    """Read one sentence as a claim."""
    reading = read(without_examples(sentence), lexicon)
    needs = _needs_of(reading, lexicon)
    signs = {reading.sign_of(clause) for clause in _clauses_with(reading, needs)}
    negated = any(reading.sign_of(clause) < 0 for clause in _clauses_with(reading, needs))
    soft = sum(clause.soft + len(clause.active) for clause in reading.clauses) % 2 == 1
    universal = contains(stems_of(sentence), lexicon.wordings("universal_asked"))
    certain = len(signs) < 2 and not any(clause.relative for clause in reading.clauses)
    return Claim(
        text=sentence,
        reading=reading,
        needs=needs,
        faint=_faint_words(reading, lexicon),
        measures=reading.measures,
        universal=universal,
        sign=-1 if negated else 1,
        soft=soft,
        certain=certain,
    )


def _faint_words(reading: Reading, lexicon: Lexicon) -> frozenset[str]:
    """Give the stems of words outside all terms that carry a little of the claim."""
    inside = {at for term in reading.terms for at in range(term.at, term.end)}
    free = {stem(token) for at, token in enumerate(reading.tokens) if at not in inside}
    return lexicon.names("faint") & free


def without_examples(text: str) -> str:
    """Leave out what is named only as an example, and the numbers of a list."""
    return _EXAMPLES.sub("", _EXAMPLES_IN_BRACKETS.sub(" ", _LIST_NUMBER.sub(" ", text)))


def _clauses_with(reading: Reading, needs: tuple[Need, ...]) -> list[Clause]:
    """Give the clauses in which at least one need stands."""
    places = {need.at for need in needs}
    return [clause for clause in reading.clauses if any(clause.start <= at < clause.end for at in places)]


def _needs_of(reading: Reading, lexicon: Lexicon) -> tuple[Need, ...]:
    """Turn terms into needs: each name once, alternatives joined by `or` in one."""
    ours = _our_own_names(reading, lexicon)
    needs: list[Need] = []
    last: Term | None = None
    seen: set[str] = set()
    for term in reading.terms:
        if term.at in ours or term.name in seen:
            continue
        seen.add(term.name)
        ignorable = term.name in lexicon.names("ignorable")
        if last and needs and _alternatives(reading, last, term):
            old = needs.pop()
            names, text = old.names | {term.name}, f"{old.text} or {term.text}"
            needs.append(Need(names, text, old.at, old.ignorable or ignorable, old.standard or term.standard))
        else:
            needs.append(Need(frozenset((term.name,)), term.text, term.at, ignorable, term.standard))
        last = term
    return _without_implied(needs, lexicon)


def _without_implied(needs: list[Need], lexicon: Lexicon) -> tuple[Need, ...]:
    """Drop a need that another of the same sentence says more exactly."""
    return tuple(
        need
        for at, need in enumerate(needs)
        if len(need.names) > 1
        or not any(
            _says_more(other, need, lexicon) and (before < at or not _says_more(need, other, lexicon))
            for before, other in enumerate(needs)
            if other is not need
        )
    )


def _says_more(one: Need, other: Need, lexicon: Lexicon) -> bool:
    """Tell whether a need entails another."""
    return len(one.names) == 1 and other.names <= lexicon.implied(one.names)


def _our_own_names(reading: Reading, lexicon: Lexicon) -> set[int]:
    """Give the places where `the vendor`, `the supplier` … means the one who answers."""
    stems = stems_of(" ".join(reading.tokens))
    words = [at for at, token in enumerate(reading.tokens) if token[0].isalnum()]
    places: set[int] = set()
    for phrase in lexicon.wordings("us"):
        for at in range(len(stems) - len(phrase) + 1):
            if stems[at : at + len(phrase)] == phrase:
                places.update(words[at : at + len(phrase)])
    return places


def _alternatives(reading: Reading, left: Term, right: Term) -> bool:
    """Tell whether two terms are choices of each other: `SSO or MFA`."""
    between = reading.tokens[left.end : right.at]
    actors = {left.name, right.name} & _NO_ALTERNATIVE
    return "or" in between and len(between) <= _NEAR and not actors


def halves_of(claim: Claim, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Part a compound claim at `and`, commas and semicolons; parts that name nothing strong are left out.

    The first half carries the subject; a claim that is not compound gives itself alone.
    """
    tokens = claim.reading.tokens
    inside = {at for term in claim.reading.terms for at in range(term.at, term.end)}
    cuts = [at for at, token in enumerate(tokens) if token in ("and", ",", ";", "&") and at not in inside]
    bounds = [-1, *cuts, len(tokens)]
    parts = [" ".join(tokens[a + 1 : b]) for a, b in pairwise(bounds)]
    halves = tuple(half for part in parts if (half := claim_of(part, lexicon)).strong or half.measures)
    return halves if len(halves) > 1 else (claim,)


def _follow_up(text: str) -> tuple[bool | None, str]:
    """Cut `If yes,` off the front and say which answer it waits for."""
    match = _FOLLOW_UP.match(text)
    if match is None:
        return None, text
    word = match.group(1).lower()
    return not (word in ("no", "not") or word.endswith(" no")), text[match.end() :]


def _asking_sentences(text: str) -> list[str]:
    """Keep the sentences that ask: those with a question mark, else all; `please describe` only when alone."""
    sentences = sentences_of(text) or [text]
    asking = [sentence for sentence in sentences if sentence.rstrip().endswith("?")] or sentences
    return [sentence for sentence in asking if not _REQUEST.match(sentence)] or asking


def _kind_of(text: str, kind: Kind | None) -> Kind:
    """Decide the kind from the wording; what the parser knows better (a list of words) stays."""
    if kind not in (None, Kind.YES_NO, Kind.FREE_TEXT):
        return kind or Kind.YES_NO
    if _EVIDENCE.search(text):
        return Kind.EVIDENCE
    if _NAMED_FACT.match(text) and "?" not in text:
        return Kind.FACT
    return Kind.FREE_TEXT if _OPEN.match(text) else Kind.YES_NO


def _wants_of(text: str) -> str | None:
    """Name the dimension that an open question asks for."""
    return next((name for name, pattern in _WANTS if pattern.search(text)), None)


def _names(claim: Claim) -> frozenset[str]:
    return frozenset().union(*(need.names for need in claim.needs))


def _is_event(stems: Phrase, claims: tuple[Claim, ...], lexicon: Lexicon) -> bool:
    """Tell whether the question asks if something bad has happened or stands open."""
    bad = lexicon.names("bad_things")
    opens = _opens_with(stems, lexicon.wordings("event_openings"))
    lookback = any(measure.dimension == LOOKBACK for claim in claims for measure in claim.measures)
    return (opens or lookback) and any(_names(claim) & bad for claim in claims)


def _opens_with(stems: Phrase, phrases: tuple[Phrase, ...]) -> bool:
    return any(stems[: len(phrase)] == phrase for phrase in phrases)
