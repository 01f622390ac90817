"""The kind of Flask application this is: strict templates, and a start that does not wait for every address."""

from collections.abc import Callable
from typing import Any

from flask import Flask, has_request_context, request
from jinja2 import StrictUndefined
from werkzeug.routing import Rule

from foundation.web.templates import Templates


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


class Application(Flask):
    """Flask with our templates' strictness: a name that is not there is an error, and blocks leave no blank lines.

    An address without arguments, or of a static file, is written once: each page has dozens of them.
    """

    url_rule_class = RuleWrittenOnce
    jinja_environment = Templates
    jinja_options = {  # noqa: RUF012 - Flask's
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "cache_size": -1,  # all of them: there are some hundreds, and to keep track of which was used last takes longer
    }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._addresses: dict[tuple[str, str, str], str] = {}

    def url_for(self, endpoint: str, /, **values: Any) -> str:  # type: ignore[override]  # the rest goes on by keyword
        """Write an address; the rest of what Flask takes goes by keyword as well."""
        is_file = endpoint == "static" and values.keys() == {"filename"}
        if (values and not is_file) or endpoint.startswith(".") or not has_request_context():
            return super().url_for(endpoint, **values)
        key = (request.root_path, endpoint, values.get("filename", ""))
        if (known := self._addresses.get(key)) is None:
            known = super().url_for(endpoint, **values)
            if len(self._addresses) < MOST_ADDRESSES:
                self._addresses[key] = known
        return known
