"""JSON tables: a list of objects, one a row, the keys being the columns."""

import json
from collections.abc import Iterator

from foundation.errors import Unreadable
from foundation.tables.delimited import decode
from foundation.tables.write import cell_text

_EXPECTED = "expected a JSON list of objects, one a row"


def json_rows(content: bytes, *, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give the header as row 0 (every key, first seen first), then each object with its place from 1."""
    objects = _objects(content, file)
    header = list(dict.fromkeys(key for held in objects for key in held))
    yield 0, header
    for number, held in enumerate(objects, start=1):
        yield number, [_cell(held.get(key), f"{file}, row {number}, column '{key}'") for key in header]


def _objects(content: bytes, file: str) -> list[dict[str, object]]:
    try:
        loaded = json.loads(decode(content, file=file), object_pairs_hook=_once_each, parse_constant=_no_constant)
    except RecursionError as error:
        raise Unreadable(f"nested too deep; {_EXPECTED}", file) from error
    except ValueError as error:
        raise Unreadable(f"not a JSON table ({error}); {_EXPECTED}", file) from error
    if not isinstance(loaded, list) or not all(isinstance(held, dict) for held in loaded):
        raise Unreadable(_EXPECTED, file)
    return loaded


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise ValueError("an object holds the same key twice")
    return held


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _cell(value: object, where: str) -> str:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if any(isinstance(part, (dict, list)) for part in parts):
        raise Unreadable("a list within a list; expected a text, a number, yes or no, or a list of texts", where)
    return cell_text(value)
