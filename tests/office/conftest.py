"""A LibreOffice without a screen, that opens what was exported and saves it anew."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.skips import lacking

PATIENCE_SECONDS = 90


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes], str], dict[str, bytes]]:
    """Give the function that opens files in one LibreOffice and saves each under another format, by stem."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        lacking("LIBREOFFICE")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def converted(files: dict[str, bytes], ending: str) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("office")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        command = [
            str(program),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            ending,
        ]
        out = folder / "out"
        paths = [str(folder / name) for name in files]
        subprocess.run(
            [*command, "--outdir", str(out), *paths], check=True, capture_output=True, timeout=PATIENCE_SECONDS
        )
        return {Path(name).stem: (out / f"{Path(name).stem}.{ending}").read_bytes() for name in files}

    return converted
