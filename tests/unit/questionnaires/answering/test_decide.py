"""Of which sources the judge is asked, beside what the rules decide."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from questionnaires.answering.answer import Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.answering.judge.judge import Bench, Judgement
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.support import Support
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.parsing.model import Kind, Question

CONTROLS = tuple(
    ControlRecord(ref, title, statement, ("A1.2",), ControlStatus.IMPLEMENTED)
    for ref, title, statement in (
        ("B-1", "Backups", "Backups run daily."),
        ("B-2", "Restore tests", "Backups are restored in a test every quarter."),
        ("B-3", "Backup encryption", "Backups are encrypted."),
    )
)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The ids of the controls that the judge was asked about, question by question; it finds each as good as sure."""
    seen: list[list[str]] = []

    def judge_all(_bench: Bench, _text: str, supports: Mapping[int, Sequence[Support]]) -> dict[int, Judgement]:
        seen.append([found[0].source.id for found in supports.values()])
        return {index: Judgement(0.75, ()) for index in supports}

    monkeypatch.setattr(Bench, "judge_all", judge_all)
    return seen


def decided(text: str) -> tuple[Verdict, float | None]:
    answerer = Answerer(Knowledge(CONTROLS), today=date(2027, 3, 1))
    question = Question(sheet="", row=0, question=text, kind=Kind.YES_NO)
    _, decision = next(answerer.decide([question]))
    return decision.verdict, decision.likely


def test_where_the_rules_have_decided_only_the_source_of_the_answer_is_judged(judged: list[list[str]]) -> None:
    assert decided("Are backups encrypted?") == (Verdict.YES, 0.75)
    assert judged == [["B-3"]]


def test_where_the_rules_lack_words_every_source_that_comes_near_is_judged(judged: list[list[str]]) -> None:
    assert decided("Are backups swaddled in fleece?")[0] is Verdict.NEEDS_INPUT
    assert sorted(judged[0]) == ["B-1", "B-2", "B-3"]
