"""The identity provider, as Authlib speaks to it: PKCE, state and nonce, signature, issuer and audience checked."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from authlib.integrations.requests_client import OAuth2Session
from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from foundation.accounts.oidc.claims import Claims
from foundation.clock import now
from foundation.config import Settings
from foundation.errors import BadInput

NAME = "oidc"
SECONDS = 10
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_HERE = ("localhost", "127.0.0.1", "::1")
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""By which a provider may sign: each with a key of which only the public half is known here."""


class StraightSession(OAuth2Session):  # type: ignore[misc]  # Authlib ships no types
    """Asks the addresses that the provider names, and is led to no other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_redirects = 0


class ProviderClient(FlaskOAuth2App):  # type: ignore[misc]  # Authlib ships no types
    """Authlib's client over such a session."""

    client_cls = StraightSession


def install(app: Flask) -> None:
    """Make the client, where the settings name a provider; nothing is asked of it yet."""
    settings: Settings = app.extensions["settings"]
    oauth = OAuth(app)
    if settings.oidc_issuer:
        _refuse_in_the_clear(settings.oidc_issuer)
        oauth.register(
            NAME,
            client_cls=ProviderClient,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": SECONDS,
            },
        )
    app.extensions["oauth"] = oauth
    app.jinja_env.globals["single_sign_on"] = settings.oidc_label if settings.oidc_issuer else None


def _refuse_in_the_clear(issuer: str) -> None:
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in _HERE:
        raise BadInput("give an address that begins with https://", where="AUDITMATCH_OIDC_ISSUER")


def is_set_up() -> bool:
    """Whether the settings name a provider."""
    return bool(current_app.extensions["settings"].oidc_issuer)


def lead_to_provider(callback: str, *, ask_again: bool) -> ResponseReturnValue:
    """Send the browser to the provider; `ask_again` has it prove who it is even if it is signed in there."""
    try:
        more = {"prompt": "login", "max_age": "0"} if ask_again else {}
        answer: ResponseReturnValue = _client().authorize_redirect(callback, **more)
    except (RequestException, AuthlibBaseError, KeyError, ValueError, RuntimeError) as failed:
        raise _not_there() from failed
    return answer


def claims_brought() -> Claims:
    """Take what the browser brings back from the provider; raises BadInput when anything of it does not hold."""
    settings: Settings = current_app.extensions["settings"]
    issuer = settings.oidc_issuer
    options = {
        # as the settings name it: the metadata, from which Authlib would take it, come over the network
        "iss": {"essential": True, "values": [issuer]},
        "sub": {"essential": True},
        # Authlib takes a token for another service too, if it says that it was issued to this one (`azp`)
        "aud": {"essential": True, "values": [settings.oidc_client_id]},
    }
    try:
        told: dict[str, Any] = _client().authorize_access_token(claims_options=options).get("userinfo") or {}
    except (RequestException, AuthlibBaseError, JoseError, KeyError, ValueError, RuntimeError, TypeError) as failed:
        raise _not_there() from failed
    if not told:
        raise _not_there()
    verified = told.get("email_verified") is True and isinstance(told.get("email"), str)
    email = told["email"].strip().lower() if verified else None
    name = told.get("name")
    return Claims(issuer, str(told["sub"]), email, name if isinstance(name, str) else None, _proved_at(told))


def _proved_at(told: dict[str, Any]) -> datetime:
    """Read it; a provider may still have had the person signed in, which is no fresh proof."""
    seconds = told.get("auth_time")
    said = datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) and 0 < seconds < 2**33 else LONG_AGO
    return min(said, now())


def _client() -> Any:
    """Give the client, once the provider says that it is the one whom the settings name; raises ValueError."""
    client = current_app.extensions["oauth"].create_client(NAME)
    told = client.load_server_metadata()
    if told.get("issuer") != current_app.extensions["settings"].oidc_issuer:
        del client.server_metadata["_loaded_at"]  # asked anew next time
        raise ValueError("the provider's metadata name another issuer than AUDITMATCH_OIDC_ISSUER")
    client.server_metadata["id_token_signing_alg_values_supported"] = list(ALGORITHMS)
    return client


def _not_there() -> BadInput:
    current_app.logger.warning("single sign-on failed", exc_info=True)
    label = current_app.extensions["settings"].oidc_label
    return BadInput(f"{label} did not work. Try again; if it stays so, sign in with your password.")
