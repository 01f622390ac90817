"""Whether one sentence is borne by one sentence of a cited source: word for word, number for number, sign for sign."""

from collections.abc import Sequence
from itertools import pairwise

from questionnaires.answering.bounds import Kept
from questionnaires.answering.claims import Claim, claim_of
from questionnaires.answering.knowledge import Source
from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.measures import Measure
from questionnaires.answering.reading import Reading, contains
from questionnaires.answering.support import Support, support_of
from questionnaires.answering.words import stem, stems_of
from questionnaires.controls.records import ControlRecord

_CONNECTING = frozenset(
    {"we", "our", "us", "the", "a", "an", "and", "is", "are", "be", "been", "being", "was", "were", "has", "have"}
    | {"of", "to", "in", "on", "at", "by", "for", "with", "from", "it", "its", "they", "them", "their"}
    | {"this", "that", "these", "those", "as", "which", "do", "does", "using"}
)
"""Words that a sentence may have though no source has them; none of them says how many, how often or how surely."""
_HEDGES = frozenset({"can", "may", "might", "could", "should", "would", "will", "or", "if", "unless", "until", "aim"})
_PEOPLE = frozenset(
    {"employee", "staff", "personnel", "contractor", "customer", "client", "user", "administrator", "admin", "manager"}
    | {
        "developer",
        "engineer",
        "auditor",
        "assessor",
        "vendor",
        "supplier",
        "subprocessor",
        "visitor",
        "guest",
        "owner",
    }
    | {"operator", "analyst", "officer", "board", "committee", "team", "reviewer", "approver", "management", "tenant"}
)
_PERSON_STEMS = frozenset(map(stem, _PEOPLE))
_DIRECTED = frozenset({"to", "from", "into", "before", "after", "than", "without"})
"""Words behind which a thing may not be another: data goes from production to test, or the other way."""
_EQUAL = 1e-9


def unborne(sentence: str, evidence: Sequence[Source], lexicon: Lexicon) -> str | None:
    """Say what about a sentence no cited source bears, or None when one source bears it whole.

    A sentence must rest on one sentence of one source (with its title): two true halves can make a falsehood.
    """
    claim = claim_of(sentence, lexicon)
    if not claim.needs and not claim.measures:
        return "it states nothing that can be checked"
    faults = [_fault(claim, source, lexicon) for source in evidence]
    return None if None in faults else faults[0]


def qualifiers_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the words of a text that limit, hedge or put off what it says, and `not` for any word that denies."""
    stems = stems_of(text)
    wordings = (word for section in ("limits", "narrowing", "future") for word in lexicon.data[section])
    narrow = {word for word in wordings if contains(stems, (stems_of(word),))}
    hedges = {word for word in _HEDGES if stem(word) in stems}
    return frozenset(narrow | hedges | ({"not"} if _denies(stems, lexicon) else set()))


def _denies(stems: Phrase, lexicon: Lexicon) -> bool:
    return any(contains(stems, lexicon.wordings(name)) for name in ("negators", "soft_negators", "active_negators"))


def _fault(claim: Claim, source: Source, lexicon: Lexicon) -> str | None:
    """Name the first thing that one source does not bear."""
    support = support_of(claim, source, 1.0, lexicon)
    passage = support.passage.reading
    lacking = (*support.missing, *support.softened)
    if lacking:
        return f"no citation bears {_named(lacking[0].text)}"
    checks = (
        _strange_measure(claim.measures, (*passage.measures, *source.extra_measures), support),
        _strange_word(claim, support, source),
        _other_qualifier(claim.text, passage.text, lexicon),
        "it says of all what the citation does not" if support.scope else None,
        "it turns the citation's sense round" if support.sign != 1 else None,
        _turned_roles(claim.reading, passage),
    )
    return next((fault for fault in checks if fault), None)


def _named(text: str) -> str:
    return f"“{text[:60]}”"


def _strange_measure(said: Sequence[Measure], known: Sequence[Measure], support: Support) -> str | None:
    """Name a number that the citation does not give: value, unit and direction must be the same."""
    for one in said:
        if not any(_same(one, other) for other in known):
            return f"no citation bears {_named(one.text)}"
    broken = next((bound for bound in support.bounds if bound.kept is not Kept.KEPT), None)
    return f"no citation bears {_named(broken.asked.text)} there" if broken else None


def _same(one: Measure, other: Measure) -> bool:
    same_kind = (one.dimension, one.direction) == (other.dimension, other.direction)
    return same_kind and abs(one.value - other.value) <= _EQUAL


def _strange_word(claim: Claim, support: Support, source: Source) -> str | None:
    """Name a word that neither the citation nor its title has, and that is no other word for what they say."""
    known = set(stems_of(f"{source.title.text} {support.passage.reading.text} {_fields(source)}"))
    terms = [term for term in claim.reading.terms if not term.name.startswith("word:")]
    meant = {at for t in terms if t.name in support.passage.implied for at in range(t.at, t.end)}
    measured = {at for measure in claim.measures for at in range(measure.at, measure.end)}
    for at, token in enumerate(claim.reading.tokens):
        fits = token in _CONNECTING or stem(token) in known or at in meant or at in measured
        if token[0].isalnum() and not fits:
            return f"no citation bears {_named(token)}"
    return None


def _fields(source: Source) -> str:
    """Give the other fields of a control that its wording may draw upon."""
    record = source.record
    return f"{record.frequency or ''} {record.evidence or ''}" if isinstance(record, ControlRecord) else ""


def _other_qualifier(said: str, cited: str, lexicon: Lexicon) -> str | None:
    """Name a limit, hedge, plan or denial that only one of the two has."""
    one, other = qualifiers_of(said, lexicon), qualifiers_of(cited, lexicon)
    if one == other:
        return None
    word = min(one ^ other)
    return f"{_named(word)} is {'not in the citation' if word in one else 'in the citation and left out'}"


def _turned_roles(said: Reading, cited: Reading) -> str | None:
    """Refuse a sentence that names people in another order, or another end of a direction, than the citation."""
    ours, theirs = _people_of(said), _people_of(cited)
    common = [name for name in theirs if name in ours]
    turned = common != [name for name in ours if name in theirs]
    return "it changes who or what does what" if turned or not _directions(said) <= _directions(cited) else None


def _people_of(reading: Reading) -> list[str]:
    return list(dict.fromkeys(found for token in reading.tokens if (found := stem(token)) in _PERSON_STEMS))


def _directions(reading: Reading) -> set[tuple[str, str]]:
    """Give each directed word with the first word behind it that says something."""
    tokens = [token for token in reading.tokens if token in _DIRECTED or token not in _CONNECTING]
    return {(one, stem(other)) for one, other in pairwise(tokens) if one in _DIRECTED}
