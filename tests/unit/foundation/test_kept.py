"""A stored file lives and dies with the transaction that names it."""

import os
from datetime import UTC, datetime

import pytest

from foundation.kept import drop, keep
from foundation.storage import FolderStorage


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path / "kept")


@pytest.fixture
def session(acting_for):
    return acting_for("Acme")


def names(storage):
    return sorted(path.name for path in storage.folder.iterdir())


def test_a_commit_makes_files_stay_even_when_a_later_transaction_fails(session, storage):
    session.connection()
    kept = [keep(session, storage, b"one"), keep(session, storage, b"two")]
    session.commit()
    session.connection()
    session.rollback()

    assert names(storage) == sorted(kept)


def test_a_rollback_removes_them(session, storage):
    session.connection()
    keep(session, storage, b"one")
    keep(session, storage, b"two")

    session.rollback()

    assert names(storage) == []


def test_each_transaction_answers_for_its_own_files(session, storage):
    session.connection()
    first = keep(session, storage, b"one")
    session.commit()
    session.connection()
    keep(session, storage, b"two")

    session.rollback()

    assert names(storage) == [first]


def test_a_dropped_file_goes_with_the_commit_and_stays_after_a_rollback(session, storage):
    gone, spared = storage.store(b"one"), storage.store(b"two")
    session.connection()
    drop(session, storage, spared)
    session.rollback()
    session.connection()
    drop(session, storage, gone)
    session.commit()

    assert names(storage) == [spared]


def test_what_was_stored_before_a_moment_is_named_and_half_files_are_deleted(storage):
    old, new = storage.store(b"one"), storage.store(b"two")
    (storage.folder / "half.part").write_bytes(b"th")
    for name in (old, "half.part"):
        os.utime(storage.folder / name, (1_000_000, 1_000_000))

    found = list(storage.stored_before(datetime(2000, 1, 1, tzinfo=UTC)))

    assert found == [old]
    assert names(storage) == sorted([old, new])
