"""The identity provider, as Authlib speaks to it: PKCE, state and nonce, signature and issuer checked."""

from datetime import UTC, datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
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


def install(app: Flask) -> None:
    """Make the client, where the settings name a provider; nothing is asked of it yet."""
    settings: Settings = app.extensions["settings"]
    oauth = OAuth(app)
    if settings.oidc_issuer:
        oauth.register(
            NAME,
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
    issuer: str = current_app.extensions["settings"].oidc_issuer
    # as the settings name it: the metadata, from which Authlib would take it, come over the network
    options = {"iss": {"essential": True, "values": [issuer]}, "sub": {"essential": True}}
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
    return current_app.extensions["oauth"].create_client(NAME)


def _not_there() -> BadInput:
    current_app.logger.warning("single sign-on failed", exc_info=True)
    label = current_app.extensions["settings"].oidc_label
    return BadInput(f"{label} did not work. Try again; if it stays so, sign in with your password.")
