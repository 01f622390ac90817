"""Memory of two ways of doing the same thing, each alone in a process of its own, and growth over many times."""

import gc
import multiprocessing
import tracemalloc
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path


def peak_bytes(deed: Callable[[], object]) -> int:
    """Give the most that Python's allocator held at once beyond what it held before."""
    gc.collect()
    tracemalloc.start()
    try:
        deed()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def resident_bytes(deed: Callable[[], object]) -> int:
    """Give how far the process's resident memory rose above what it had ever been, in bytes."""
    gc.collect()
    before = _highest_resident()
    deed()
    return _highest_resident() - before


def _highest_resident() -> int:
    """Read the mark from the system: `getrusage` would count the parent's memory to a new process on Linux."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def alone(measure: Callable[[Callable[[], object]], int], deed: Callable[[], object]) -> int:
    """Measure in a fresh process, so that what was freed by another deed is not used again unseen.

    `measure` and `deed` are sent there, so they must be importable, or a `partial` of what is.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(measure, deed, theirs))
    process.start()
    theirs.close()
    told = int(ours.recv())
    process.join()
    return told


def _measure(measure: Callable[[Callable[[], object]], int], deed: Callable[[], object], told: Connection) -> None:
    told.send(measure(deed))


def compare_memory(name: str, ours: Callable[[], object], rival: str, theirs: Callable[[], object]) -> None:
    """Print both peaks, as Python's allocator and as the system counts them, and ours as a share of the rival's."""
    for what, measure in (("allocated", peak_bytes), ("resident", resident_bytes)):
        mine, other = alone(measure, ours), alone(measure, theirs)
        print(
            f"{name}: {mine / 1e6:.1f} MB {what} at most; {rival}: {other / 1e6:.1f} MB; "
            f"{mine / max(other, 1):.2f} of its memory"
        )


def growth(deeds: Sequence[Callable[[], object]]) -> tuple[int, int]:
    """Do many things one after another; gives the bytes held after the first tenth and after all."""
    tracemalloc.start()
    early = 0
    try:
        for number, deed in enumerate(deeds, start=1):
            deed()
            if number == max(len(deeds) // 10, 1):
                gc.collect()
                early = tracemalloc.get_traced_memory()[0]
        gc.collect()
        return early, tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
