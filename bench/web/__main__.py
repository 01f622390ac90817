"""Measure pages under load and write docs/load-results.md: `make bench-web`."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from auditmatch import create_app
from bench.web.figures import Figures, Visit, figures
from bench.web.growth import worker_memory
from bench.web.house import Size, build
from bench.web.page import Measured, to_page
from bench.web.processes import children, drive, resident_bytes, served
from foundation.config import Settings
from foundation.db import open_engine
from foundation.migrations.roles import admit
from foundation.migrations.run import upgrade
from tests.conftest import Browser
from tests.support.postgresql import APPLICATION, OWNER, as_role, running_cluster
from tests.support.unconfined import read_without_processes

PAGE = Path(__file__).parents[2] / "docs" / "load-results.md"
DATABASES = ("sqlite", "postgresql")


def main() -> None:
    """Measure on each database, print the page and keep it."""
    asked = _arguments()
    size = Size(asked.organisations, asked.firms, asked.answers, min(asked.clients, asked.organisations))
    measured = {}
    for database in [asked.database] if asked.database else DATABASES:
        with installation(database) as settings:
            measured[database] = measure(settings, size, asked)
        page = to_page(f"{datetime.now(UTC):%Y-%m-%d}", size, asked.clients, measured)
        print(page, flush=True)
        if not asked.dry:  # at once, as the next database may take an hour
            PAGE.write_text(page, encoding="utf-8")


@contextmanager
def installation(database: str) -> Iterator[Settings]:
    """Give an empty installation on a database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="auditmatch-load-"))
    key = "only for a benchmark"
    try:
        if database == "sqlite":
            yield Settings(instance=folder, secret_key=key)
        else:
            with running_cluster() as server:
                owner, application = _roles(server)
                yield Settings(instance=folder, secret_key=key, database_url=application, owner_database_url=owner)
    finally:
        shutil.rmtree(folder)


def _roles(server: str) -> tuple[str, str]:
    """Give the URLs by which the owner of the tables and the application connect, so that the walls are in force."""
    superuser = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with superuser.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
        connection.exec_driver_sql(f"CREATE DATABASE house OWNER {OWNER}")
    superuser.dispose()
    house = f"{server}/house"
    return as_role(OWNER, house), as_role(APPLICATION, house)


def measure(settings: Settings, size: Size, asked: argparse.Namespace) -> Measured:
    """Fill an installation, visit it alone and together, then look at its worker's memory."""
    app = _app(settings)
    seats = settings.instance / "seats.json"
    seats.write_text(json.dumps([asdict(seat) for seat in build(app, size)]))
    _take_stock(settings)
    print("… the house stands", flush=True)
    with served(settings) as (address, server):
        alone = _visit(address, 1, asked.alone_seconds, seats)
        before = [resident_bytes(pid) for pid in children(server.pid)]
        together = _visit(address, asked.clients, asked.seconds, seats)
        after = [resident_bytes(pid) for pid in children(server.pid)]
    print("… the pages are measured", flush=True)
    held = worker_memory(app, settings, asked.questionnaires) if asked.questionnaires else []
    app.extensions["engine"].dispose()
    return Measured(asked.alone_seconds, asked.seconds, alone, together, max(before), max(after), held)


def _take_stock(settings: Settings) -> None:
    """Let PostgreSQL take stock of its tables: its housekeeping does within a minute, but is off in this cluster."""
    owner = open_engine(settings.owner_database_url or settings.database)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if owner.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
    owner.dispose()


def _app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.test_client_class = Browser
    read_without_processes(app)
    owner = open_engine(settings.owner_database_url or settings.database)
    upgrade(owner)
    admit(owner, settings.database)
    owner.dispose()
    return app


def _visit(address: str, clients: int, seconds: int, seats: Path) -> dict[str, Figures]:
    visits = seats.with_name("visits.json")
    drive(address, clients=clients, seconds=seconds, seats=seats, visits=visits)
    return figures(Visit(*one) for one in json.loads(visits.read_text()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="with all clients (default 300)")
    parser.add_argument("--alone-seconds", type=int, default=30, help="with one client (default 30)")
    parser.add_argument("--clients", type=int, default=32, help="at the same time (default 32)")
    parser.add_argument("--database", choices=DATABASES, help="one only (default: both)")
    parser.add_argument("--questionnaires", type=int, default=1_000, help="for the worker's memory (default 1,000)")
    parser.add_argument("--organisations", type=int, default=100)
    parser.add_argument("--firms", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=50_000, help="approved answers of all organisations together")
    parser.add_argument("--dry", action="store_true", help="print the page and leave docs/ as it is")
    return parser.parse_args()


if __name__ == "__main__":
    main()
