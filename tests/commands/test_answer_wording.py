"""`auditmatch answer` with an endpoint for the wording, or a model of dense vectors, set in the environment."""

import json

import pytest

from tests.commands.conftest import QUESTIONS
from tests.support.endpoint import completion, replying, stand_in

OWN = "Yes. All customer data is encrypted at rest with AES-256."


@pytest.fixture
def answer(folder, run, monkeypatch):
    """Answer the good file with an endpoint; gives click's result and the two questions of the report."""

    def answer(url):
        monkeypatch.setenv("AUDITMATCH_WORDING_URL", url)
        monkeypatch.setenv("AUDITMATCH_WORDING_MODEL", "small")
        monkeypatch.setenv("AUDITMATCH_WORDING_KEY", "sk-not-a-real-key")
        told = run("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "out.xlsx", "--report", "out.json")
        return told, json.loads((folder / "out.json").read_text())["questions"]

    return answer


def test_only_the_answered_question_is_sent_and_its_new_wording_stands_in_the_report(answer):
    with stand_in(replying(completion("We encrypt all customer data at rest with AES-256."))) as server:
        told, (first, second) = answer(server.url)

    assert [data["question"] for data in server.data] == [QUESTIONS[0]]
    assert (first["answer_text"], first["wording"]) == (
        "Yes. We encrypt all customer data at rest with AES-256.",
        "worded by the endpoint",
    )
    assert "wording" not in second
    assert "Note: the endpoint worded 1 of 1 answers." in told.stderr


def test_lying_endpoint_changes_no_text_and_fails_nothing(answer):
    with stand_in(replying(completion("We encrypt all customer data at rest with AES-512."))) as server:
        told, (first, _) = answer(server.url)

    assert told.exit_code == 0
    assert first["answer_text"] == OWN
    assert first["wording"] == "own wording kept: a sentence was refused, as no citation bears “aes 512”"
    assert "worded 0 of 1 answers; the others keep our wording" in told.stderr
    assert "sk-not-a-real-key" not in told.output


def test_failing_endpoint_fails_no_answer(answer):
    with stand_in(replying(b"", 503)) as server:
        told, (first, _) = answer(server.url)

    assert (told.exit_code, first["answer_text"]) == (0, OWN)
    assert first["wording"] == "own wording kept: the endpoint answered with 503"


def test_missing_extra_is_a_sentence_and_status_2(run, monkeypatch):
    monkeypatch.setenv("AUDITMATCH_SEMANTIC_MODEL", "some/model")
    monkeypatch.setattr("questionnaires.semantic.encoder._LIBRARY", "a_library_that_is_not_there")

    told = run("answer", "buyer.xlsx", "--controls", "controls.csv", "--out", "out.xlsx")

    assert told.exit_code == 2
    assert "AUDITMATCH_SEMANTIC_MODEL: this needs the extra `semantic`" in told.output
