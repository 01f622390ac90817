"""What one sentence claims: each need, bound and sign, and the halves of a compound."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.measures import Measure
from questionnaires.answering.mosaics import Found, mosaics_in
from questionnaires.answering.reading import Clause, Reading, Term, contains, read
from questionnaires.answering.wording import without_examples
from questionnaires.answering.words import stem

_NO_ALTERNATIVE = frozenset({"staff", "contractor", "third_party", "customer_user", "privileged_access"})
_NEAR = 2
IGNORABLE_WEIGHT = 0.25
"""How much a need counts that evidence may be silent about."""
_SCENE_OPENINGS = frozenset(
    {"if", "when", "suppose", "imagine", "should", "assuming", "once", "where", "say", "in", "after"}
)
_BUYERS = frozenset({"our", "my"})
_ALL = frozenset({"all", "every", "each", "any"})


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that evidence must name: any of `names` will do; `ignorable` when silence about it is harmless."""

    names: frozenset[str]
    text: str
    at: int
    ignorable: bool = False
    standard: bool = False

    @property
    def weight(self) -> float:
        """How much it counts."""
        return IGNORABLE_WEIGHT if self.ignorable else 1.0


@dataclass(frozen=True)
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
    implied: frozenset[str] = field(repr=False)
    """Everything that its names are evidence of."""
    has_object: bool
    """Whether any of its needs is more than a word that fits everywhere."""

    @cached_property
    def only_ignorable(self) -> bool:
        """Whether all its needs are ignorable, so that none is."""
        return all(need.ignorable for need in self.needs)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all its needs."""
        return frozenset().union(*(need.names for need in self.needs))

    @cached_property
    def weight(self) -> float:
        """How much all its needs count together."""
        return sum(need.weight for need in self.needs)

    @cached_property
    def strong(self) -> tuple[Need, ...]:
        """The needs that evidence may not be silent about; when all are ignorable, all of them."""
        return tuple(need for need in self.needs if not need.ignorable) or self.needs


def claim_of(sentence: str, lexicon: Lexicon, own: frozenset[str] = frozenset()) -> Claim:
    """Read one sentence as a claim; `own` are stems of names of the organisation's own."""
    reading = read(without_examples(sentence), lexicon)
    named = frozenset(f"word:{name}" for name in own)
    needs = tuple(need for need in _needs_of(reading, lexicon) if not need.names <= named)
    signs = {clause.sign for clause in _clauses_with(reading, needs)}
    soft = sum(clause.soft + len(clause.active) for clause in reading.clauses) % 2 == 1
    universal = contains(_unmeasured(reading), lexicon.wordings("universal_asked"))
    certain = len(signs) < 2 and not any(clause.relative for clause in reading.clauses)
    return Claim(
        text=sentence,
        reading=reading,
        needs=needs,
        faint=_faint_words(reading, lexicon),
        measures=reading.measures,
        universal=universal,
        sign=min(signs, default=1),
        soft=soft,
        certain=certain,
        implied=lexicon.implied(name for need in needs for name in need.names),
        has_object=any(not need.names <= lexicon.names("weak") for need in needs),
    )


def _unmeasured(reading: Reading) -> tuple[str, ...]:
    """Give the stems outside all measures: `every day` says how often, not of how many."""
    inside = {at for measure in reading.measures for at in range(measure.at - 1, measure.end)}
    return tuple(stem(token) for at, token in enumerate(reading.tokens) if at not in inside and token[0].isalnum())


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
    mosaics = mosaics_in(reading, lexicon)
    scene = _scene_end(reading)
    ours = _our_own_names(reading, lexicon) | {at for found in mosaics for at in found.places}
    needs: list[Need] = []
    last: Term | None = None
    seen: set[str] = set()
    for term in reading.terms:
        if term.at in ours or term.name in seen or _is_prop(term, reading, scene):
            continue
        seen.add(term.name)
        ignorable = term.name in lexicon.names("ignorable") and not _all_of_them(term, reading, lexicon)
        if last and needs and _alternatives(reading, last, term):
            old = needs.pop()
            names, text = old.names | {term.name}, f"{old.text} or {term.text}"
            needs.append(Need(names, text, old.at, old.ignorable or ignorable, old.standard or term.standard))
        else:
            needs.append(Need(frozenset((term.name,)), term.text, term.at, ignorable, term.standard))
        last = term
    needs += [_mosaic_need(found, reading, lexicon) for found in mosaics if found.mosaic.name not in seen]
    return _without_implied(sorted(needs, key=lambda need: need.at), lexicon)


def _all_of_them(term: Term, reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a scope word governs a term: `on all servers` is not answered by silence about servers."""
    before = reading.tokens[max(0, term.at - 2) : term.at]
    return bool(_ALL.intersection(before)) and term.name not in lexicon.names("harmless_under_all")


def _scene_end(reading: Reading) -> int:
    """Give where the scene that a question begins with ends: `If a driver loses her tablet, …`; 0 without one."""
    if reading.tokens[:1] and reading.tokens[0] in _SCENE_OPENINGS and "," in reading.tokens:
        return reading.tokens.index(",")
    return 0


def _is_prop(term: Term, reading: Reading, scene: int) -> bool:
    """Tell whether a word outside the lexicon only furnishes a scene or names the buyer's own: `our nurses`."""
    if not term.name.startswith("word:") or term.text[0].isdigit():
        return False
    return term.at < scene or (term.at > 0 and reading.tokens[term.at - 1] in _BUYERS)


def _mosaic_need(found: Found, reading: Reading, lexicon: Lexicon) -> Need:
    """Give the need that several words apart name together."""
    name = found.mosaic.name
    text = " ".join(reading.tokens[at] for at in sorted(found.places))
    return Need(frozenset((name,)), text, found.at, name in lexicon.names("ignorable"))


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
    words = [at for at, token in enumerate(reading.tokens) if token[0].isalnum()]
    stems = tuple(stem(reading.tokens[at]) for at in words)
    places: set[int] = set()
    for phrase in lexicon.wordings("us"):
        if phrase[0] not in stems:
            continue
        for at in range(len(stems) - len(phrase) + 1):
            if stems[at : at + len(phrase)] == phrase:
                places.update(words[at : at + len(phrase)])
    return places


def _alternatives(reading: Reading, left: Term, right: Term) -> bool:
    """Tell whether two terms are choices of each other: `SSO or MFA`."""
    between = reading.tokens[left.end : right.at]
    actors = {left.name, right.name} & _NO_ALTERNATIVE
    return "or" in between and len(between) <= _NEAR and not actors


def halves_of(claim: Claim, lexicon: Lexicon, own: frozenset[str] = frozenset()) -> tuple[Claim, ...]:
    """Part a compound claim at `and`, commas and semicolons; parts that name nothing strong are left out.

    The first half carries the subject; a claim that is not compound gives itself alone.
    """
    tokens = claim.reading.tokens
    inside = {at for term in claim.reading.terms for at in range(term.at, term.end)}
    cuts = [at for at, token in enumerate(tokens) if token in ("and", ",", ";", "&") and at not in inside]
    if not cuts:
        return (claim,)
    bounds = [-1, *cuts, len(tokens)]
    parts = [" ".join(tokens[a + 1 : b]) for a, b in pairwise(bounds)]
    whole = [parts[0], *(_completed(part, parts[0], lexicon) for part in parts[1:])]
    halves = tuple(half for part in whole if (half := claim_of(part, lexicon, own)).strong or half.measures)
    return halves if len(halves) > 1 else (claim,)


def _completed(part: str, first: str, lexicon: Lexicon) -> str:
    """Give a later half that only says where, when or for whom the rest of the first: `… in transit`."""
    names = names_of(claim_of(part, lexicon))
    words, lead = [word for word in part.split() if word[0].isalnum()], first.split()
    if not names or not names <= lexicon.names("attributes") or len(lead) <= len(words):
        return part
    return " ".join([*lead[: -len(words)], *words])


def names_of(claim: Claim) -> frozenset[str]:
    """Give the names of all its needs."""
    return claim.names
