"""Each layout of the corpus is read as a person reads it: every question, every cell, nothing else."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from questionnaires.parsing.read import parse
from questionnaires.parsing.report import inspect_report, mapping_from_json
from tests.layouts import answers, arrangements, headers, rows, sheets, unusual
from tests.layouts.page import ANY, Book, Gold

Builder = Callable[[Book], None]


def builders() -> list[Builder]:
    """Give the builders of every room of the corpus, in the order they are written in."""
    rooms = (headers, answers, rows, sheets, arrangements, unusual)
    return [
        function
        for room in rooms
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__ and not name.startswith("_")
    ]


def test_the_corpus_holds_more_than_forty_layouts() -> None:
    assert len({builder.__name__ for builder in builders()}) == len(builders()) > 40


@pytest.mark.parametrize("build", builders(), ids=lambda build: build.__name__)
def test_a_layout_is_read_as_a_person_reads_it(build: Builder) -> None:
    book = Book()
    build(book)

    found = parse(book.to_bytes(), filename="buyer.xlsx").questions

    told = {(one.sheet, one.row, one.question): one for one in found}
    assert list(told) == sorted(told, key=list(told).index)
    assert {key: _told(one, gold) for gold in book.gold if (one := told.get(key := _key(gold)))} == {
        _key(gold): _wanted(gold) for gold in book.gold
    }
    assert set(told) == {_key(gold) for gold in book.gold}


@pytest.mark.parametrize("build", builders(), ids=lambda build: build.__name__)
def test_a_mapping_equal_to_what_was_found_changes_nothing(build: Builder) -> None:
    book = Book()
    build(book)
    found = parse(book.to_bytes(), filename="buyer.xlsx")

    mapped = parse(book.to_bytes(), filename="buyer.xlsx", mapping=mapping_from_json(inspect_report(found)))

    assert mapped == found


def _key(gold: Gold) -> tuple[str, int, str]:
    return gold.sheet, gold.row, gold.question


def _wanted(gold: Gold) -> tuple[Any, ...]:
    return tuple(getattr(gold, name) for name in _compared(gold))


def _told(one: Any, gold: Gold) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in _compared(gold))


def _compared(gold: Gold) -> list[str]:
    """Name what is compared: all but what two people could read differently."""
    names = ("ref", "section", "answer_cell", "comment_cell", "vocabulary", "parent", "kind")
    return [name for name in names if getattr(gold, name) is not ANY]
