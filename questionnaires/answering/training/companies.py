"""Invented companies with questionnaires and what a reviewer accepts: written by other hands than bank and rules."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foundation.assets import asset
from questionnaires.answering.answer import Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.training.practice import Decided
from questionnaires.controls.table import read_controls
from questionnaires.facts.table import read_facts
from questionnaires.library.table import read_answers
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Question

DAY = date(2026, 11, 23)
"""The day on which these questionnaires are answered; approved answers run out around it."""


@dataclass(frozen=True)
class Expected:
    """A question with the verdicts that a careful reviewer accepts, the best first, and what sort of question it is."""

    question: Question
    verdicts: tuple[Verdict, ...]
    sort: str


@dataclass(frozen=True)
class Company:
    """What a company knows about itself and what is asked of it."""

    name: str
    knowledge: Knowledge
    asked: tuple[Expected, ...]


def practice_companies(lexicon: Lexicon) -> tuple[Company, ...]:
    """Read the companies that the product ships, by name."""
    return tuple(read_company(folder, lexicon) for folder in sorted(asset("seed_data", "practice").iterdir()))


def read_company(folder: Path, lexicon: Lexicon) -> Company:
    """Read a folder of controls.csv, answers.csv, facts.csv and questions.jsonl."""
    knowledge = Knowledge(
        controls=_records(folder / "controls.csv", read_controls),
        answers=_records(folder / "answers.csv", read_answers),
        facts=_records(folder / "facts.csv", read_facts),
        lexicon=lexicon,
    )
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return Company(folder.name, knowledge, tuple(_expected(json.loads(line), at) for at, line in enumerate(lines, 1)))


def practise_on(company: Company, judge: Judge) -> Iterator[Decided]:
    """Decide everything that is asked of a company."""
    answerer = Answerer(company.knowledge, today=DAY, judge=judge)
    pairs = answerer.decide([one.question for one in company.asked])
    for expected, (asked, decision) in zip(company.asked, pairs, strict=True):
        yield Decided(asked, decision, decision.verdict in expected.verdicts)


def _expected(told: dict[str, Any], row: int) -> Expected:
    text = told["question"]
    question = Question(
        sheet="",
        row=row,
        ref=told.get("ref"),
        section=told.get("section"),
        question=text,
        answer_cell=f"C{row}",
        comment_cell=f"D{row}",
        kind=kind_of(text, None),
    )
    return Expected(question, tuple(Verdict(one) for one in told["expected"]), told["sort"])


def _records(file: Path, reader: Callable[..., Any]) -> tuple[Any, ...]:
    return tuple(reader(file.read_bytes(), filename=file.name).records)
