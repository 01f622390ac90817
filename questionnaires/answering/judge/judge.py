"""The judge at work: from pieces, memory and what the rules saw to how likely a source supports a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from questionnaires.answering.bounds import Kept
from questionnaires.answering.judge.alignment import Cut, cut_of, rows_of
from questionnaires.answering.judge.evidence import Evidence
from questionnaires.answering.judge.likeness import Likeness, Words
from questionnaires.answering.judge.logistic import Logistic
from questionnaires.answering.judge.memory import FEATURES as RECALLED
from questionnaires.answering.judge.memory import Memory, Recalled
from questionnaires.answering.judge.pieces import content_stems, pieces_of
from questionnaires.answering.judge.polarity import Polarity
from questionnaires.answering.judge.tables import Tables
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.reading import read
from questionnaires.answering.support import Support

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIKELY_MISSING = 0.5
"""From which probability a piece is named as missing."""
_WORST = 4
_DOUBTFUL = 0.3
FEATURES = (
    *(f"worst_{rank}" for rank in range(1, _WORST + 1)),
    "mean_missing",
    "doubtful",
    "all_there",
    "pieces",
    "covered",
    "safely_covered",
    "least_spelling",
    "mean_meaning",
    "mean_subject",
    "mean_stands_for",
    "rules_covered",
    "rules_missing",
    "rules_anchored",
    "rules_complete",
    "rules_full",
    "rules_specific",
    "bounds_kept",
    "bounds_not_kept",
    "scope_not_borne_out",
    "traceless",
    *RECALLED,
)
_SUMS = FEATURES.index("rules_covered")
"""How many features sum up the pieces."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a source supports a question in all that it asks, and what seems to be missing."""

    probability: float
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Judge:
    """A judge that has learnt: tables of words, models of pieces, questions and polarity, and a memory."""

    tables: Tables
    pieces: Logistic
    """Log-odds that a piece is missing from the evidence."""
    questions: Logistic
    """Log-odds that the evidence supports the question."""
    memory: Memory
    polarity: Polarity
    threshold: float
    """From which probability a question counts as supported: few of the bank's unsupported ones reach it, unseen."""

    def lacking(self, rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Give how likely each piece is missing, shape (sources, pieces); `rows` as `rows_of` has them."""
        sources, pieces, features = rows.shape
        return self.pieces.probability(with_uncovered(rows.reshape(-1, features))).reshape(sources, pieces)

    def over(self, evidence: Callable[[int], Evidence], lexicon: Lexicon) -> "Bench":
        """Give a bench before sources that are told by their index, each read when it is first asked about."""
        return Bench(self, evidence, lexicon)


@dataclass(frozen=True, slots=True)
class Held:
    """A source with what can be said of it before anything is asked."""

    evidence: Evidence
    words: Words
    recalled: Recalled


class Bench:
    """A judge before fixed sources."""

    def __init__(self, judge: Judge, evidence: Callable[[int], Evidence], lexicon: Lexicon) -> None:
        self.judge = judge
        self.lexicon = lexicon
        self._evidence = evidence
        self._likeness = Likeness(judge.tables)
        self._known: dict[int, Held] = {}

    def _held(self, index: int) -> Held:
        if (held := self._known.get(index)) is None:
            evidence = self._evidence(index)
            words, recalled = self._likeness.words_of(evidence), self.judge.memory.recall(evidence.stems)
            held = self._known[index] = Held(evidence, words, recalled)
        return held

    def judge_all(self, text: str, supports: Mapping[int, Sequence[Support]]) -> dict[int, Judgement]:
        """Judge a question by its text against sources by their index, with what the rules say claim by claim."""
        if not supports:
            return {}
        reading = read(text, self.lexicon)
        cut = cut_of(pieces_of(reading, self.lexicon), reading.tokens, self.judge.tables)
        rows, missing = self._describe(cut, content_stems(reading.tokens, self.lexicon), supports)
        likely = self.judge.questions.probability(rows)
        return {at: Judgement(float(likely[n]), missing[n]) for n, at in enumerate(supports)}

    def _describe(
        self, cut: Cut, stems: Sequence[str], supports: Mapping[int, Sequence[Support]]
    ) -> tuple["NDArray[np.float64]", list[tuple[str, ...]]]:
        """Give the features of a question beside each source, and the pieces that seem to be missing."""
        import numpy as np

        held = [self._held(index) for index in supports]
        rows = rows_of(cut, [one.evidence for one in held], [one.words for one in held], self._likeness)
        lacking = self.judge.lacking(rows)
        ruled = np.array([rules_seen(found) for found in supports.values()])
        seen = self.judge.memory.rows(stems, [one.recalled for one in held])
        return np.concatenate([summary(rows, lacking), ruled, seen], axis=1), [
            _named(cut, row) for row in lacking.tolist()
        ]


def with_uncovered(rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Add each feature once more for the pieces that are not covered outright, where it weighs otherwise."""
    import numpy as np

    return np.concatenate([rows, rows * (1 - rows[:, :1])], axis=1)


def summary(aligned: "NDArray[np.float64]", lacking: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Sum up a question's pieces beside each source: the worst ones first, then how they are on the whole.

    `aligned` is of shape (sources, pieces, features), `lacking` of (sources, pieces); gives (sources, sums).
    """
    import numpy as np

    sources, pieces = lacking.shape
    sums = np.zeros((sources, _SUMS))
    if not pieces:
        return sums
    worst = np.zeros((sources, _WORST))
    worst[:, :pieces] = np.sort(lacking, axis=1)[:, ::-1][:, :_WORST]
    covered = aligned[:, :, 0]
    sums[:, :_WORST] = np.log(worst / (1 - worst + 1e-6) + 1e-3)
    sums[:, _WORST] = lacking.sum(axis=1) / pieces
    sums[:, _WORST + 1] = (lacking > _DOUBTFUL).sum(axis=1)
    sums[:, _WORST + 2] = np.log1p(-np.minimum(lacking, 0.999)).sum(axis=1)
    sums[:, _WORST + 3] = np.log1p(pieces)
    sums[:, _WORST + 4] = covered.sum(axis=1) / pieces
    sums[:, _WORST + 5] = (covered * (1 - lacking)).sum(axis=1)
    sums[:, _WORST + 6] = aligned[:, :, 1].min(axis=1)
    sums[:, _WORST + 7 :] = aligned[:, :, 2:5].sum(axis=1) / pieces
    return sums


def rules_seen(supports: Sequence[Support]) -> list[float]:
    """Sum up what the rules say to the claims of a question beside one source."""
    if not supports:
        return [0.0] * (FEATURES.index(RECALLED[0]) - _SUMS)
    bounds = [bound for support in supports for bound in support.bounds]
    kept = sum(bound.kept is Kept.KEPT for bound in bounds)
    return [
        min(support.covered for support in supports),
        float(max(len(support.missing) for support in supports)),
        float(all(support.anchored for support in supports)),
        float(all(support.complete for support in supports)),
        float(all(support.full for support in supports)),
        max(support.specific for support in supports),
        float(kept),
        float(len(bounds) - kept),
        float(sum(support.scope is not None for support in supports)),
        float(max(support.traceless for support in supports)),
    ]


def _named(cut: Cut, lacking: Any) -> tuple[str, ...]:
    """Name the pieces that are likely missing, in the words of the question."""
    return tuple(
        piece.name.partition(":")[2] or piece.name
        for piece, likely in zip(cut.pieces, lacking, strict=True)
        if likely >= LIKELY_MISSING
    )
