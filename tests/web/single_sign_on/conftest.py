"""An application with an identity provider that the tests start."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from auditmatch import create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.domains.models import MailDomain
from foundation.accounts.models import Organisation
from foundation.clock import now
from tests.conftest import Browser
from tests.support.provider import CLIENT_ID, CLIENT_SECRET, running_provider


@pytest.fixture(scope="module")
def running():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running):
    running.person, running.spoilt, running.signing_key, running.asked = {}, {}, running.key, []
    running.header, running.moved = {"alg": "RS256", "kid": "one"}, False
    return running


@pytest.fixture
def app(settings, provider):
    given = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET}
    app = create_app(replace(settings, base_url="http://localhost", oidc_label="Acme ID", **given))
    app.test_client_class = Browser
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def look(app):
    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(selection).all()

    return read


@pytest.fixture
def own_domain(app):
    """Acme has shown acme.example to be its own."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        acme = session.scalars(sa.select(Organisation.id).where(Organisation.name == "Acme")).one()
        row = {"mailbox": "postmaster@acme.example", "token_hash": "x", "asked_by": "Alice", "expires_at": now()}
        session.add(MailDomain(organisation_id=acme, domain="acme.example", verified_at=now(), **row))
        session.commit()
