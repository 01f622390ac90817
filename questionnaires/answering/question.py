"""What a question asks: its kind, its claim with each need and bound, its polarity and how sure we are of it."""

from dataclasses import dataclass
from itertools import pairwise

from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.measures import LOOKBACK, Measure
from questionnaires.answering.reading import Clause, Reading, Term, contains, read
from questionnaires.answering.wording import (
    asking_sentences,
    asks_past,
    asks_permission,
    follow_up_of,
    kind_of,
    wants_of,
    without_examples,
)
from questionnaires.answering.words import stem, stems_of
from questionnaires.parsing.model import Kind

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
    follow_up, body = follow_up_of(text)
    sentences = asking_sentences(without_examples(body))
    whole = " ".join(sentences)
    kind_seen = kind_of(whole, kind)
    claims = tuple(claim for sentence in sentences if (claim := claim_of(sentence, lexicon)).needs or claim.measures)
    if section and follow_up is None and _is_bare(claims, lexicon):
        claims = (claim_of(f"{section} {whole}", lexicon),)
    joined = stems_of(whole)
    event = _is_event(joined, claims, lexicon)
    permission = asks_permission(whole)
    return Asked(
        text=text,
        kind=kind_seen,
        claims=claims,
        wants=wants_of(whole) if kind_seen is not Kind.YES_NO else None,
        event=event,
        permission=permission,
        past=asks_past(whole),
        adverse=event or any(claim.sign < 0 or _names(claim) & lexicon.names("bad_deeds") for claim in claims),
        follow_up=follow_up,
        about_parent=follow_up is not None and not any(_names(claim) - lexicon.names("weak") for claim in claims),
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
    whole = [parts[0], *(_completed(part, parts[0], lexicon) for part in parts[1:])]
    halves = tuple(half for part in whole if (half := claim_of(part, lexicon)).strong or half.measures)
    return halves if len(halves) > 1 else (claim,)


def _is_bare(claims: tuple[Claim, ...], lexicon: Lexicon) -> bool:
    """Tell whether a question has hardly a word of its own, so that the heading above it must name its object."""
    needs = [need for claim in claims for need in claim.needs]
    return len(needs) <= 1 and all(need.names <= lexicon.names("weak") for need in needs)


def _completed(part: str, first: str, lexicon: Lexicon) -> str:
    """Give a later half that only says where, when or for whom the rest of the first: `… in transit`."""
    names = _names(claim_of(part, lexicon))
    words, lead = [word for word in part.split() if word[0].isalnum()], first.split()
    if not names or not names <= lexicon.names("attributes") or len(lead) <= len(words):
        return part
    return " ".join([*lead[: -len(words)], *words])


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
