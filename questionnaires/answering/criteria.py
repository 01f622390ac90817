"""Which Trust Services Criteria a question asks about."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from foundation.criteria import Criterion
from questionnaires.answering.answer import CriterionScore
from questionnaires.answering.knowledge import Source
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.retrieve import Candidate, Retriever
from questionnaires.answering.subjects import Subjects
from questionnaires.controls.records import ControlRecord

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST = 5
"""How many criteria are named at least where there is an opinion at all."""
TEXT_WEIGHT = 16.0
"""Log-odds that a whole likeness with a criterion's own text adds to what was learnt; chosen on unseen topics."""
CONTROL_WEIGHT = 4.0
"""Log-odds that a control of the criterion adds when it is wholly alike."""
SMALLEST = 0.02


class CriterionIndex:
    """Scores criteria for questions: what was learnt, their own text, and the controls mapped to them."""

    def __init__(
        self, criteria: Sequence[Criterion], sources: Sequence[Source], lexicon: Lexicon, subjects: Subjects
    ) -> None:
        self.criteria = criteria
        self.sources = sources
        self.lexicon = lexicon
        self.subjects = subjects

    @cached_property
    def _retriever(self) -> Retriever:
        texts = [f"{c.title}. {c.title}. {c.paraphrase} {' . '.join(c.keywords)}" for c in self.criteria]
        return Retriever(texts, self.lexicon)

    def scores(
        self, questions: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> list[tuple[CriterionScore, ...]]:
        """Rank the criteria of each question, best first; scores are shares in [0, 1] that add up to at most 1.

        `candidates` are the retrieved sources of each question.
        """
        if not self.criteria:
            return [() for _ in questions]
        odds = self._learnt(questions) + TEXT_WEIGHT * self._retriever.scores(questions)
        return [self._ranked(row, near) for row, near in zip(odds, candidates, strict=True)]

    def _learnt(self, questions: Sequence[str]) -> "NDArray[np.float64]":
        """Give what was learnt of each criterion, in order; one that was never learnt is as rare as the rarest."""
        import numpy as np

        logs = self.subjects.log_probabilities(questions, self.lexicon)
        place = {name: at for at, name in enumerate(self.subjects.criteria)}
        columns = [logs[:, place[one.id]] if one.id in place else logs.min(axis=1) for one in self.criteria]
        table: NDArray[np.float64] = np.column_stack(columns)
        return table

    def _ranked(self, odds: "NDArray[np.float64]", near: Sequence[Candidate]) -> tuple[CriterionScore, ...]:
        import numpy as np

        votes = self._votes(near)
        joined = odds + np.array([CONTROL_WEIGHT * votes.get(one.id, 0.0) for one in self.criteria])
        shares = np.exp(joined - joined.max())
        shares /= shares.sum()
        best = np.argsort(-shares, kind="stable")[: 2 * FEWEST]
        keep = [at for rank, at in enumerate(best) if rank < FEWEST or shares[at] >= SMALLEST]
        return tuple(CriterionScore(self.criteria[at].id, round(float(shares[at]), 4)) for at in keep)

    def _votes(self, near: Sequence[Candidate]) -> Mapping[str, float]:
        """Let each retrieved control speak for its criteria by its similarity; the strongest voice counts."""
        votes: dict[str, float] = {}
        for candidate in near:
            record = self.sources[candidate.index].record
            for criterion in record.criteria if isinstance(record, ControlRecord) else ():
                votes[criterion] = max(votes.get(criterion, 0.0), candidate.similarity)
        return votes
