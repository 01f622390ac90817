"""Is ended as `kill -9` ends a process."""

import os
import signal


def main(_request: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""
