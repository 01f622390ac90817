"""Whatever happens in a confined process, the process that asked lives on and can say what happened."""

import json

import pytest

from foundation.errors import BadInput
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.reviews.confined import Limits, ProcessLost, run_confined
from questionnaires.reviews.reader import Reader
from questionnaires.reviews.reading import ReadingOrder

LIMITS = Limits(memory_mb=600, cpu_seconds=20, seconds=40)
ORDER = ReadingOrder("review.csv")
GOOD = b"ID,Question,Answer\nQ1,Is data encrypted at rest?,\n"


def misbehaving(name, limits=LIMITS):
    return run_confined(f"tests.support.confined.{name}", b"a request", limits)


@pytest.mark.parametrize(
    ("name", "limits", "said"),
    [
        ("greedy", Limits(300, 20, 40), "needed more than 300 MB of memory"),
        ("busy", Limits(600, 1, 40), "took longer than 1 seconds"),
        ("hanging", Limits(600, 20, 1), "took longer than 1 seconds"),
        ("killed", LIMITS, "was ended from outside"),
        ("crashing", LIMITS, "ended unexpectedly"),
        ("aborting", LIMITS, "ended unexpectedly"),
        ("talkative", LIMITS, "ended unexpectedly"),
    ],
)
def test_a_process_that_misbehaves_is_lost_and_said_to_be(name, limits, said):
    with pytest.raises(ProcessLost, match=said):
        misbehaving(name, limits)


def test_the_process_inherits_no_secret_and_loads_no_database(monkeypatch):
    monkeypatch.setenv("AUDITMATCH_SECRET_KEY", "not to be seen")

    told = json.loads(misbehaving("telling"))

    assert [name for name in told["environment"] if "AUDITMATCH" in name] == []
    assert {"flask", "sqlalchemy"} & set(told["modules"]) == set()
    assert told["request"] == "a request"
    assert told["files"] == ["0", "1", "2", "3"]  # the fourth is the folder that lists them


def test_who_no_longer_holds_the_job_ends_the_process(monkeypatch):
    monkeypatch.setattr("questionnaires.reviews.confined.BEAT_SECONDS", 0.2)

    def lost():
        raise BadInput("the lease is lost")

    with pytest.raises(BadInput):
        run_confined("tests.support.confined.hanging", b"", LIMITS, beat=lost)


def test_a_file_is_read_as_it_would_be_here():
    reading = Reader(LIMITS).read(GOOD, ORDER)

    assert [question.question for question in reading.question_values()] == ["Is data encrypted at rest?"]
    assert (reading.format, reading.sheets[0]["columns"]["answer"], reading.delimiter) == ("csv", "C", ",")


def test_why_a_file_cannot_be_read_comes_back_as_it_was_said():
    with pytest.raises(UnreadableQuestionnaire, match=r"review\.csv: no question was found"):
        Reader(LIMITS).read(b"a,b\n1,2\n", ORDER)


def test_a_mapping_that_names_no_sheet_of_the_file_is_bad_input():
    order = ReadingOrder("review.csv", mapping=[{"name": "Nowhere", "columns": {"question": "A"}, "header_rows": [1]}])

    with pytest.raises(BadInput, match="no sheet 'Nowhere'"):
        Reader(LIMITS).read(GOOD, order)


def test_a_lost_process_is_told_with_the_file_and_a_way_out():
    reader = Reader(LIMITS, module="tests.support.confined.killed")

    with pytest.raises(UnreadableQuestionnaire, match=r"review\.csv: reading it was ended from outside.*paste the"):
        reader.read(GOOD, ORDER)
