"""Deeds that break off in the middle, as when their process is killed."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import event


class Broken(BaseException):
    """Stands for a process that ends in the middle."""


def breaks_off(deed: Callable[[], object], *, after: int) -> bool:
    """Do a deed that breaks off after some flushes; tell whether it did, or came to its end before."""
    seen: list[int] = []

    def count(_session: object, _context: object) -> None:
        seen.append(1)
        if len(seen) == after:
            raise Broken

    event.listen(sa.orm.Session, "after_flush", count)
    try:
        deed()
    except Broken:
        return True
    finally:
        event.remove(sa.orm.Session, "after_flush", count)
    return False
