"""The shapes that several parts of the API share."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from foundation.plain import only_text
from foundation.web.pages import Page

MOST_ROWS = 200
SOMETHING = validate.Regexp(re.compile(r"^[\s\S]*[^\s\x00-\x1f\x7f\ufffe\uffff][\s\S]*$"), error="Enter a text")
"""A text in which something stands."""
ONE_OF_A_LIST = validate.Regexp(
    re.compile(r"^[^;]*[^;\s\x00-\x1f\x7f\ufffe\uffff][^;]*$"), error="Enter a text without a semicolon"
)
"""The same, as a part of a list; files keep lists with `;` between their parts."""


class Text(fields.String):
    """A text without characters that are no text, cleaned as forms are; it may not be too long before that either."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, *args, **kwargs)
        for rule in self.validators:
            if isinstance(rule, validate.Length):
                rule(found)
        return only_text(found)


class Whole(fields.Integer):
    """A whole number as JSON has it: `3` and `3.0`, never `"3"` nor `true`."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
            raise self.make_error("invalid")
        return super()._deserialize(int(value), *args, **kwargs)


class YesNo(fields.Boolean):
    """True or false as JSON has them, no other value that might mean one."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, *args, **kwargs)


class PageQuery(Schema):
    """Which page of a list is wanted."""

    page = fields.Integer(load_default=1, validate=validate.Range(min=1), metadata={"description": "Counts from 1"})
    page_size = fields.Integer(load_default=50, validate=validate.Range(min=1, max=MOST_ROWS))


class ProblemDetail(Schema):
    """What is wrong with one field."""

    field = fields.String()
    detail = fields.String()


class ProblemSchema(Schema):
    """Problem details of RFC 9457."""

    type = fields.String(required=True, metadata={"description": "Always about:blank: the status says the kind"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(metadata={"description": "What to do, for a person"})
    errors = fields.List(fields.Nested(ProblemDetail))


def text(*, required: bool = False, longest: int | None = None, about: str | None = None) -> Text:
    """A text in which something stands; one that is not required may be null, which is unknown."""
    rules: list[Any] = [SOMETHING, validate.Length(max=longest)] if longest else [SOMETHING]
    metadata = {"description": about} if about else {}
    if required:
        return Text(required=True, validate=rules, metadata=metadata)
    return Text(load_default=None, allow_none=True, validate=rules, metadata=metadata)


def day(about: str | None = None) -> fields.Date:
    """A day that may stay unknown."""
    return fields.Date(load_default=None, allow_none=True, metadata={"description": about} if about else {})


def word(choices: Any, *, required: bool = False, default: Any = None) -> fields.String:
    """One word of a list; without `required` and default it may be null, which is unknown."""
    offered = validate.OneOf([str(choice) for choice in choices])
    if required:
        return fields.String(required=True, validate=offered)
    if default is not None:
        return fields.String(load_default=str(default), validate=offered)
    return fields.String(load_default=None, allow_none=True, validate=offered)


def texts(about: str | None = None, choices: Any = None) -> fields.List[Any]:
    """A list of texts, or of words of a list; empty is unknown."""
    rules: list[Any] = [validate.OneOf(list(choices))] if choices else [ONE_OF_A_LIST]
    return fields.List(Text(validate=rules), load_default=list, metadata={"description": about} if about else {})


def page_schema(name: str, row: type[Schema] | Schema) -> type[Schema]:
    """Make the schema of one page of a list."""
    counted = {each: fields.Integer(required=True) for each in ("page", "page_size", "pages", "total")}
    return Schema.from_dict({"items": fields.List(fields.Nested(row), required=True), **counted}, name=f"{name}Page")


def page_body(page: Page[Any], items: list[Any]) -> dict[str, Any]:
    """Write one page of a list."""
    return {
        "items": items,
        "page": page.number,
        "page_size": page.size,
        "pages": page.pages,
        "total": page.total,
    }


def words_of(given: Mapping[str, Any], *, but: tuple[str, ...] = ("page", "page_size")) -> dict[str, Any]:
    """Give the query without the page, for a filter."""
    return {name: value for name, value in given.items() if name not in but}
