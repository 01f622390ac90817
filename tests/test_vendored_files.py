"""Vendored files are the ones that were reviewed, each with its licence."""

import hashlib
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"


def test_every_vendored_file_has_the_hash_of_the_manifest():
    listed = dict(reversed(line.split(maxsplit=1)) for line in (VENDOR / "MANIFEST.sha256").read_text().splitlines())
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in VENDOR.iterdir()
        if folder.is_dir()
        for path in folder.rglob("*")
    }

    assert found == listed


def test_every_vendored_folder_has_its_licence():
    folders = [folder for folder in VENDOR.iterdir() if folder.is_dir()]

    assert folders
    assert all((folder / "LICENSE").is_file() for folder in folders)
