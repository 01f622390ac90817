"""An identity provider on this machine: OpenID Connect with a key of its own, which tests tell whom to bring."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "auditmatch-test", "only for tests"


class Provider:
    """What it says of whoever comes next, and what it was asked."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.signing_key = self.key
        self.person: dict[str, Any] = {}
        self.spoilt: dict[str, Any] = {}
        """Claims that take the place of right ones."""
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        self.moved = False
        """Whether its metadata are said to stand elsewhere."""
        self.asked: list[dict[str, str]] = []
        self.issuer = ""
        self._codes: dict[str, dict[str, str]] = {}

    def app(self) -> Flask:
        """Make the pages."""
        app = Flask("provider")
        app.get("/.well-known/openid-configuration")(self.metadata)
        app.get("/keys")(lambda: jsonify(keys=[self.key.as_dict(private=False)]))
        app.get("/authorize")(self.authorize)
        app.post("/token")(self.token)
        return app

    def metadata(self) -> Any:
        """Say where everything is."""
        if self.moved and "again" not in request.args:
            return redirect(f"{self.issuer}/.well-known/openid-configuration?again=yes")
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/keys",
            id_token_signing_alg_values_supported=["RS256"],
            token_endpoint_auth_methods_supported=["client_secret_basic"],
        )

    def authorize(self) -> Any:
        """Lead back at once, as for somebody who is signed in here."""
        self.asked.append(request.args.to_dict())
        code = secrets.token_urlsafe()
        self._codes[code] = request.args.to_dict()
        return redirect(request.args["redirect_uri"] + "?" + urlencode({"code": code, "state": request.args["state"]}))

    def token(self) -> Any:
        """Give the token for a code, once, to who holds secret and verifier."""
        asked = self._codes.pop(request.form["code"], None)
        held = request.authorization
        digest = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        named = held is not None and (held.username, held.password) == (CLIENT_ID, CLIENT_SECRET)
        if asked is None or not named or asked.get("code_challenge") != challenge:
            return jsonify(error="invalid_grant"), 400
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "auth_time": now,
        }
        signed = self._signed(claims | self.person | self.spoilt)
        return jsonify(access_token="unused", token_type="Bearer", id_token=signed)

    def _signed(self, claims: dict[str, Any]) -> str:
        """Sign by the own key; by what everybody knows of it, or not at all, where the header says so."""
        algorithm = self.header["alg"]
        if algorithm == "RS256":
            return jwt.encode(self.header, claims, self.signing_key)
        public = OctKey.import_key(self.key.as_pem(private=False))
        return jwt.encode(self.header, claims, public, registry=JWSRegistry(algorithms=[algorithm]))


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run one on a free port of the loopback address."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    thread.join()
    server.server_close()
