"""Measure the answer engine: `make bench-answers`, with `BENCH_DATA=FOLDER` also on a company of your own."""

import os
import resource
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.answers import rivals
from bench.answers.metrics import (
    Outcome,
    calibration_error,
    citations_right,
    coverage_at,
    false_yes_rate,
    hit_at,
    right_by_sort,
    risk_coverage_area,
    share,
    supported_answered,
)
from bench.answers.sets import bank_companies, folder_company, reference_of
from foundation.criteria import all_criteria
from questionnaires.answering.answer import Routing
from questionnaires.answering.criteria import CriterionIndex
from questionnaires.answering.engine import Answerer
from questionnaires.answering.judge.artefacts import shipped_judge
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.lexicon import Lexicon, security_lexicon
from questionnaires.answering.training.bank import question_bank
from questionnaires.answering.training.companies import DAY, Company, practice_companies
from questionnaires.answering.training.learn import learn_judge
from questionnaires.answering.training.samples import TopicSample, sample_of
from questionnaires.answering.training.split import Split, split
from questionnaires.answering.training.subjects import learn_subjects

BUDGET = 0.03
MINILM = "MiniLM, measured elsewhere on two shared cores: encodes 270 questions a second and takes over 1 GB"


def main() -> None:
    """Print every figure."""
    lexicon = security_lexicon()
    practice = practice_companies(lexicon)
    parts = split(question_bank())
    learnt = learn_judge([sample_of(topic, lexicon) for topic in parts.train], lexicon)
    samples = {topic.name: sample_of(topic, lexicon) for topic in parts.test_topics}
    test = bank_companies(list(samples.values()), lexicon)
    show("test topics of the bank (judge learnt without them)", test, learnt, practice, samples)
    print(f"  criteria of their wordings among the first: {criteria_found(parts, lexicon)}")
    show("practice companies (judge has not seen them, confidence is calibrated on them)", practice, None, practice)
    if folder := os.environ.get("BENCH_DATA"):
        for one in _folders(Path(folder)):
            show(f"{one.name} (BENCH_DATA)", [folder_company(one, lexicon)], shipped_judge(), practice)
    print(MINILM)


def _folders(folder: Path) -> list[Path]:
    """Give the folder itself, or the companies in it."""
    return [folder] if (folder / "controls.csv").exists() else sorted(f for f in folder.iterdir() if f.is_dir())


def criteria_found(parts: Split, lexicon: Lexicon) -> str:
    """Say how often the right criterion is found by a wording's text alone, learnt without its topic."""
    subjects = learn_subjects(parts.train, all_criteria(), lexicon)
    asked = [(topic, one.text) for topic in parts.test_topics for one in topic.wordings if topic.criteria]
    found = CriterionIndex(all_criteria(), (), lexicon, subjects).scores([text for _, text in asked], [()] * len(asked))
    pairs = [(topic.criteria, [one.id for one in ids]) for (topic, _), ids in zip(asked, found, strict=True)]
    return ", ".join(f"{first}: {hit_at(pairs, first):.3f}" for first in (1, 3, 5)) + f" of {len(pairs)}"


def show(
    title: str,
    companies: Sequence[Company],
    judge: Judge | None,
    practice: Sequence[Company],
    topics: Mapping[str, TopicSample] | None = None,
) -> None:
    """Print the figures of one set: ours, then the rivals'."""
    print(f"\n## {title}")
    start = time.perf_counter()
    ours = [one for company in companies for one in _ours(company, judge, topics or {})]
    seconds = time.perf_counter() - start
    _print("auditmatch", ours)
    for name, scorer in (("BM25", rivals.bm25), ("TF-IDF", rivals.tfidf)):
        threshold = rivals.threshold_within(practice, scorer, BUDGET)
        _print(name, [one for company in companies for one in rivals.outcomes(company, scorer, threshold)])
    for sort, (right, whole) in right_by_sort(ours).items():
        print(f"  right of {sort}: {right} of {whole}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {len(ours) / seconds:.0f} questions a second, index included; this process took {memory:.0f} MB at most")


def _ours(company: Company, judge: Judge | None, topics: Mapping[str, TopicSample]) -> list[Outcome]:
    answers = Answerer(company.knowledge, today=DAY, judge=judge).answer([one.question for one in company.asked])
    return [
        Outcome(
            sort=one.sort,
            expected=tuple(map(str, one.verdicts)),
            verdict=str(answer.verdict),
            confidence=answer.confidence,
            auto=answer.routing is Routing.AUTO,
            cited=None if wanted is None else wanted in {citation.id for citation in answer.citations},
        )
        for one, answer in zip(company.asked, answers, strict=True)
        for wanted in [reference_of(one.question, topics)]
    ]


def _print(name: str, outcomes: Sequence[Outcome]) -> None:
    automatic = [one for one in outcomes if one.auto]
    figures = (
        ("supported answered", supported_answered(outcomes)),
        ("false yes", false_yes_rate(outcomes)),
        ("of near misses", false_yes_rate(outcomes, "near_miss")),
        ("of unsupported", false_yes_rate(outcomes, "unsupported", "out_of_scope", "standard")),
        ("of planned", false_yes_rate(outcomes, "planned")),
        ("polarity errors", share(outcomes, lambda one: one.turned)),
        ("coverage at 95 % precision", coverage_at(outcomes, 0.95)),
        ("at 90 %", coverage_at(outcomes, 0.90)),
        ("area under risk and coverage", risk_coverage_area(outcomes)),
        ("calibration error", calibration_error(outcomes) if name == "auditmatch" else None),
        ("auto of all", share(outcomes, lambda one: one.auto) if name == "auditmatch" else None),
        ("citations right", citations_right(outcomes)),
        ("auto right", share(automatic, lambda one: one.right)),
    )
    print(f"{name}: " + "; ".join(f"{label} {value:.3f}" for label, value in figures if value is not None))


if __name__ == "__main__":
    main()
