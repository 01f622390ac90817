"""`auditmatch firms import | export`."""

import uuid
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.engine import Engine

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.platform import platform_id
from foundation.audit.actor import SERVICE
from foundation.commands.files import read_file, write_file
from matcher.firms.imports.service import import_firms
from matcher.firms.service import export_firms


@click.group()
def firms() -> None:
    """Take the firm directory in and out of the database as a file.

    Example: auditmatch firms import firms.csv
    """


@firms.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", metavar="TEXT", help="Where the file is from, for the history; its name when left out.")
@click.option("--take-over-vetting", is_flag=True, help="These firms were vetted outside: take their status as it is.")
@with_appcontext
def import_(file, source, take_over_vetting):
    """Import firms from FILE, all or nothing. Firms that FILE does not name stay as they are.

    No firm becomes verified by a file alone: one that would rise in our vetting comes in as under review, or keeps
    the status it has. With --take-over-vetting the file's own statuses hold.

    Example: auditmatch firms import firms.csv --source "State board lookup of 4 March 2027"
    """
    with open_session(current_app.extensions["engine"], _platform_id()) as session:
        outcome = import_firms(
            session,
            read_file(file),
            file.name,
            SERVICE,
            source=source or f"File {file.name}",
            take_over_vetting=take_over_vetting,
        )
        session.commit()
    click.echo(f"Firm directory: {outcome}.")
    if outcome.extra_columns:
        click.echo(f"Columns left aside: {', '.join(outcome.extra_columns)}.")
    if outcome.held_back:
        firms = "1 firm stands" if outcome.held_back == 1 else f"{outcome.held_back} firms stand"
        click.echo(f"{firms} lower in our vetting than the file has it, under review at most.")
        click.echo("Check the facts in each ledger under Vetting, or import the file again with --take-over-vetting.")


@firms.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def export(file):
    """Write the whole directory to FILE as CSV; it imports unchanged.

    Example: auditmatch firms export firms.csv
    """
    with open_session(current_app.extensions["engine"], _platform_id(), read_only=True) as session:
        content = export_firms(session)
    write_file(file, content)
    click.echo(f"Wrote the firm directory to {file}.")


def _platform_id() -> uuid.UUID:
    """Find the organisation that keeps the directory, whose trail tells of it."""
    engine: Engine = current_app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        found = platform_id(session)
        session.commit()
        return found
