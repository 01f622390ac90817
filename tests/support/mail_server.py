"""A mail server that takes everything and keeps what it took, with a moment at which a test may look."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP to take mails."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.taken: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def message_ids(self) -> list[str]:
        """The Message-ID of each mail it took."""
        return [re.findall(r"^Message-ID: <(.+)@", mail, re.MULTILINE)[0] for mail in self.taken]


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # who was speaking was killed
            self._converse()

    def _converse(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            command = line[:4].upper()
            self.wfile.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(command, b"250 fine\r\n"))
            if command == b"DATA":
                self._take()

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return  # half a mail is none
            lines.append(line)
        self.server.taken.append(b"".join(lines).decode().replace("\r\n", "\n"))
        self.wfile.write(b"250 taken\r\n")


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """Run one in a thread."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
