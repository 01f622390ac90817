"""The command group: bad input ends with status 2 and a plain sentence, never with a traceback."""

import sys
from typing import Any

import click
from flask.cli import FlaskGroup

from foundation.errors import AuditmatchError

BAD_INPUT = 2


class PlainGroup(FlaskGroup):
    """A Flask command group whose commands may raise the errors that a person can act on."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an AuditmatchError is told on standard error."""
        try:
            return super().invoke(ctx)
        except AuditmatchError as problem:
            click.echo(f"Error: {problem}", err=True)
            sys.exit(BAD_INPUT)
