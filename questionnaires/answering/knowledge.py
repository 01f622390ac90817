"""What the organisation knows about itself, read once: controls, approved answers and facts as sources of evidence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.fact_words import FACT_WORDS
from questionnaires.answering.lexicon import Lexicon, security_lexicon
from questionnaires.answering.measures import Measure
from questionnaires.answering.mosaics import mosaic_names
from questionnaires.answering.reading import Reading, contains, read
from questionnaires.answering.words import sentences_of, stem, stems_of
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity
from questionnaires.documents.section import Section
from questionnaires.facts.records import Fact
from questionnaires.library.records import LibraryAnswer

_POINTS_BACK = frozenset({"they", "it", "these", "those", "this", "such", "each", "results", "findings"})
_INTENTION = re.compile(
    r"\b(?:should|will|would|may|might|could|aims?|intends?|plans?|planned|targets?|goals?|strives?|expects?|expected)\b",
    re.IGNORECASE,
)
"""Words by which a document speaks of what somebody means to do, not of what is done."""
_VERDICTS = {verdict.value: verdict for verdict in (Verdict.YES, Verdict.NO, Verdict.PARTIAL, Verdict.NOT_APPLICABLE)}


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a source, with all that it and the source's title are evidence of."""

    reading: Reading
    implied: frozenset[str]
    """What title and sentence together are evidence of."""
    own: frozenset[str]
    """What the sentence alone is evidence of."""
    limited: bool
    """Whether the sentence says that it holds for a part only."""
    stems: tuple[str, ...]
    """Stems of the words of title and sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """A control, an approved answer, a fact or a section of a document as evidence."""

    type: SourceType
    id: str
    title: Reading
    passages: tuple[Passage, ...]
    text: str
    """What a citation quotes."""
    says: str
    """The wording for a buyer."""
    status: ControlStatus = ControlStatus.IMPLEMENTED
    extra_measures: tuple[Measure, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    product: tuple[str, ...] = ()
    record: ControlRecord | LibraryAnswer | Fact | None = None
    said: Verdict | None = None
    """An approved answer's verdict; None for free text and for controls and facts."""
    wants: str | None = None
    """A fact's kind of value."""

    @property
    def names(self) -> frozenset[str]:
        """Everything that its sentences name."""
        return frozenset().union(*(passage.reading.names for passage in self.passages))

    @property
    def retrieval_text(self) -> str:
        """What the index is built from."""
        return f"{self.title.text}. {self.title.text}. {' '.join(p.reading.text for p in self.passages)}"


@dataclass(frozen=True)
class Knowledge:
    """Everything that answers may rest on; sources are read when first asked for."""

    controls: tuple[ControlRecord, ...]
    answers: tuple[LibraryAnswer, ...] = ()
    facts: tuple[Fact, ...] = ()
    documents: tuple[Section, ...] = ()
    """Sections of policies and evidence; they speak where nothing else does."""
    lexicon: Lexicon = field(default_factory=security_lexicon)

    def sources(self, product: str | None = None) -> tuple[Source, ...]:
        """Give the sources that hold for a product (None: all), in the order controls, answers, facts."""
        controls = (control_source(c, self.lexicon) for c in self.controls if _holds_for(c.product, product))
        answers = (library_source(a, self.lexicon) for a in self.answers if _holds_for(a.product, product))
        facts = (fact_source(f, self.lexicon) for f in self.facts if f.value.strip())
        return (*controls, *answers, *facts)

    @cached_property
    def records(self) -> Mapping[tuple[SourceType, str], ControlRecord | LibraryAnswer | Fact]:
        """Everything but documents, by what a citation names it."""
        controls = {(SourceType.CONTROL, one.control_id): one for one in self.controls}
        answers = {(SourceType.ANSWER, one.answer_id): one for one in self.answers}
        return {**controls, **answers, **{(SourceType.FACT, one.key): one for one in self.facts}}

    @property
    def document_sources(self) -> tuple[Source, ...]:
        """Give the sections that say what is done, in their order."""
        read_ones = (document_source(section, self.lexicon) for section in self.documents)
        return tuple(one for one in read_ones if one is not None)

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Names by which the organisation's own texts may call it, longest first."""
        names = {fact.value for fact in self.facts if fact.key in ("legal_name", "trading_name")}
        return tuple(sorted(names, key=len, reverse=True))

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """Stems of the names of the organisation and its products."""
        names = [fact.value for fact in self.facts if fact.key in ("legal_name", "trading_name", "products")]
        products = [name for control in self.controls for name in control.product]
        return frozenset(stems_of(" ".join([*names, *products])))


def _holds_for(products: Iterable[str], product: str | None) -> bool:
    """Tell whether something said of some products (none named: of all) holds for the one asked about."""
    named = {one.casefold().strip() for one in products}
    return product is None or not named or product.casefold().strip() in named


def passages_of(title: Reading, text: str, lexicon: Lexicon, also: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
    """Cut a text into passages; a sentence that points back (`They are …`) keeps what the one before names."""
    passages: list[Passage] = []
    before: frozenset[str] = frozenset()
    for sentence in sentences_of(text) or [text]:
        reading = read(sentence, lexicon)
        names = reading.names | mosaic_names((reading,), lexicon)
        if reading.tokens and reading.tokens[0] in _POINTS_BACK:
            names |= before
        before = names
        together = mosaic_names((title, reading), lexicon)
        implied = lexicon.implied(title.names | together | names | also)
        limited = contains(stems_of(reading.text), lexicon.wordings("limits"))
        stems = tuple(stem(token) for token in (*title.tokens, *reading.tokens) if token[0].isalnum())
        passages.append(Passage(reading, implied, lexicon.implied(names), limited, stems))
    return tuple(passages)


def control_source(control: ControlRecord, lexicon: Lexicon) -> Source:
    """Read a control."""
    title = read(control.title, lexicon)
    policy = read(control.policy, lexicon).names if control.policy else frozenset()
    also = policy | {"documented", "policy"} if control.policy else policy
    return Source(
        type=SourceType.CONTROL,
        id=control.control_id,
        title=title,
        passages=passages_of(title, control.statement, lexicon, also),
        text=control.statement,
        says=control.statement,
        status=control.status,
        extra_measures=read(control.frequency, lexicon).measures if control.frequency else (),
        sensitivity=control.sensitivity,
        product=control.product,
        record=control,
    )


def library_source(answer: LibraryAnswer, lexicon: Lexicon) -> Source:
    """Read an approved answer: its question is the title, its explanation (or free text) the statement."""
    said = _VERDICTS.get(answer.answer.strip().casefold().replace(" ", "_").replace("n/a", "not_applicable"))
    text = (answer.explanation or "") if said else " ".join(filter(None, (answer.answer, answer.explanation)))
    title = read(answer.question, lexicon)
    return Source(
        type=SourceType.ANSWER,
        id=answer.answer_id,
        title=title,
        passages=passages_of(title, text, lexicon),
        text=text or answer.answer,
        says=text,
        sensitivity=answer.sensitivity,
        product=answer.product,
        record=answer,
        said=said,
    )


def document_source(section: Section, lexicon: Lexicon) -> Source | None:
    """Read a section of a document; None when all its sentences speak of intentions, which support nothing."""
    said = [one for line in section.text.splitlines() for one in sentences_of(line) if not _INTENTION.search(one)]
    text = " ".join(one if one.endswith((".", "!", "?", ":")) else f"{one}." for one in said)
    if not text:
        return None
    title = read(f"{section.title} {section.heading}".strip(), lexicon)
    return Source(
        type=SourceType.DOCUMENT,
        id=section.id,
        title=title,
        passages=passages_of(title, text, lexicon),
        text=text,
        says=text,
    )


def fact_source(fact: Fact, lexicon: Lexicon) -> Source:
    """Read a fact: a known key brings words of its own, another key is read as the words it is made of."""
    known = lexicon.data["facts"].get(fact.key) or FACT_WORDS.get(fact.key, {})
    negative = fact.value.strip().casefold() in lexicon.data["fact_negatives"]
    words = known.get("evidence") or fact.key.replace("_", " ")
    unit = known.get("unit", "")
    value = f"TLS {fact.value}" if fact.key == "tls_minimum_version" and "tls" not in fact.value.lower() else fact.value
    sentence = f"{words}: not in place" if negative else f"{words} {value} {unit}"
    title = read(fact.key.replace("_", " "), lexicon)
    says = known.get("says", "{name}: {value}.").format(name=fact.key.replace("_", " ").capitalize(), value=value)
    return Source(
        type=SourceType.FACT,
        id=fact.key,
        title=title,
        passages=passages_of(title, sentence.replace(";", ","), lexicon),
        text=f"{fact.key}: {fact.value}",
        says=says.replace(";", ",").replace("..", "."),
        status=ControlStatus.NOT_IMPLEMENTED if negative else ControlStatus.IMPLEMENTED,
        record=fact,
        wants=known.get("wants"),
    )
