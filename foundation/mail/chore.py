"""What the worker does each minute about mail."""

from collections.abc import Callable

from sqlalchemy.engine import Engine

from foundation.access.scope import NOBODY, open_session
from foundation.config import Settings
from foundation.mail.sender import send_waiting
from foundation.mail.smtp import transport_from

Chore = Callable[[], object]


def mail_chores(settings: Settings, engine: Engine, is_over: Callable[[], bool] = lambda: False) -> tuple[Chore, ...]:
    """Give the chore of sending what waits, none without a mail server; raises BadInput for an address of no server.

    It stops between two mails once `is_over` says that the process is to end.
    """
    transport = transport_from(settings)
    if transport is None:
        return ()

    def send() -> int:
        with open_session(engine, NOBODY) as session:
            return send_waiting(session, transport, is_over)

    return (send,)
