"""Whether one sentence is borne by one sentence of a cited source: word for word, number for number, sign for sign."""

from collections.abc import Sequence

from questionnaires.answering.bounds import Kept
from questionnaires.answering.claims import Claim, claim_of
from questionnaires.answering.knowledge import Source
from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.measures import Measure
from questionnaires.answering.reading import contains
from questionnaires.answering.rewording.order import CONNECTING, disorder
from questionnaires.answering.support import Support, support_of
from questionnaires.answering.words import stem, stems_of, tokens_of
from questionnaires.controls.records import ControlRecord

_HEDGES = frozenset({"can", "may", "might", "could", "should", "would", "will", "or", "if", "unless", "until", "aim"})
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
        disorder(claim.reading.tokens, passage.tokens, tokens_of(f"{source.title.text}. {_fields(source)}"), lexicon),
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
        fits = token in CONNECTING or stem(token) in known or at in meant or at in measured
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
