"""The bank prepared for learning: wordings cut into pieces, controls read as sources, what is missing marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answering.judge.evidence import Evidence, evidence_of
from questionnaires.answering.judge.pieces import Piece, content_stems, pieces_of
from questionnaires.answering.knowledge import Source, control_source
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.question import Asked, understand
from questionnaires.answering.reading import read
from questionnaires.answering.support import Support, support_of
from questionnaires.answering.training.bank import Relation, Statement, Topic, Wording
from questionnaires.answering.wording import without_examples
from questionnaires.answering.words import stem, tokens_of
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.parsing.kinds import kind_of


@dataclass(frozen=True)
class AskedSample:
    """A wording as the judge sees it."""

    wording: Wording
    text: str
    tokens: tuple[str, ...]
    pieces: tuple[Piece, ...]
    stems: tuple[str, ...]
    missing: tuple[bool, ...]
    """Whether the reference control lacks each piece, as the writer marked it."""
    asked: Asked

    @property
    def supported(self) -> bool:
        """Whether the reference control supports it in full."""
        return self.wording.relation is Relation.SUPPORTS


@dataclass(frozen=True)
class TopicSample:
    """A topic: the reference control as a source, the other companies' wordings of it, and what is asked."""

    topic: Topic
    source: Source
    evidence: tuple[Evidence, ...]
    """Of each company's control, the reference first."""
    asked: tuple[AskedSample, ...]


def sample_of(topic: Topic, lexicon: Lexicon) -> TopicSample:
    """Prepare a topic."""
    sources = [_source(f"{topic.name}-{at}", one, topic, lexicon) for at, one in enumerate(topic.controls)]
    asked = tuple(_asked(wording, lexicon) for wording in topic.wordings)
    return TopicSample(topic, sources[0], tuple(evidence_of(source, lexicon) for source in sources), asked)


def supports_of(asked: AskedSample, source: Source, lexicon: Lexicon) -> list[Support]:
    """Give what the rules say to each claim of a wording beside a source, as the engine would see it."""
    permission = asked.asked.permission
    return [
        support_of(one, source, 0.0, lexicon, permission=permission or (asked.asked.loophole and not one.soft))
        for one in asked.asked.claims
    ]


def _source(name: str, control: Statement, topic: Topic, lexicon: Lexicon) -> Source:
    record = ControlRecord(
        control_id=name,
        title=control.title,
        statement=control.statement,
        criteria=topic.criteria,
        status=ControlStatus.IMPLEMENTED,
    )
    return control_source(record, lexicon)


def _asked(wording: Wording, lexicon: Lexicon) -> AskedSample:
    text = without_examples(wording.text)
    reading = read(text, lexicon)
    pieces = pieces_of(reading, lexicon)
    places = _missing_places(reading.tokens, wording.missing, lexicon)
    missing = tuple(not places.isdisjoint(range(piece.at, piece.end)) for piece in pieces)
    asked = understand(wording.text, lexicon, kind=kind_of(wording.text, None))
    return AskedSample(wording, text, reading.tokens, pieces, content_stems(reading.tokens, lexicon), missing, asked)


def _missing_places(tokens: Sequence[str], missing: str, lexicon: Lexicon) -> frozenset[int]:
    """Find the tokens that the writer marked: the run itself, else every token that shares a stem with it."""
    wanted = tokens_of(missing)
    if not wanted:
        return frozenset()
    for start in range(len(tokens) - len(wanted) + 1):
        if list(tokens[start : start + len(wanted)]) == wanted:
            return frozenset(range(start, start + len(wanted)))
    stems = set(content_stems(wanted, lexicon))
    return frozenset(at for at, token in enumerate(tokens) if stem(token) in stems)
