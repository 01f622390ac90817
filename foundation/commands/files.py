"""Reading and writing the files that commands are given."""

import json
from pathlib import Path
from typing import Any

from foundation.errors import BadInput, Unreadable


def read_file(path: Path) -> bytes:
    """Read a file; raises BadInput naming it and what is wrong."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput("there is no such file", where=str(path)) from None
    except OSError as wrong:
        raise BadInput(f"the file cannot be read ({wrong.strerror})", where=str(path)) from wrong


def read_json(path: Path) -> Any:
    """Read a JSON file; raises Unreadable naming the line that is not JSON."""
    try:
        return json.loads(read_file(path).decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise Unreadable("this is not a JSON file in UTF-8", where=path.name) from wrong
    except json.JSONDecodeError as wrong:
        raise Unreadable(f"line {wrong.lineno} is not JSON: {wrong.msg}", where=path.name) from wrong


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises BadInput when the place cannot be written to."""
    try:
        path.write_bytes(content)
    except OSError as wrong:
        raise BadInput(f"this cannot be written ({wrong.strerror})", where=str(path)) from wrong


def write_json(path: Path, value: Any) -> None:
    """Write a report as JSON: the same value gives the same bytes."""
    write_file(path, (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode())
