"""`auditmatch privacy export | delete`: what owners do on pages, for whoever runs the service."""

import tempfile
import uuid
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import with_appcontext

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.clock import now
from foundation.commands.files import putting_in_place
from foundation.errors import BadInput
from foundation.privacy.archive import Archivist
from foundation.privacy.erasing import erase_organisation
from foundation.storage import FolderStorage

WHICH = click.option("--organisation", required=True, metavar="NAME", help="Its name, or its id.")


@click.group()
def privacy() -> None:
    """Take out or delete everything that is kept of one organisation.

    Example: auditmatch privacy export --organisation "Lanternbrook Payroll" --out everything.zip
    """


@privacy.command()
@WHICH
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the ZIP goes.")
@with_appcontext
def export(organisation, out):
    """Write a ZIP of everything that is kept of an organisation.

    Example: auditmatch privacy export --organisation "Lanternbrook Payroll" --out everything.zip
    """
    found = find(organisation)
    with (
        putting_in_place(out) as draft,
        open_session(current_app.extensions["engine"], found.id, read_only=True) as session,
    ):
        archivist = Archivist(session, _storage(), Path(tempfile.gettempdir()), lambda _done, _total: None)
        archivist.write(found, now(), draft)
    click.echo(f"Wrote everything that is kept of {found.name} to {out}: {archivist.done:,} records and files.")


@privacy.command()
@WHICH
@click.option("--yes", is_flag=True, help="Do not ask whether you mean it.")
@with_appcontext
def delete(organisation, yes):
    """Delete an organisation with everything that is kept of it. Nothing can be brought back; nobody is mailed.

    Example: auditmatch privacy delete --organisation "Lanternbrook Payroll" --yes
    """
    found = find(organisation)
    if not yes:
        click.confirm(f"Delete {found.name} ({found.id}) with everything it keeps?", abort=True)
    with open_session(current_app.extensions["engine"], found.id) as session:
        pseudonym = erase_organisation(session, found.id, _storage(), SERVICE)
        session.commit()
    click.echo(f"{found.name} is deleted. The platform's trail names it {pseudonym}.")


def find(name: str) -> Organisation:
    """Find an organisation by its name or id; raises BadInput when there is none, or more than one of that name."""
    wanted = sa.select(Organisation).where(sa.or_(Organisation.name == name, Organisation.id == _id(name)))
    with open_session(current_app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        found = session.scalars(wanted.order_by(Organisation.created_at)).all()
    if not found:
        raise BadInput("there is no organisation of this name or id", where=name)
    if len(found) > 1:
        ids = "\n".join(f"  {one.id}, since {one.created_at:%Y-%m-%d}" for one in found)
        raise BadInput(f"{len(found)} organisations have this name; give the id of one\n{ids}", where=name)
    return found[0]


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _storage() -> FolderStorage:
    return FolderStorage(current_app.extensions["settings"].files)
