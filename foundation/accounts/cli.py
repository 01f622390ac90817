"""`auditmatch accounts reset-second-factor`: for whoever runs the service, when no owner can."""

import click
from flask import current_app
from flask.cli import with_appcontext

from foundation.access.scope import NOBODY, open_session
from foundation.accounts.factors.service import reset_factors
from foundation.accounts.signup import find_user
from foundation.audit.actor import SERVICE
from foundation.errors import BadInput


@click.group()
def accounts() -> None:
    """Help people who cannot sign in.

    Example: auditmatch accounts reset-second-factor alice@example.com
    """


@accounts.command("reset-second-factor")
@click.argument("address")
@with_appcontext
def reset_second_factor(address):
    """Take away the second factor of a person who lost phone and recovery codes. Make sure that it is them who asks.

    Example: auditmatch accounts reset-second-factor alice@example.com
    """
    with open_session(current_app.extensions["engine"], NOBODY) as session:
        user = find_user(session, address.strip().lower())
        if user is None:
            raise BadInput(f"nobody has the address {address}", where="ADDRESS")
        reset_factors(session, user, SERVICE)
        session.commit()
        click.echo(f"The second factor of {user.name} is reset, their sessions have ended, and a mail tells them.")
