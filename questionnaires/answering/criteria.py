"""Which Trust Services Criteria a question asks about."""

from collections.abc import Sequence
from functools import cached_property

from foundation.criteria import Criterion
from questionnaires.answering.answer import CriterionScore
from questionnaires.answering.knowledge import Source
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.retrieve import Candidate, Retriever
from questionnaires.controls.records import ControlRecord

FEWEST = 5
"""How many criteria are named at least where there is an opinion at all."""
SHARE_OF_CONTROLS = 0.4
"""How much of a criterion's score the controls mapped to it bring; the rest is the criterion's own text."""
SMALLEST = 0.02


class CriterionIndex:
    """Scores criteria for questions by their own text and by the controls mapped to them."""

    def __init__(self, criteria: Sequence[Criterion], sources: Sequence[Source], lexicon: Lexicon) -> None:
        self.criteria = criteria
        self.sources = sources
        self.lexicon = lexicon

    @cached_property
    def _retriever(self) -> Retriever:
        texts = [f"{c.title}. {c.title}. {c.paraphrase} {' . '.join(c.keywords)}" for c in self.criteria]
        return Retriever(texts, self.lexicon)

    def scores(
        self, questions: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> list[tuple[CriterionScore, ...]]:
        """Rank the criteria of each question, best first.

        `candidates` are the retrieved sources of each question.
        """
        if not self.criteria:
            return [() for _ in questions]
        table = self._retriever.scores(questions)
        return [
            self._ranked([float(score) for score in row], near) for row, near in zip(table, candidates, strict=True)
        ]

    def _ranked(self, by_text: list[float], near: Sequence[Candidate]) -> tuple[CriterionScore, ...]:
        votes = self._votes(near)
        fused = {
            criterion.id: (1 - SHARE_OF_CONTROLS) * score + SHARE_OF_CONTROLS * votes.get(criterion.id, 0.0)
            for criterion, score in zip(self.criteria, by_text, strict=True)
        }
        ranked = sorted((pair for pair in fused.items() if pair[1] > 0), key=lambda pair: -pair[1])
        keep = [pair for at, pair in enumerate(ranked) if at < FEWEST or pair[1] >= SMALLEST][: 2 * FEWEST]
        return tuple(CriterionScore(name, round(min(1.0, score), 4)) for name, score in keep)

    def _votes(self, near: Sequence[Candidate]) -> dict[str, float]:
        """Let each retrieved control speak for its criteria by its similarity; the strongest voice counts."""
        votes: dict[str, float] = {}
        for candidate in near:
            record = self.sources[candidate.index].record
            for criterion in record.criteria if isinstance(record, ControlRecord) else ():
                votes[criterion] = max(votes.get(criterion, 0.0), candidate.similarity)
        return votes
