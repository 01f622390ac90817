"""Tells its environment and the modules that it has loaded."""

import json
import os
import sys


def main(request: bytes) -> bytes:
    import questionnaires.reviews.reader  # noqa: F401 - what the real one loads

    told = {"environment": dict(os.environ), "modules": sorted(sys.modules), "request": request.decode()}
    told["files"] = sorted(os.listdir("/proc/self/fd"))
    return json.dumps(told).encode()
