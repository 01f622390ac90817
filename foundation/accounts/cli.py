"""`auditmatch accounts …`: for whoever runs the service, when no owner can."""

import click
from flask import current_app
from flask.cli import with_appcontext

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts import admins
from foundation.accounts.entering import link_to
from foundation.accounts.factors.service import reset_factors
from foundation.accounts.signin import record_everywhere, revoke_all, signed_in_people
from foundation.accounts.signup import find_user
from foundation.audit.actor import SERVICE
from foundation.errors import BadInput


@click.group()
def accounts() -> None:
    """Make the first admin, help people who cannot sign in, and sign out whom nobody else can.

    Example: auditmatch accounts make-admin alice@example.com
    """


@accounts.command("make-admin")
@click.argument("address")
@click.option("--name", help="Their name, as pages show it; else their address.")
@click.option("--existing", is_flag=True, help="Make an admin of somebody who has an account already.")
@with_appcontext
def make_admin(address, name, existing):
    """Make somebody an admin of the platform, as the first one; prints a link by which they choose a password.

    Example: auditmatch accounts make-admin alice@example.com --name "Alice Moreau"
    """
    minutes = current_app.extensions["settings"].reset_minutes
    with open_session(current_app.extensions["engine"], EVERY_ORGANISATION) as session:
        made = admins.make_admin(session, address, name=name, existing=existing, minutes=minutes)
        session.commit()
    click.echo(f"{made.name} is an admin of the platform.")
    if made.token is None:
        click.echo("They sign in as before, and switch to the platform on the page of their account.")
        return
    with current_app.test_request_context():
        click.echo(f"They choose a password here, once and within {minutes} minutes:")
        click.echo(link_to("resets.choose")(made.token))


@accounts.command("reset-second-factor")
@click.argument("address")
@with_appcontext
def reset_second_factor(address):
    """Take away the second factor of a person who lost phone and recovery codes. Make sure that it is them who asks.

    Example: auditmatch accounts reset-second-factor alice@example.com
    """
    with open_session(current_app.extensions["engine"], NOBODY) as session:
        user = _person(session, address)
        reset_factors(session, user, SERVICE)
        session.commit()
        click.echo(f"The second factor of {user.name} is reset, their sessions have ended, and a mail tells them.")


@accounts.command("end-sessions")
@click.argument("address", required=False)
@click.option("--everybody", is_flag=True, help="End the sessions of everybody, as after a break-in.")
@with_appcontext
def end_sessions(address, everybody):
    """Sign a person out everywhere, or everybody. API tokens go on: remove the member for that.

    Example: auditmatch accounts end-sessions alice@example.com
    """
    if bool(address) == everybody:
        raise BadInput("name one person's address, or give --everybody", where="ADDRESS")
    with open_session(current_app.extensions["engine"], NOBODY) as session:
        people = signed_in_people(session) if everybody else [_person(session, address)]
        for user in people:
            revoke_all(session, user.id)
            record_everywhere(session, user, "sign_in.revoked", f"All sessions of {user.name} were ended", SERVICE)
        session.commit()
        click.echo(f"Signed out everywhere: {len(people)}.")


def _person(session, address):
    user = find_user(session, address.strip().lower())
    if user is None:
        raise BadInput(f"nobody has the address {address}", where="ADDRESS")
    return user
