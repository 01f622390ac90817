"""Files that belong to a transaction: stored with it, and gone again when it does not end well."""

import io
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from foundation.storage import Storage

_UNSURE = "files_unsure"
_UNWANTED = "files_unwanted"
_Removals = list[Callable[[], None]]


def keep(session: Session, storage: Storage, content: bytes) -> str:
    """Store bytes and give their name; they stay with a commit, and go when the transaction ends without one."""
    return keep_stream(session, storage, io.BytesIO(content))


def keep_stream(session: Session, storage: Storage, stream: BinaryIO) -> str:
    """Do the same with what a stream gives, for files that are too long to be held at once."""
    name = storage.store_stream(stream)
    _removals(session, _UNSURE).append(partial(storage.remove, name))
    return name


def drop(session: Session, storage: Storage, *names: str) -> None:
    """Remove stored files once the session is committed; they stay when its transaction ends without that."""
    _removals(session, _UNWANTED).extend(partial(storage.remove, name) for name in names)


def _removals(session: Session, sort: str) -> _Removals:
    if _UNSURE not in session.info:
        session.info |= {_UNSURE: [], _UNWANTED: []}
        event.listen(session, "after_commit", _committed)
        event.listen(session, "after_transaction_end", _ended)
    removals: _Removals = session.info[sort]
    return removals


def _committed(session: Session) -> None:
    session.info[_UNSURE].clear()
    _carry_out(session.info[_UNWANTED])


def _ended(session: Session, transaction: SessionTransaction) -> None:
    """Undo what is unsure still; this is told of a rollback and of a session that is closed, savepoints left aside."""
    if transaction.parent is None:
        session.info[_UNWANTED].clear()
        _carry_out(session.info[_UNSURE])


def _carry_out(removals: _Removals) -> None:
    for remove in removals:
        remove()
    removals.clear()
