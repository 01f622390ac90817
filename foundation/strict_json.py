"""JSON from outside, read strictly: each key once, numbers that are numbers, no deeper than anybody writes."""

import json
import math
from typing import Any

MOST_DIGITS = 400
"""Of a number; far above anything meant, far below what takes long to compute."""


def strict_json(text: str) -> Any:
    """Read a text as JSON; raises ValueError saying in words for a person what is wrong.

    >>> strict_json('{"a": [1, 0.5]}')
    {'a': [1, 0.5]}
    >>> strict_json('{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ValueError: an object holds the same key twice
    """
    try:
        return json.loads(
            text, object_pairs_hook=_once_each, parse_constant=_no_constant, parse_int=_whole, parse_float=_finite
        )
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise ValueError("an object holds the same key twice")
    return held


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has more than {MOST_DIGITS} digits")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:20]} is too large a number")
    return number
