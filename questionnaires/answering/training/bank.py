"""The question bank: topics with controls of three companies and what buyers ask about them, in our own words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from foundation.assets import asset
from foundation.errors import BadInput
from questionnaires.answering.answer import Verdict


class Form(StrEnum):
    """How a wording asks."""

    QUESTION = "question"
    STATEMENT = "statement"
    IMPERATIVE = "imperative"
    ADVERSE = "adverse"
    NEAR_MISS = "near_miss"
    NUMERIC = "numeric"
    FREQUENCY = "frequency"
    SCOPE = "scope"
    COMPOUND = "compound"
    CHOICE = "choice"
    EVIDENCE = "evidence"
    FACT = "fact"
    FOLLOW_UP = "follow_up"
    OUT_OF_SCOPE = "out_of_scope"


class Relation(StrEnum):
    """What the reference control, alone, says to a wording."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that a buyer asks; `missing` names what the reference control does not cover."""

    text: str
    form: Form
    relation: Relation
    verdict: Verdict
    missing: str
    style: str
    """The buyer's trade or voice: bank, hospital, lawyer …"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A control's title and statement as one company writes them."""

    title: str
    statement: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject; relations and verdicts of its wordings are to the first control, the reference."""

    name: str
    area: str
    criteria: tuple[str, ...]
    """Main criterion first."""
    controls: tuple[Statement, ...]
    wordings: tuple[Wording, ...]

    @property
    def reference(self) -> Statement:
        """The control that the wordings are held against."""
        return self.controls[0]


def question_bank() -> tuple[Topic, ...]:
    """Read the bank that the product ships, in the order of its files and lines."""
    return read_bank(sorted(Path(asset("seed_data", "questions")).glob("*.jsonl")))


def read_bank(files: Iterable[Path]) -> tuple[Topic, ...]:
    """Read files of one topic a line; raises `BadInput` naming file and line."""
    topics = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            topics.append(_topic(line, f"{file.name}, line {number}"))
    names = [topic.name for topic in topics]
    for name in names:
        if names.count(name) > 1:
            raise BadInput(f"the topic '{name}' stands there twice", "question bank")
    return tuple(topics)


def _topic(line: str, where: str) -> Topic:
    try:
        told = json.loads(line)
        return Topic(
            name=told["topic"],
            area=told["area"],
            criteria=tuple(told["criteria"]),
            controls=tuple(Statement(one["title"], one["statement"]) for one in told["controls"]),
            wordings=tuple(_wording(one) for one in told["wordings"]),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise BadInput(f"expected a topic with controls and wordings, found a fault at {problem}", where) from problem


def _wording(told: Mapping[str, Any]) -> Wording:
    return Wording(
        text=told["text"],
        form=Form(told["form"]),
        relation=Relation(told["relation"]),
        verdict=Verdict(told["verdict"]),
        missing=told.get("missing") or "",
        style=told["style"],
    )
