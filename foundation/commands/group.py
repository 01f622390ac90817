"""The command group: bad input, and a database that cannot be used, end with status 2 and a plain sentence."""

import sys
from typing import Any

import click
from flask.cli import FlaskGroup, ScriptInfo
from sqlalchemy.engine import Engine

from foundation.commands.database import told_of_database
from foundation.errors import AuditmatchError

BAD_INPUT = 2


class PlainGroup(FlaskGroup):
    """A Flask command group whose commands may raise the errors that a person can act on."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an AuditmatchError is told on standard error."""
        try:
            with told_of_database(lambda: _engine(ctx)):
                return super().invoke(ctx)
        except AuditmatchError as problem:
            click.echo(f"Error: {problem}", err=True)
            sys.exit(BAD_INPUT)


def _engine(ctx: click.Context) -> Engine:
    """Give the engine of the settings, by which the command has met its trouble."""
    engine: Engine = ctx.ensure_object(ScriptInfo).load_app().extensions["engine"]
    return engine
