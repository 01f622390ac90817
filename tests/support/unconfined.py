"""Reading and filling files in the test's own process: a real one takes half a second to start."""

import importlib
from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from questionnaires.reviews.confined import Limits
from questionnaires.reviews.models import READ_JOB


def run_here(module: str, request: bytes, limits: Limits, *, beat: Callable[[], None] | None = None) -> bytes:
    """Run what the confined process would run, with the same bytes in and out, without its limits."""
    result = importlib.import_module(module).main(request)
    assert isinstance(result, bytes)
    return result


def read_without_processes(app: Flask) -> None:
    """Have an application read and fill files in this process; tests of the confinement put the real one back."""
    deeds = app.extensions["deeds"]
    deeds[READ_JOB] = replace(deeds[READ_JOB], reader=replace(deeds[READ_JOB].reader, run=run_here))
    app.extensions["writer"] = replace(app.extensions["writer"], run=run_here)
