"""One sentence as the engine reads it: its terms, measures, clauses and which clauses are negated."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from questionnaires.answering.lexicon import Entry, Lexicon, Phrase, Sort
from questionnaires.answering.measures import PERIOD, Direction, Measure, measure_at
from questionnaires.answering.words import stem, tokens_of

_PARTING = frozenset({";", ":", ".", "!", "?", "but", "however", "although", "though", "while", "whereas", "unless"})
_SOFT_PARTING = frozenset({",", "and"})
_VERBS = frozenset(
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did"}
    | {"must", "may", "can", "will", "shall", "should", "would", "could", "not"}
)
_RELATIVE = frozenset({"that", "what", "whatever", "which", "who", "if", "when", "where", "unless"})
_DENYING = frozenset({"no", "not", "never", "without", "nor"})
"""`Separate accounts, no routes between`: what stands behind the comma is denied, what stands before is not."""
_BESIDE = frozenset({"at", "with"})
"""`On every plan at no charge` denies the charge and not the plan."""
_CONDITIONS = frozenset({"before", "until"})
"""`Nobody gets access before the check is cleared` denies nothing: it demands the check."""
_RELATIVE_REACH = 4
_WITHOUT_REACH = 4
WIDEST_GAP = 2
"""How many articles and the like may stand between two words of a phrase: `review of all the accounts`."""


@dataclass(frozen=True, slots=True)
class Term:
    """A concept, a named standard or an unknown word (`word:…`) at its place in the sentence."""

    name: str
    text: str
    at: int
    end: int
    antonym: bool = False
    standard: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; `hard` and `soft` count sure and unsure negating words, `relative` those beside it."""

    start: int
    end: int
    hard: int
    soft: int
    relative: int
    active: tuple[int, ...]
    """Places of words that deny only what stands behind them: `the firewall blocks …`."""
    future: bool
    sign: int
    """Whether it affirms (+1) or denies (-1) the concepts that it names."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that was read."""

    text: str
    tokens: tuple[str, ...]
    terms: tuple[Term, ...]
    measures: tuple[Measure, ...]
    clauses: tuple[Clause, ...]
    names: frozenset[str]
    """Names of all its terms."""
    telling: tuple[str, ...]
    """Names of the terms that tell what it is about: ignorable ones only where it has no others."""

    def clause_of(self, at: int) -> Clause:
        """Give the clause in which a token stands."""
        return next(clause for clause in self.clauses if clause.start <= at < clause.end)


@lru_cache(maxsize=20_000)
def read(text: str, lexicon: Lexicon) -> Reading:
    """Read one sentence; sentences come again, as index, evidence and question read them each for their own ends."""
    tokens = tokens_of(text)
    terms, measures = _terms_and_measures(tokens, lexicon)
    clauses = _clauses(tokens, terms, lexicon)
    names = [term.name for term in terms]
    ignorable = lexicon.names("ignorable")
    telling = tuple(name for name in names if name not in ignorable) or tuple(names)
    return Reading(text, tuple(tokens), tuple(terms), tuple(measures), clauses, frozenset(names), telling)


def _terms_and_measures(tokens: list[str], lexicon: Lexicon) -> tuple[list[Term], list[Measure]]:
    """Walk over the tokens and take the longest phrase, measure or word at each."""
    stems = [stem(token) for token in tokens]
    terms: list[Term] = []
    measures: list[Measure] = []
    at = 0
    while at < len(tokens):
        found = _longer(_phrase_at(stems, at, lexicon), _gappy_phrase_at(tokens, stems, at, lexicon))
        measure = measure_at(tokens, at, lexicon)
        if measure and (found is None or measure.end > found[1] or measure.dimension in ("tls_version", "key_bits")):
            measures.append(measure)
            if tokens[at] in ("tls", "aes"):
                terms.append(Term(tokens[at], measure.text, at, measure.end))
            at = measure.end
            continue
        end = found[1] if found else at + 1
        _take(tokens, stems, at, end, found[0] if found else None, lexicon, terms, measures)
        at = end
    return terms, measures


def _take(
    tokens: list[str],
    stems: list[str],
    at: int,
    end: int,
    entry: Entry | None,
    lexicon: Lexicon,
    terms: list[Term],
    measures: list[Measure],
) -> None:
    """Put what stands at a place where it belongs; words without a claim are left out."""
    text = " ".join(tokens[at:end])
    if entry and entry.sort is Sort.FREQUENCY:
        measures.append(Measure(PERIOD, entry.hours, Direction.AT_MOST, at, end, text))
    elif entry:
        antonym, standard = entry.sort is Sort.ANTONYM, entry.sort is Sort.STANDARD
        terms.append(Term(entry.name, text, at, end, antonym, standard))
    elif tokens[at][0].isalnum() and stems[at] not in lexicon.light and not _is_function_word(tokens[at], lexicon):
        terms.append(Term(f"word:{stems[at]}", text, at, end))


def _is_function_word(token: str, lexicon: Lexicon) -> bool:
    """Tell whether a word only negates, numbers or bounds, which is read elsewhere."""
    return stem(token) in lexicon.negators or token in lexicon.soft_negators or token in lexicon.active_negators


def _phrase_at(stems: list[str], at: int, lexicon: Lexicon) -> tuple[Entry, int] | None:
    """Find the longest phrase of the lexicon that begins at a token."""
    if stems[at] not in lexicon.openings:
        return None
    for size in range(min(lexicon.longest, len(stems) - at), 0, -1):
        entry = lexicon.phrases.get(tuple(stems[at : at + size]))
        if entry is not None:
            return entry, at + size
    return None


def _gappy_phrase_at(tokens: list[str], stems: list[str], at: int, lexicon: Lexicon) -> tuple[Entry, int] | None:
    """Find the longest phrase that begins at a token with articles and the like between its words."""
    if stems[at] not in lexicon.openings:
        return None
    words: list[str] = []
    best: tuple[Entry, int] | None = None
    gap = 0
    for place in range(at, min(len(tokens), at + lexicon.longest + WIDEST_GAP)):
        if tokens[place] in lexicon.gaps:
            gap += 1
            if not words or gap > WIDEST_GAP:
                break
            continue
        gap = 0
        words.append(stems[place])
        entry = lexicon.gappy_phrases.get(tuple(words)) if len(words) > 1 else None
        best = (entry, place + 1) if entry else best
    return best


def _longer(one: tuple[Entry, int] | None, other: tuple[Entry, int] | None) -> tuple[Entry, int] | None:
    """Take the phrase that reaches further; the first when they end together."""
    if one is None or other is None:
        return one or other
    return other if other[1] > one[1] else one


def _clauses(tokens: list[str], terms: list[Term], lexicon: Lexicon) -> tuple[Clause, ...]:
    """Part the sentence into clauses and count what negates each."""
    stems = tuple(stem(token) for token in tokens)
    harmless = _harmless(stems, lexicon)
    inside = {at for term in terms for at in range(term.at, term.end)} | harmless
    phrased = {at for term in terms if term.end - term.at > 1 for at in range(term.at, term.end)} | harmless
    bounds = [0, *_partings(tokens), len(tokens)]
    clauses = []
    for start, end in pairwise(bounds):
        free = [at for at in range(start, end) if at not in inside]
        negators = [at for at in free if stems[at] in lexicon.negators and not _idle(tokens, at, terms)]
        counted = sum(_negates(tokens, stems, at, lexicon) for at in negators)
        hard = 0 if _CONDITIONS & set(tokens[start:end]) else counted
        relative = len(negators) - counted
        soft = sum(tokens[at] in lexicon.soft_negators for at in range(start, end) if at not in phrased)
        active = tuple(at for at in free if tokens[at] in lexicon.active_negators)
        sign = _sign(hard, [term for term in terms if start <= term.at < end])
        clauses.append(Clause(start, end, hard, soft, relative, active, _is_future(tokens[start:end], lexicon), sign))
    return tuple(clauses)


def _sign(hard: int, terms: list[Term]) -> int:
    """Tell the sign of a clause with so many sure negating words; antonyms turn it once, however many there are."""
    return -1 if (hard + any(term.antonym for term in terms)) % 2 else 1


def _partings(tokens: list[str]) -> list[int]:
    """Give where a new clause begins: behind a parting word, or a comma or `and` with a verb on both sides."""
    partings: list[int] = []
    start = 0
    for at, token in enumerate(tokens):
        if token in _BESIDE and tokens[at + 1 : at + 2] == ["no"] and at > start:
            partings.append(at)
            start = at
            continue
        denies = tokens[at] == "," and tokens[at + 1 : at + 2] and tokens[at + 1] in _DENYING
        if token in _PARTING or denies or (token in _SOFT_PARTING and _parts(tokens[start:at], tokens[at + 1 :])):
            partings.append(at + 1)
            start = at + 1
    return [at for at in partings if at < len(tokens)]


def _parts(left: list[str], right: list[str]) -> bool:
    """Tell whether a comma or `and` stands between clauses: verbs on both sides, or a verb that follows at once."""
    return (bool(left) and right[:1] != [] and right[0] in _VERBS) or (_has_verb(left) and _has_verb(right))


def _has_verb(tokens: list[str]) -> bool:
    """Tell whether a finite verb stands in a stretch before the next parting word."""
    for word in tokens:
        if word in _PARTING or word == ",":
            return False
        if word in _VERBS:
            return True
    return False


def _negates(tokens: list[str], stems: Phrase, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a token negates its clause; in a relative or conditional part it does not."""
    if stems[at] not in lexicon.negators:
        return False
    return not set(tokens[max(0, at - _RELATIVE_REACH) : at]) & _RELATIVE


def _idle(tokens: list[str], at: int, terms: list[Term]) -> bool:
    """Tell whether a `without` denies nothing that is named: `without asking`, `without anybody noticing`."""
    return tokens[at] == "without" and not any(at < term.at <= at + _WITHOUT_REACH for term in terms)


def _harmless(stems: Phrase, lexicon: Lexicon) -> set[int]:
    """Give the places of negating words that negate nothing, as in `no later than`."""
    places: set[int] = set()
    words = set(stems)
    for phrase in lexicon.wordings("not_negations"):
        if phrase[0] not in words:
            continue
        for at in range(len(stems) - len(phrase) + 1):
            if stems[at : at + len(phrase)] == phrase:
                places.update(range(at, at + len(phrase)))
    return places


def _is_future(tokens: list[str], lexicon: Lexicon) -> bool:
    """Tell whether a clause speaks of what is still to come; forms matter, as a plan is not planned."""
    text = f" {' '.join(tokens)} "
    return any(f" {wording} " in text for wording in lexicon.data["future"])


def contains(stems: Phrase, phrases: tuple[Phrase, ...]) -> bool:
    """Tell whether any of the phrases stands in a run of stems."""
    words = set(stems)
    near = [phrase for phrase in phrases if phrase[0] in words]
    return any(stems[at : at + len(one)] == one for one in near for at in range(len(stems) - len(one) + 1))
