"""What documents may say: something where nothing else speaks, nothing against a control, nothing unread."""

from dataclasses import replace
from datetime import date

import pytest

from questionnaires.answering.answer import Answer, Routing, SourceType, Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.answering.knowledge import Knowledge
from questionnaires.controls.records import ControlStatus
from questionnaires.documents.section import Section
from tests.unit.questionnaires.answering.test_sources import CONTROL

ROTATION = Section("keys.md", "Key care", "Rotation", "Encryption keys are rotated every year.", "rotation")
ASKED = "Are encryption keys rotated every year?"


def ask(question: str, *sections: Section, status: ControlStatus | None = None) -> Answer:
    control = replace(
        CONTROL,
        control_id="K-1",
        title="Rotation of encryption keys",
        statement="Encryption keys are rotated.",
        frequency=None,
        status=status or ControlStatus.IMPLEMENTED,
    )
    knowledge = Knowledge((control,) if status else (), documents=sections)
    return Answerer(knowledge, today=date(2026, 11, 23)).answer_one(question)


def test_a_document_answers_where_nothing_else_speaks_and_says_whose_words_they_are() -> None:
    answer = ask(ASKED, ROTATION)

    assert answer.verdict is Verdict.YES
    assert answer.answer_text == "Yes. Our document keys.md says: Encryption keys are rotated every year."
    assert [(one.type, one.id) for one in answer.citations] == [(SourceType.DOCUMENT, "keys.md#rotation")]


def test_an_answer_from_a_document_alone_is_never_left_unread() -> None:
    answer = ask(ASKED, ROTATION)

    assert answer.routing is Routing.REVIEW
    assert "low_confidence: rests on a document alone" in answer.reasons


@pytest.mark.parametrize("status", [ControlStatus.PLANNED, ControlStatus.NOT_IMPLEMENTED, ControlStatus.PARTIAL])
def test_a_document_never_hides_that_a_control_is_not_in_place(status: ControlStatus) -> None:
    with_document, without = ask(ASKED, ROTATION, status=status), ask(ASKED, status=status)

    assert with_document == without
    assert with_document.verdict is not Verdict.YES


def test_a_document_never_hides_a_planned_control_of_another_name_close_by() -> None:
    vault = replace(
        CONTROL, title="Key vault", statement="A vault for keys is introduced.", status=ControlStatus.PLANNED
    )
    answerer = Answerer(Knowledge((vault,), documents=(ROTATION,)), today=date(2026, 11, 23))

    assert answerer.answer_one(ASKED).verdict is Verdict.NEEDS_INPUT


def test_documents_that_contradict_each_other_answer_nothing() -> None:
    other = replace(ROTATION, document="old.md", text="Encryption keys are not rotated every year.")

    assert ask(ASKED, ROTATION, other).verdict is Verdict.NEEDS_INPUT


@pytest.mark.parametrize("word", ["should be", "will be", "may be", "are planned to be"])
def test_intentions_support_nothing(word: str) -> None:
    meant = replace(ROTATION, text=f"Encryption keys {word} rotated every year.")

    assert ask(ASKED, meant).verdict is Verdict.NEEDS_INPUT


def test_a_document_tells_nothing_of_what_has_happened() -> None:
    section = Section("tests.md", "Tests", "", "Findings of penetration tests are remediated.", "beginning")

    assert ask("Were all findings of your last penetration test remediated?", section).verdict is Verdict.NEEDS_INPUT


def test_a_document_that_says_only_a_part_supports_nothing() -> None:
    assert ask("Are encryption keys rotated every month?", ROTATION).verdict is Verdict.NEEDS_INPUT


def test_without_documents_the_answer_is_what_it_was() -> None:
    assert ask(ASKED).verdict is Verdict.NEEDS_INPUT
