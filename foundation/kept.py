"""Files that belong to a transaction: stored with it, and gone again when it is rolled back."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from foundation.storage import Storage


def keep(session: Session, storage: Storage, content: bytes) -> str:
    """Store bytes and give their name; a rollback of the session removes them, a commit makes them stay."""
    name = storage.store(content)
    unsure = session.info.setdefault("files_unsure", [])
    unsure.append(name)
    if len(unsure) > 1:
        return name

    def settle(_session: Session) -> None:
        unsure.clear()

    def undo(_session: Session) -> None:
        for kept in unsure:
            storage.remove(kept)
        unsure.clear()

    event.listen(session, "after_commit", settle, once=True)
    event.listen(session, "after_rollback", undo, once=True)
    return name


def drop(session: Session, storage: Storage, *names: str) -> None:
    """Remove stored files once the session is committed; after a rollback they stay."""
    unwanted = list(names)

    def remove(_session: Session) -> None:
        for name in unwanted:
            storage.remove(name)
        unwanted.clear()

    def spare(_session: Session) -> None:
        unwanted.clear()

    event.listen(session, "after_commit", remove, once=True)
    event.listen(session, "after_rollback", spare, once=True)
