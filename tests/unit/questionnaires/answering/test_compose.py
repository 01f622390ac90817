"""How an answer is worded: the answer first, in the first person plural, with what the control says and no more."""

from datetime import date

import pytest

from questionnaires.answering.answer import Answer, Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.answering.first_person import ours
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.products import products_named
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.facts.records import Fact
from questionnaires.parsing.model import Kind, Question

STATEMENT = "The company has an external penetration test performed by a third party."


def control(statement: str, title: str = "Penetration test", **more: object) -> ControlRecord:
    return ControlRecord("C-1", title, statement, (), ControlStatus.IMPLEMENTED, **more)  # type: ignore[arg-type]  # any field by its name


def ask(question: str, *controls: ControlRecord, facts: tuple[Fact, ...] = (), **more: object) -> Answer:
    asked = Question(sheet="S", row=2, question=question, **{"kind": Kind.YES_NO, **more})  # type: ignore[arg-type]  # any field by its name
    return Answerer(Knowledge(controls, (), facts), today=date(2027, 3, 1)).answer([asked])[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The company encrypts data.", "We encrypt data."),
        ("Acme carries out reviews.", "We carry out reviews."),
        ("Acme Ltd is audited.", "We are audited."),
        ("The organisation never shares data.", "We never share data."),
        ("The company may engage auditors.", "We may engage auditors."),
        ("The company's policy says so.", "Our policy says so."),
        ("Our company takes copies daily and stores them apart.", "We take copies daily and store them apart."),
        ("The company tests its backups.", "We test our backups."),
        ("Data is kept. The company processes it.", "Data is kept. We process it."),
        ("The company laptops are encrypted.", "The company laptops are encrypted."),
        ("Acmeworks does this", "Acmeworks does this."),
        ("", ""),
    ],
)
def test_what_a_source_says_of_the_company_we_say_of_ourselves(text, said):
    assert ours(text, ("Acme Ltd",)) == said


@pytest.mark.parametrize("question", ["How often is access reviewed?", "Is access reviewed at least quarterly?"])
def test_frequency_of_the_control_is_told_when_its_statement_has_none(question):
    answer = ask(question, control("Managers review the access of staff.", "Access reviews", frequency="Quarterly"))

    assert answer.answer_text.endswith("Managers review the access of staff. Frequency: quarterly.")


def test_frequency_is_not_told_beside_the_one_of_the_statement():
    reviews = control("Managers review the access of staff every month.", "Access reviews", frequency="quarterly")

    assert ask("Is access reviewed?", reviews).answer_text == "Yes. Managers review the access of staff every month."


def test_sentence_that_points_back_comes_with_the_one_before():
    backups = control(
        "Rules are written down. Backups run every night. They are kept in a second region. They are encrypted.",
        "Backups",
    )

    kept, encrypted = (ask(f"Are backups {what}?", backups) for what in ("kept in a second region", "encrypted"))

    assert kept.answer_text == "Yes. Backups run every night. They are kept in a second region."
    assert encrypted.answer_text == f"{kept.answer_text} They are encrypted."


def test_evidence_is_named_to_a_request_for_evidence_and_not_else():
    test = control(STATEMENT, evidence="Report of the test")

    assert ask("Please provide evidence of penetration tests.", test).answer_text.endswith(
        "Evidence: Report of the test."
    )
    assert "Evidence" not in ask("Is there an external penetration test?", test).answer_text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which TLS version do you support?", "We require TLS 1.2 or higher for data in transit."),
        ("Do you support TLS 1.2 for data in transit?", "Yes. We require TLS 1.2 or higher for data in transit."),
    ],
)
def test_question_for_a_value_gets_no_yes_before_it_even_where_the_list_has_one(question, text):
    answer = ask(question, facts=(Fact("tls_minimum_version", "1.2"),), vocabulary=("Yes", "No"), comment_cell="C2")

    assert (answer.cell_value, answer.answer_text) == ("Yes", text)


def test_question_that_names_a_product_is_answered_from_that_product_alone():
    atlas = control("Data in Atlas is encrypted at rest.", "Encryption at rest", product=("Atlas",))
    borealis = ControlRecord(
        "C-2", "Encryption at rest", "Data in Borealis is not encrypted at rest.", (), ControlStatus.IMPLEMENTED,
        product=("Borealis",),
    )  # fmt: skip

    answer = ask("Is data in Atlas encrypted at rest?", atlas, borealis)

    assert (answer.verdict, [one.id for one in answer.citations]) == (Verdict.YES, ["C-1"])
    assert answer.reasons == ("product_specific: Atlas",)
    assert "Borealis" not in answer.answer_text


def test_product_is_named_by_whole_words_only():
    assert products_named("Is the atlases page public?", ("Atlas",)) == frozenset()
    assert products_named("Is ATLAS public?", ("Atlas", " ")) == frozenset({"atlas"})
