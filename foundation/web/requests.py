"""Requests as every page sees them: fields, addresses and file names without characters that are no text."""

from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict

from foundation.plain import only_text


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


def _clean(value: Any) -> Any:
    if isinstance(value, FileStorage):
        value.filename = only_text(value.filename) if value.filename else value.filename
        return value
    return only_text(value) if isinstance(value, str) else value
