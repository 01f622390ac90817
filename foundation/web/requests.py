"""Requests as every page sees them: fields, addresses and file names without characters that are no text."""

import re
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of pairs and what Unicode assigns to nobody.

PostgreSQL refuses the first of them, XML and so a workbook most of them; nobody types any of them on purpose.
"""


class TextOnly(ImmutableMultiDict[str, Any]):
    """The values of a form or an address, cleaned as they come in."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__([(key, _clean(value)) for key, value in MultiDict(mapping).items(multi=True)])


class PlainRequest(Request):
    """A request whose values are text."""

    parameter_storage_class = TextOnly


def install(app: Flask) -> None:
    """Give every page requests whose values are text."""
    app.request_class = PlainRequest


def only_text(value: str) -> str:
    """Drop what is no text.

    >>> only_text("a\\x00b\\r\\nc")
    'ab\\r\\nc'
    """
    return _NOT_TEXT.sub("", value)


def _clean(value: Any) -> Any:
    if isinstance(value, FileStorage):
        value.filename = only_text(value.filename) if value.filename else value.filename
        return value
    return only_text(value) if isinstance(value, str) else value
