"""A person at a real browser's place: signs in over HTTP, and tries again when the page does not come."""

import re
import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests

from tests.factories.people import PASSWORD
from tests.support.running import PATIENCE_SECONDS

Answer = TypeVar("Answer")


class Person:
    """Signed in at an installation whose web processes are killed under their hands."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self._session = address, requests.Session()
        self.lost = 0
        """Requests that got no answer."""
        self.insist(lambda: self.post("/sign-in", email=f"{name}@example.com", password=PASSWORD))

    def get(self, path: str) -> requests.Response:
        """Look at a page, again and again until it comes."""
        return self.insist(lambda: self._session.get(self._address + path, timeout=60))

    def post(self, path: str, *, file: bytes | None = None, **fields: str) -> requests.Response:
        """Send a form once; it may get no answer and yet have been done."""
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/sign-in").text)[0]
        files: Any = {"file": ("buyer.csv", file)} if file is not None else None
        given = {"csrf_token": token, **fields}
        answer = self._session.post(self._address + path, data=given, files=files, timeout=60, allow_redirects=False)
        if answer.status_code >= 500:
            answer.raise_for_status()
        return answer

    def insist(self, deed: Callable[[], requests.Response]) -> requests.Response:
        """Do something that may be done twice, until an answer comes."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (answer := self._try(deed)) is None or answer.status_code >= 500:
            _give_up_after(end, deed)
        return answer

    def once(self, is_done: Callable[[], bool], deed: Callable[[], object]) -> None:
        """Do something that must not be done twice: where no answer came, look before trying again."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            self._try(deed)
            _give_up_after(end, deed)

    def _try(self, deed: Callable[[], Answer]) -> Answer | None:
        try:
            return deed()
        except requests.RequestException:
            self.lost += 1
            return None


def _give_up_after(end: float, deed: object) -> None:
    if time.monotonic() > end:
        raise TimeoutError(deed)
    time.sleep(0.2)
