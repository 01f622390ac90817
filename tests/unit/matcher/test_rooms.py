"""What the rooms hand to the composition root: every letter of theirs is among those that admins read."""

import ast
from pathlib import Path

import matcher.rooms

FILES = [(path, ast.parse(path.read_text())) for path in sorted(Path(matcher.rooms.__file__).parent.rglob("*.py"))]


def imported(tree, module):
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == module]
    return {name.name for node in found for name in node.names}


def test_every_module_that_writes_letters_gives_samples_of_them():
    writing = [path for path, tree in FILES if "Sample" in imported(tree, "foundation.mail.letters")]
    given = {Path(samples.__code__.co_filename) for samples in matcher.rooms.LETTERS}

    assert len(writing) == 9
    assert given == set(writing)


def test_each_letter_makes_one_sample_and_no_two_have_the_same_name():
    names = [sample.name for samples in matcher.rooms.LETTERS for sample in samples("https://audit.example")]

    assert len(names) == len(set(names)) == 26
