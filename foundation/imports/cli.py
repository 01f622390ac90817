"""`import` and `export` of one collection on the command line."""

import uuid
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.engine import Engine

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.commands.files import read_file, write_file
from foundation.errors import BadInput
from foundation.imports.collection import Collection, leaving_of
from foundation.imports.service import import_file

of_organisation = click.option("--organisation", required=True, metavar="NAME", help="Whose they are, by its name.")


def collection_group(name: str, collection: Collection) -> click.Group:
    """Make the group of commands of one collection, as in `controls import FILE --organisation NAME`."""
    usual = f'{collection.code}.csv --organisation "Acme Payroll"'
    purpose = f"Take {collection.plural} in and out of the database as a file."
    group = click.Group(name, help=f"{purpose}\n\nExample: auditmatch {name} import {usual}")
    file = click.argument("file", type=click.Path(path_type=Path))

    @file
    @of_organisation
    @with_appcontext
    def import_(file, organisation):
        with open_session(current_app.extensions["engine"], organisation_named(organisation)) as session:
            content = read_file(file)
            outcome = import_file(session, collection, content, filename=file.name, actor=SERVICE)
            session.commit()
        click.echo(f"{collection.plural.capitalize()} of {organisation}: {outcome}.")

    @file
    @of_organisation
    @with_appcontext
    def export(file, organisation):
        with open_session(
            current_app.extensions["engine"], organisation_named(organisation), read_only=True
        ) as session:
            leaving = leaving_of(session, collection)
        write_file(file, collection.write(leaving))
        click.echo(f"Wrote {collection.counted(len(leaving))} of {organisation} to {file}.")

    for label, deed, what in (
        ("import", import_, f"Import {collection.plural} from FILE, all or nothing."),
        ("export", export, f"Write all {collection.plural} to FILE as CSV; it imports unchanged."),
    ):
        example = f"Example: auditmatch {name} {label} {usual}"
        group.add_command(click.command(label, help=f"{what}\n\n{example}")(deed))
    return group


def organisation_named(name: str) -> uuid.UUID:
    """Find an organisation by its whole name; raises BadInput naming it when there is none, or more than one."""
    engine: Engine = current_app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        found = session.scalars(sa.select(Organisation.id).where(Organisation.name == name).limit(2)).all()
    if not found:
        raise BadInput(f"there is no organisation named '{name}'; give its name as its pages show it", "--organisation")
    if len(found) > 1:
        raise BadInput(f"more than one organisation is named '{name}'; rename one first", "--organisation")
    return found[0]
