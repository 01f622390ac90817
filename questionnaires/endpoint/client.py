"""One POST to an OpenAI-compatible endpoint: no redirect followed, a limit of time and size, nothing secret told."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from foundation.config import Settings
from foundation.errors import BadInput
from questionnaires.answering.rewording.errors import NoReply

LONGEST_REPLY = 64 * 1024
LONGEST_WAIT = 60
"""A worker renews its lease of 90 seconds between two answers, so that one answer must not take as long."""
_PATH = "/chat/completions"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_URL = "AUDITMATCH_WORDING_URL"
_KEY = "AUDITMATCH_WORDING_KEY"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask; `path` is that of the chat completions, `seconds` the limit of one request as a whole."""

    secure: bool
    host: str
    port: int | None
    path: str
    model: str
    seconds: float
    key: str = field(default="", repr=False)

    def ask(self, body: bytes) -> bytes:
        """Give the body of the reply; raises NoReply in words that hold neither key nor text."""
        started = time.monotonic()
        try:
            content = self._post(body, started + self.seconds)
        except (OSError, http.client.HTTPException) as wrong:
            raise NoReply(self._late(started) or "the endpoint could not be reached") from wrong
        if self._late(started):
            raise NoReply(self._late(started))
        return content

    def _late(self, started: float) -> str:
        over = time.monotonic() - started >= self.seconds
        return f"the endpoint did not answer within {self.seconds:g} seconds" if over else ""

    def _post(self, body: bytes, deadline: float) -> bytes:
        kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
        connection = kind(self.host, self.port, timeout=self.seconds)
        try:
            connection.connect()
            with _ended_at(deadline, connection.sock):
                connection.request("POST", self.path, body, self._headers())
                with connection.getresponse() as response:
                    if response.status != http.HTTPStatus.OK:
                        raise NoReply(_status_told(response.status))
                    content = response.read(LONGEST_REPLY + 1)
        finally:
            connection.close()
        if len(content) > LONGEST_REPLY:
            raise NoReply(f"the endpoint's reply is longer than {LONGEST_REPLY // 1024} kilobytes")
        return content

    def _headers(self) -> dict[str, str]:
        plain = {"Content-Type": "application/json", "Accept": "application/json"}
        return {**plain, "Authorization": f"Bearer {self.key}"} if self.key else plain


def _status_told(status: int) -> str:
    redirects = 300 <= status < 400
    return "the endpoint redirects, which is not followed" if redirects else f"the endpoint answered with {status}"


@contextmanager
def _ended_at(deadline: float, sock: socket.socket) -> Iterator[None]:
    """End a connection when its time is up, as a server may drip bytes for ever without a single read timing out."""

    def end() -> None:
        with suppress(OSError):
            # past `SSLSocket.shutdown`, which would unwrap the socket under the reading thread
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def endpoint_from(settings: Settings) -> Endpoint | None:
    """Give the endpoint that the settings name, or None; raises BadInput for one that cannot or must not be used."""
    if not settings.wording_url:
        return None
    if not settings.wording_model:
        raise BadInput("name the model to ask for", where="AUDITMATCH_WORDING_MODEL")
    if not settings.wording_key.isascii() or not settings.wording_key.isprintable() or " " in settings.wording_key:
        raise BadInput("a key is one word of plain letters, digits and signs", where=_KEY)
    if not 0 < settings.wording_seconds <= LONGEST_WAIT:
        raise BadInput(f"give a number of seconds above 0, {LONGEST_WAIT} at most", where="AUDITMATCH_WORDING_SECONDS")
    return _at(settings)


def _at(settings: Settings) -> Endpoint:
    try:
        parts = urlsplit(settings.wording_url)
        host, port = parts.hostname, parts.port
    except ValueError as wrong:
        raise BadInput("this is no address", where=_URL) from wrong
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise BadInput("give an address such as https://host/v1", where=_URL)
    if parts.username or parts.password:
        raise BadInput(f"the key goes into {_KEY}, not into the address", where=_URL)
    if settings.wording_key and parts.scheme == "http" and host not in _HERE:
        raise BadInput("a key is sent over https only, or to this machine", where=_URL)
    path = parts.path.rstrip("/")
    path = path if path.endswith(_PATH) else path + _PATH
    secure = parts.scheme == "https"
    return Endpoint(secure, host, port, path, settings.wording_model, settings.wording_seconds, settings.wording_key)
