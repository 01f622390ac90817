"""A backup may be anybody's file: what is not as a backup is written is refused before anything is read out of it."""

import hashlib
import io
import json
import struct
import zipfile

import pytest

from foundation.backup.archive import opened, part_of
from foundation.errors import BadInput, Unreadable

NAME = "0123456789abcdef0123456789abcdef"


def part(name, content):
    return {"name": name, "size_bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def manifest(**changed):
    return {
        "format": 1,
        "made_at": "2026-11-29T12:00:00+00:00",
        "version": "0.1.0",
        "revision": "0019",
        "kind": "sqlite",
        "database": part("database.sqlite", b"the database"),
        "tables": {"organisation": 1},
        "files": [part(f"files/{NAME}", b"a file")],
    } | changed


@pytest.fixture
def write(tmp_path):
    """Write an archive with a manifest and the two parts that it names, and whatever else is given."""

    def written(said=None, *, more=(), database=b"the database", how=zipfile.ZIP_STORED):
        path = tmp_path / "backup.zip"
        with zipfile.ZipFile(path, "w", how) as made:
            made.writestr("database.sqlite", database)
            made.writestr(f"files/{NAME}", b"a file")
            for name, content in more:
                made.writestr(name, content)
            made.writestr("manifest.json", said if isinstance(said, str) else json.dumps(said or manifest()))
        return path

    return written


def refusal(path):
    with pytest.raises(Unreadable) as refused, opened(path) as archive:
        archive.check()
    return refused.value.problem


def test_a_whole_backup_is_taken(write, tmp_path):
    with opened(write()) as archive:
        archive.check()
        archive.copy(archive.manifest.database, tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == b"the database"
    assert archive.manifest.rows == 1
    assert archive.manifest.size_bytes == 12 + 6


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/evil", "/etc/passwd", "files/../secret_key", "files/short", "C:\\x"]
)
def test_a_name_that_leads_elsewhere_is_refused(write, name):
    assert "which no backup holds; nothing was restored" in refusal(write(more=[(name, b"x")]))


def test_a_bomb_is_refused_as_nothing_in_a_backup_is_compressed(write):
    said = manifest(database=part("database.sqlite", bytes(50_000_000)))

    assert refusal(write(said, database=bytes(50_000_000), how=zipfile.ZIP_DEFLATED)) == (
        "database.sqlite is compressed or encrypted, as in no backup; nothing was restored"
    )


def test_parts_that_lie_over_each_other_are_refused(write):
    """Many entries of the central directory may name the same bytes: a bomb without compression."""
    path = write()
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 20 : entry + 28] = struct.pack("<II", 3_000_000_000, 3_000_000_000)
    path.write_bytes(content)

    assert refusal(path) == "its parts claim more bytes than the file has; nothing was restored"


def test_two_parts_of_one_name_are_refused(write):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = write(more=[("database.sqlite", b"another")])

    assert refusal(path) == "it holds two parts of one name; nothing was restored"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{", "its manifest cannot be used (it is no JSON of the expected shape); nothing was restored"),
        ("[" * 100_000, "its manifest cannot be used (it is no JSON of the expected shape); nothing was restored"),
        ("[]", "its manifest cannot be used (about '_schema'); nothing was restored"),
        (manifest(format=2), "its manifest cannot be used (about 'format'); nothing was restored"),
        (manifest(more=1), "its manifest cannot be used (about 'more'); nothing was restored"),
        (manifest(tables={"organisation": -1}), "its manifest cannot be used (about 'tables'); nothing was restored"),
        (manifest(tables={"organisation": "1"}), "its manifest cannot be used (about 'tables'); nothing was restored"),
        (manifest(kind="mysql"), "its manifest cannot be used (about 'kind'); nothing was restored"),
        (manifest(kind="postgresql"), "its manifest names a database 'database.sqlite'; nothing was restored"),
        (
            manifest(files=[part("files/../../x", b"a file")]),
            "its manifest names a file that no backup holds; nothing was restored",
        ),
        (manifest(files=[]), "it holds other parts than its manifest names; nothing was restored"),
        (
            manifest(database=part("database.sqlite", b"another one!")),
            "database.sqlite is not what the manifest says: it was damaged or altered; nothing was restored",
        ),
        (
            manifest(files=[part(f"files/{NAME}", b"a fil")]),
            f"files/{NAME} is not what the manifest says: it was damaged or altered; nothing was restored",
        ),
    ],
)
def test_an_altered_manifest_is_refused(write, said, told):
    assert refusal(write(said)) == told


def test_an_archive_without_a_manifest_is_no_backup(tmp_path):
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as made:
        made.writestr("database.sqlite", b"x")

    assert refusal(tmp_path / "backup.zip") == "this is no backup: it has no manifest"


def test_a_bit_that_fell_over_is_noticed(write):
    path = write()
    path.write_bytes(path.read_bytes().replace(b"the database", b"the datAbase"))

    assert refusal(path) == "database.sqlite is damaged; nothing was restored"


@pytest.mark.parametrize("kept", [0, 10, 200])
def test_a_file_that_was_cut_off_is_no_backup(write, kept):
    path = write()
    path.write_bytes(path.read_bytes()[:kept])

    assert refusal(path) == "this is no backup: not a ZIP file, or one that was cut off"


def test_random_damage_is_never_more_than_a_sentence(write):
    path = write()
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            with opened(path) as archive:
                archive.check()
        except BadInput:
            continue


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadInput, match="there is no such file"), opened(tmp_path / "none.zip"):
        pass


def test_what_is_read_is_counted_piece_by_piece():
    assert part_of("x", io.BytesIO(b"abc")).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
