"""JSON tables: a list of objects, one a row, the keys being the columns."""

from collections.abc import Iterator

from foundation.errors import Unreadable
from foundation.strict_json import strict_json
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
        loaded = strict_json(decode(content, file=file))
    except ValueError as error:
        raise Unreadable(f"not a JSON table ({error}); {_EXPECTED}", file) from error
    if not isinstance(loaded, list) or not all(isinstance(held, dict) for held in loaded):
        raise Unreadable(_EXPECTED, file)
    return loaded


def _cell(value: object, where: str) -> str:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if any(isinstance(part, (dict, list)) for part in parts):
        raise Unreadable("a list within a list; expected a text, a number, yes or no, or a list of texts", where)
    return cell_text(value)
