"""docs/asvs.md goes through every requirement of level 1 and 2, and what it points at is there."""

import ast
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text()
ROW = re.compile(r"\| V(\d+)\.(\d+)\.(\d+) \| (met|n/a|open) \| ([^|]+) \|")
NAMED = re.compile(r"\btest_\w+")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| V")]
IN_CHAPTER = {
    1: 27,
    2: 11,
    3: 19,
    4: 10,
    5: 9,
    6: 35,
    7: 18,
    8: 7,
    9: 7,
    10: 29,
    11: 14,
    12: 9,
    13: 13,
    14: 9,
    15: 13,
    16: 16,
    17: 7,
}
"""How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has: 253."""


def read() -> list[tuple[tuple[int, ...], str, str]]:
    found = [ROW.fullmatch(line) for line in ROWS]
    return [(tuple(map(int, one.groups()[:3])), one[4], one[5]) for one in found if one]


def test_names() -> set[str]:
    return {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


test_names.__test__ = False  # no test itself


def test_each_row_has_number_verdict_and_reason():
    assert [line for line in ROWS if not ROW.fullmatch(line)] == []


def test_every_requirement_of_level_1_and_2_has_its_row():
    assert Counter(number[0] for number, _verdict, _why in read()) == IN_CHAPTER


def test_rows_stand_in_order_and_none_twice():
    numbers = [number for number, _verdict, _why in read()]

    assert [pair for pair in pairwise(numbers) if pair[0] >= pair[1]] == []


def test_what_is_met_names_tests_that_exist():
    known = test_names()
    met = [(number, NAMED.findall(why)) for number, verdict, why in read() if verdict == "met"]

    assert [number for number, named in met if not named] == []
    assert [(number, name) for number, named in met for name in named if name not in known] == []


def test_what_is_not_met_says_why():
    assert [number for number, verdict, why in read() if verdict != "met" and len(why.split()) < 2] == []


def test_at_most_twelve_are_open_and_the_page_counts_right():
    counted = Counter(verdict for _number, verdict, _why in read())

    assert counted["open"] <= 12
    assert f"{counted['met']} met, {counted['n/a']} not applicable, {counted['open']} open" in PAGE
