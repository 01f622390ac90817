"""The kind of Flask application this is: strict templates, and a start that does not wait for every address."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.routing import Rule


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


class Application(Flask):
    """Flask with our templates' strictness: a name that is not there is an error, and blocks leave no blank lines."""

    url_rule_class = RuleWrittenOnce
    jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012 - Flask's
