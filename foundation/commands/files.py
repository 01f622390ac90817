"""Reading and writing the files that commands are given."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from foundation.errors import BadInput, Unreadable
from foundation.limits import MAX_BYTES


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
    content = read_file(path)
    if len(content) > MAX_BYTES:
        raise Unreadable(f"larger than {MAX_BYTES // 1024**2} MB, the most that a file may be", where=path.name)
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as wrong:
        raise Unreadable("this is not a JSON file in UTF-8", where=path.name) from wrong
    except json.JSONDecodeError as wrong:
        raise Unreadable(f"line {wrong.lineno} is not JSON: {wrong.msg}", where=path.name) from wrong
    except RecursionError as wrong:
        raise Unreadable("its JSON is nested too deeply", where=path.name) from wrong
    except ValueError as wrong:
        raise Unreadable("a number is NaN, Infinity or thousands of digits long", where=path.name) from wrong


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises BadInput when the place cannot be written to, and then leaves what stood there."""
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files, none before all could be laid down beside their place; raises BadInput naming the place."""
    drafts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            drafts[path] = _draft(path)
            _write(drafts[path], content, named=path)
        for path, draft in drafts.items():
            if draft != path:
                _put_in_place(draft, path)
    finally:
        for path, draft in drafts.items():
            if draft != path:
                draft.unlink(missing_ok=True)


@contextmanager
def putting_in_place(path: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes stand at a place once all are written, for its owner alone; raises BadInput."""
    draft = _draft(path)
    try:
        try:
            stream = os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        except OSError as wrong:
            raise BadInput(f"this cannot be written ({wrong.strerror})", where=str(path)) from wrong
        with stream:
            yield stream
            if draft != path:
                stream.flush()
                os.fsync(stream.fileno())  # else a machine that loses power may keep the new name of an empty file
        if draft != path:
            _put_in_place(draft, path)
    finally:
        if draft != path:
            draft.unlink(missing_ok=True)


def json_bytes(value: Any) -> bytes:
    """Give a report as JSON: the same value gives the same bytes."""
    written = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    return written.encode(errors="backslashreplace")  # half of a pair of surrogates becomes its JSON escape


def write_json(path: Path, value: Any) -> None:
    """Write a report as JSON."""
    write_file(path, json_bytes(value))


def _draft(path: Path) -> Path:
    """Name a hidden file beside the place; a pipe or device is written to directly."""
    if path.is_dir():
        raise BadInput("this is a folder; expected the name of a file", where=str(path))
    if path.exists() and not path.is_file():
        return path
    target = path.resolve()
    return target.with_name(f".{target.name[:100]}.{os.getpid()}.part")


def _write(draft: Path, content: bytes, *, named: Path) -> None:
    try:
        draft.write_bytes(content)
    except OSError as wrong:
        raise BadInput(f"this cannot be written ({wrong.strerror})", where=str(named)) from wrong


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path.resolve())
    except OSError as wrong:
        raise BadInput(f"this cannot be written ({wrong.strerror})", where=str(path)) from wrong


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
