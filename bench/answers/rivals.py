"""Two rivals that say yes where a control is alike enough: BM25 and the cosine of TF-IDF."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from bench.answers.metrics import NEEDS_INPUT, YES, Outcome
from questionnaires.answering.training.companies import Company
from questionnaires.answering.words import stems_of

Scorer = Callable[[Sequence[str], Sequence[str]], list[float]]
"""Texts of controls and questions -> the best score of each question."""
_K1, _B = 1.2, 0.75


def bm25(controls: Sequence[str], questions: Sequence[str]) -> list[float]:
    """Give the best BM25 score of each question, by its own length."""
    counts = [Counter(stems_of(text)) for text in controls]
    length = sum(map(len, map(stems_of, controls))) / len(controls)
    seen = Counter(stem for count in counts for stem in count)
    rarity = {stem: math.log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for stem, n in seen.items()}

    def score(asked: Sequence[str], count: Counter[str]) -> float:
        norm = _K1 * (1 - _B + _B * sum(count.values()) / length)
        return sum(rarity[s] * count[s] * (_K1 + 1) / (count[s] + norm) for s in asked if s in count) / max(
            len(asked), 1
        )

    return [max(score(stems_of(question), count) for count in counts) for question in questions]


def tfidf(controls: Sequence[str], questions: Sequence[str]) -> list[float]:
    """Give the best cosine of each question."""
    vectors = TfidfVectorizer(sublinear_tf=True).fit(controls)
    likeness = (vectors.transform(questions) @ vectors.transform(controls).T).toarray()
    return [float(row.max()) for row in likeness]


def outcomes(company: Company, scorer: Scorer, threshold: float) -> list[Outcome]:
    """Answer yes from a threshold on."""
    return [
        Outcome(one.sort, tuple(map(str, one.verdicts)), YES if score >= threshold else NEEDS_INPUT, _squashed(score))
        for one, score in zip(company.asked, scores(company, scorer), strict=True)
    ]


def scores(company: Company, scorer: Scorer) -> list[float]:
    """Score every question of a company."""
    controls = [f"{one.title}. {one.statement}" for one in company.knowledge.controls]
    return scorer(controls, [one.question.question for one in company.asked])


def threshold_within(practice: Sequence[Company], scorer: Scorer, budget: float) -> float:
    """Give the lowest score at which at most `budget` of the questions that deserve no yes get one."""
    against = sorted(
        (
            score
            for company in practice
            for one, score in zip(company.asked, scores(company, scorer), strict=True)
            if "yes" not in one.verdicts
        ),
        reverse=True,
    )
    return math.nextafter(against[int(budget * len(against))], math.inf)


def _squashed(score: float) -> float:
    return score / (1 + score)
