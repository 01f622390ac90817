"""`auditmatch backup` and `auditmatch restore`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.platform import platform_id
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.backup.backing_up import back_up
from foundation.backup.manifest import BACKED_UP, RESTORED
from foundation.backup.restoring import Place, restore
from foundation.commands.database import as_owner, refuse_nothing
from foundation.migrations.roles import admit
from foundation.orphans import names_without_file
from foundation.storage import FolderStorage

FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


@click.command("backup")
@FILE
@with_appcontext
def backup_command(file):
    """Write everything that is kept into one file: the database of one moment, and the stored files.

    The service may go on meanwhile. Settings and the secret key are not in it.

    Example: auditmatch backup /backups/auditmatch-2026-11-29.zip
    """
    refuse_nothing(current_app.extensions["engine"])
    manifest = back_up(current_app.extensions["engine"], _storage(), file)
    click.echo(
        f"Wrote {file}: {manifest.rows:,} rows in {len(manifest.tables)} tables, {len(manifest.files):,} files, "
        f"{file.stat().st_size / 1024**2:,.1f} MB, schema {manifest.revision}."
    )
    click.echo("The settings and the secret key are not in it: keep them apart from it.")
    try:
        _note(BACKED_UP, f"Backed up to {file.name}", manifest)
    except DBAPIError:  # the backup stands; a database that can only be read is no reason to call it failed
        click.echo("It could not be noted in the trail, as the database takes nothing in.", err=True)


@click.command("restore")
@FILE
@click.option("--replace", is_flag=True, help="Replace what stands here; it is backed up first.")
@with_appcontext
def restore_command(file, replace):
    """Put a backup back into an empty place, and bring an older one up to date. Stop the service before.

    Example: AUDITMATCH_INSTANCE=/srv/new auditmatch restore /backups/auditmatch-2026-11-29.zip
    """
    settings = current_app.extensions["settings"]
    engine, storage = current_app.extensions["engine"], _storage()
    with as_owner(settings) as owner:
        done = restore(Place(owner, storage, settings.instance), file, replace=replace)
        admit(owner, settings.database)
    manifest = done.manifest
    if done.before:
        click.echo(f"What stood here is in {done.before}.")
    click.echo(
        f"Restored {manifest.rows:,} rows in {len(manifest.tables)} tables and {len(manifest.files):,} files, as they "
        f"were on {manifest.made_at:%Y-%m-%d %H:%M} UTC. Every count and every sha256 is as the manifest says."
    )
    if done.revision != manifest.revision:
        click.echo(f"The database was brought up from schema {manifest.revision} to {done.revision}.")
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        missing = names_without_file(session, storage)
    if missing:
        click.echo(f"{missing} rows name a file that the backup does not hold: it was gone when it was made.", err=True)
    _note(RESTORED, f"Restored from {file.name}", manifest)


def _note(action, summary, manifest):
    """Leave a line in the platform's trail, which its admins read, and from which the status page knows of it."""
    with open_session(current_app.extensions["engine"], EVERY_ORGANISATION) as session:
        record(
            session,
            SERVICE,
            action,
            thing="backup",
            thing_id=manifest.database.sha256[:32],
            summary=summary,
            organisation_id=platform_id(session),
            rows=manifest.rows,
            files=len(manifest.files),
            schema=manifest.revision,
        )
        session.commit()


def _storage():
    return FolderStorage(current_app.extensions["settings"].files)
