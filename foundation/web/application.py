"""The kind of Flask application this is: strict templates, and a start that does not wait for every address."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Flask, has_request_context, request
from jinja2 import StrictUndefined
from werkzeug.routing import Rule

from foundation.web.addresses import NUMBER


class RuleWrittenOnce(Rule):
    """An address of which it is compiled how it is written only when it first is.

    Werkzeug compiles that for each address at start, twice, which takes longer than all else at start together.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_it, compiled = super()._compile_builder, list[Callable[..., tuple[str, str]]]()

        def write(rule: Rule, /, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(compile_it(append_unknown))
            return compiled[0](rule, **values)

        return write


MOST_ADDRESSES = 1_000
"""Pages and static files are fewer; the address that the service stands under is one."""


PLACES: Mapping[type, Callable[[int], object]] = {UUID: lambda at: UUID(int=at), int: lambda at: NUMBER + at}
"""What stands for the id or number at some place while it is worked out how an address is written; no row has it."""


class Application(Flask):
    """Flask with our templates' strictness: a name that is not there is an error, and blocks leave no blank lines.

    An address of a static file is written once, any other once for all ids and numbers: each page has dozens of them.
    """

    url_rule_class = RuleWrittenOnce
    jinja_options = {  # noqa: RUF012 - Flask's
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "cache_size": -1,  # all of them: there are some hundreds, and to keep track of which was used last takes longer
    }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._addresses: dict[tuple[object, ...], str] = {}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Take a function as it is; Flask asks of a dozen at each request whether they are coroutines, and none is."""
        return func

    def url_for(self, endpoint: str, /, **values: Any) -> str:  # type: ignore[override]  # the rest goes on by keyword
        """Write an address; the rest of what Flask takes goes by keyword as well."""
        values = {name: value for name, value in values.items() if value is not None}
        if endpoint.startswith(".") or not has_request_context():
            return super().url_for(endpoint, **values)
        key: tuple[object, ...] = (request.root_path, endpoint, *values, *map(type, values.values()))
        is_file = endpoint == "static" and values.keys() == {"filename"}
        if is_file:
            key = (*key, values["filename"])
        if (known := self._addresses.get(key)) is not None:
            return known.format_map(values)
        written = super().url_for(endpoint, **values)
        if len(self._addresses) < MOST_ADDRESSES and (is_file or all(type(one) in PLACES for one in values.values())):
            self._keep(key, endpoint, values, written)
        return written

    def _keep(self, key: tuple[object, ...], endpoint: str, values: Mapping[str, Any], written: str) -> None:
        """Keep how an address is written, with places for ids and numbers, if that gives what Flask has written."""
        at = enumerate(values.items(), start=1)
        places = {name: PLACES[type(one)](number) for number, (name, one) in at if type(one) in PLACES}
        pattern = super().url_for(endpoint, **{**values, **places}).replace("{", "{{").replace("}", "}}")
        for name, place in places.items():
            pattern = pattern.replace(str(place), f"{{{name}}}")
        if pattern.format_map(values) == written:
            self._addresses[key] = pattern
