"""Keeping bytes in a folder."""

import io

import pytest

from foundation.errors import NotFound
from foundation.storage import FolderStorage


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path / "files")


def test_bytes_come_back_as_they_were(storage):
    assert storage.fetch(storage.store(b"\x00one")) == b"\x00one"


def test_the_same_bytes_twice_are_two_files(storage):
    first, second = storage.store(b"one"), storage.store(b"one")
    storage.remove(first)

    assert storage.fetch(second) == b"one"


def test_what_was_removed_is_not_there_and_may_be_removed_again(storage):
    name = storage.store(b"one")
    storage.remove(name)
    storage.remove(name)

    with pytest.raises(NotFound):
        storage.fetch(name)


STRANGE = [
    "../secret_key",
    "{folder}/secret_key",
    "",
    "0" * 31,
    "G" * 32,
    "0" * 32 + "\n",
    "..\\secret_key",
    "\x00" * 32,
]
DEEDS = {
    "fetch": FolderStorage.fetch,
    "open": FolderStorage.open,
    "remove": FolderStorage.remove,
    "put back": lambda storage, name: storage.put_back(name, io.BytesIO(b"taken over")),
}


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_name_that_was_not_made_here_reaches_no_file(storage, tmp_path, deed, name):
    (tmp_path / "secret_key").write_text("secret")

    with pytest.raises(NotFound):
        DEEDS[deed](storage, name.format(folder=tmp_path))  # no real place: without the rule it would be written to
    assert [path.name for path in tmp_path.rglob("*")] == ["secret_key"]
    assert (tmp_path / "secret_key").read_text() == "secret"


def test_files_are_readable_by_the_service_alone(storage):
    path = storage.folder / storage.store(b"one")

    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_stream_is_kept_from_where_it_stands_and_comes_back_as_one(storage):
    stream = io.BytesIO(b"skipped, kept")
    stream.seek(9)

    with storage.open(storage.store_stream(stream)) as kept:
        assert kept.read() == b"kept"


def test_what_is_not_there_cannot_be_opened(storage):
    with pytest.raises(NotFound):
        storage.open("0" * 32)
