"""Templates as Flask has them, which print the many small texts of a page in less time, and the same."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # what `escape` itself escapes with


def printed(value: Any) -> str:
    """Escape what a template prints, as `escape` does.

    That also marks each text as escaped, which takes longer than to escape it; texts that are put together into a page
    need no mark, and what a macro or a block gives is marked as a whole.
    """
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape(value)


class Compiler(CodeGenerator):
    """Has templates print by `printed`, unless it turns out only later whether they are to escape."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class Templates(Environment):
    """Keeps every template once it is compiled, and lets those that have no names of their own share everybody's."""

    code_generator_class = Compiler
    printed = staticmethod(printed)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names that a template knows; Jinja would lay an empty layer over ours, slow to look through.

        A template that is given names of its own must be given them when it is first asked for.
        """
        return super().make_globals(d) if d else self.globals
