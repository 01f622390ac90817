"""The inside of a confined process: take the limits on first, then import what is to run, run it, and end.

Started as `python -m questionnaires.reviews.confined_process MODULE MEMORY_MB CPU_SECONDS SECONDS RESULT_MB`.
"""

import importlib
import os
import resource
import signal
import sys

from questionnaires.reviews.confined import OUT_OF_MEMORY

MB = 1024**2


def limit(memory_mb: int, cpu_seconds: int, seconds: int, result_mb: int) -> None:
    """Give up what this process may not use; the alarm ends it even when nobody waits for it any more."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MB, memory_mb * MB))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (result_mb * MB, result_mb * MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + 5)
    for told_to_all in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told_to_all, signal.SIG_IGN)  # whoever waits for the result stops when it has it


def main() -> None:
    """Read the request, have it done, write the result."""
    module, *numbers = sys.argv[1:]
    limit(*map(int, numbers))
    try:
        result = importlib.import_module(module).main(sys.stdin.buffer.read())
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)  # nothing is left to tidy up, and freeing a large tree takes its time


if __name__ == "__main__":
    main()
