"""A local stand-in for an OpenAI-compatible endpoint, which replies as a test wants it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class StandIn:
    """The server's address, and what it was asked."""

    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def data(self) -> list[dict[str, Any]]:
        """What each request holds as data."""
        return [json.loads(body["messages"][1]["content"]) for body in self.bodies]


def completion(text: str, verdict: str = "yes") -> bytes:
    """Give the body of a chat completion whose message is the object that is asked for."""
    return message(json.dumps({"verdict": verdict, "text": text}))


def message(content: str) -> bytes:
    """Give the body of a chat completion with any message."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def replying(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Answer every request alike."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


@contextmanager
def stand_in(behaviour: Behaviour) -> Iterator[StandIn]:
    """Run a server on this machine for as long as the block lasts."""
    asked = StandIn("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.paths.append(self.path)
            asked.headers.append(dict(self.headers))
            asked.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            behaviour(self)

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
