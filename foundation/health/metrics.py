"""Numbers for Prometheus: what each web process counted, and how the installation stands as it is asked.

Web processes add up through files in a folder that `auditmatch serve` names before they are forked, which is why
prometheus_client, which looks for it as it is imported, is imported by nothing that a command loads.
"""

import os
from functools import cache
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from foundation.health.queries import Standing

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


@cache
def _requests() -> Counter:
    return Counter("auditmatch_requests", "Requests answered", ["method", "route", "status"], registry=own())


@cache
def _seconds() -> Histogram:
    return Histogram("auditmatch_request_seconds", "Time to the answer", ["route"], buckets=SECONDS, registry=own())


@cache
def own() -> CollectorRegistry:
    """What this process counts."""
    return CollectorRegistry()


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request."""
    _requests().labels(method, route, str(status)).inc()
    _seconds().labels(route).observe(seconds)


def written(standing: Standing) -> bytes:
    """Write all numbers in Prometheus' text format."""
    counted = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]  # prometheus_client types half of it
    else:
        counted = own()
    return generate_latest(counted) + generate_latest(_gauges(standing))


def _gauges(standing: Standing) -> CollectorRegistry:
    registry = CollectorRegistry()

    def gauge(name: str, text: str, value: float | None, **labels: Any) -> None:
        made = Gauge(f"auditmatch_{name}", text, list(labels), registry=registry)
        if value is not None:
            (made.labels(**labels) if labels else made).set(value)

    jobs = Gauge("auditmatch_jobs", "Jobs by state", ["state"], registry=registry)
    for state, number in standing.jobs.items():
        jobs.labels(state.value).set(number)
    gauge("jobs_given_up", "Jobs that stopped too often and wait for an admin", standing.given_up)
    if standing.oldest_job_at:
        gauge("oldest_job_timestamp_seconds", "When the oldest waiting job came", standing.oldest_job_at.timestamp())
    gauge("mails_waiting", "Mails that wait to be sent", standing.mails.waiting)
    gauge("mails_given_up", "Mails that are tried no more", standing.mails.given_up)
    gauge("disk_free_bytes", "Free room on the disk of the stored files", standing.disk_free_bytes)
    gauge("database_bytes", "Size of the database", standing.database_bytes)
    gauge("schema_up_to_date", "1 when the database is at the version's schema", standing.is_up_to_date)
    if standing.last_backup_at:
        gauge("last_backup_timestamp_seconds", "When the last backup was made", standing.last_backup_at.timestamp())
    gauge("info", "Version and kind of database", 1, version=standing.version, database=standing.database)
    return registry
