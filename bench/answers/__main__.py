"""Measure the answer engine: `make bench-answers`, with `BENCH_DATA=FOLDER` also on a company of your own."""

import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from bench.answers import rivals
from bench.answers.metrics import (
    Outcome,
    calibration_error,
    coverage_at,
    false_yes_rate,
    right_by_sort,
    risk_coverage_area,
    share,
    supported_answered,
)
from bench.answers.sets import bank_companies, folder_company
from questionnaires.answering.answer import Routing
from questionnaires.answering.engine import Answerer
from questionnaires.answering.judge.artefacts import shipped_judge
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.training.bank import question_bank
from questionnaires.answering.training.companies import DAY, Company, practice_companies
from questionnaires.answering.training.learn import learn_judge
from questionnaires.answering.training.samples import sample_of
from questionnaires.answering.training.split import split

BUDGET = 0.03
MINILM = "MiniLM, measured elsewhere on two shared cores: encodes 270 questions a second and takes over 1 GB"


def main() -> None:
    """Print every figure."""
    lexicon = security_lexicon()
    practice = practice_companies(lexicon)
    parts = split(question_bank())
    learnt = learn_judge([sample_of(topic, lexicon) for topic in parts.train], lexicon)
    test = bank_companies([sample_of(topic, lexicon) for topic in parts.test_topics], lexicon)
    show("test topics of the bank (judge learnt without them)", test, learnt, practice)
    show("practice companies (judge has not seen them, confidence is calibrated on them)", practice, None, practice)
    if folder := os.environ.get("BENCH_DATA"):
        for one in _folders(Path(folder)):
            show(f"{one.name} (BENCH_DATA)", [folder_company(one, lexicon)], shipped_judge(), practice)
    print(MINILM)


def _folders(folder: Path) -> list[Path]:
    """Give the folder itself, or the companies in it."""
    return [folder] if (folder / "controls.csv").exists() else sorted(f for f in folder.iterdir() if f.is_dir())


def show(title: str, companies: Sequence[Company], judge: Judge | None, practice: Sequence[Company]) -> None:
    """Print the figures of one set: ours, then the rivals'."""
    print(f"\n## {title}")
    start = time.perf_counter()
    ours = [one for company in companies for one in _ours(company, judge)]
    seconds = time.perf_counter() - start
    _print("auditmatch", ours)
    for name, scorer in (("BM25", rivals.bm25), ("TF-IDF", rivals.tfidf)):
        threshold = rivals.threshold_within(practice, scorer, BUDGET)
        _print(name, [one for company in companies for one in rivals.outcomes(company, scorer, threshold)])
    for sort, (right, whole) in right_by_sort(ours).items():
        print(f"  right of {sort}: {right} of {whole}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {len(ours) / seconds:.0f} questions a second, index included; this process took {memory:.0f} MB at most")


def _ours(company: Company, judge: Judge | None) -> list[Outcome]:
    answers = Answerer(company.knowledge, today=DAY, judge=judge).answer([one.question for one in company.asked])
    return [
        Outcome(
            sort=one.sort,
            expected=tuple(map(str, one.verdicts)),
            verdict=str(answer.verdict),
            confidence=answer.confidence,
            auto=answer.routing is Routing.AUTO,
        )
        for one, answer in zip(company.asked, answers, strict=True)
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
        ("auto right", share(automatic, lambda one: one.right)),
    )
    print(f"{name}: " + "; ".join(f"{label} {value:.3f}" for label, value in figures if value is not None))


if __name__ == "__main__":
    main()
