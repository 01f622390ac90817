"""Peak memory of two ways of doing the same thing, and growth over many times."""

import gc
import tracemalloc
from collections.abc import Callable, Sequence


def peak_bytes(deed: Callable[[], object]) -> int:
    """Give the most that Python's allocator held at once beyond what it held before."""
    gc.collect()
    tracemalloc.start()
    try:
        deed()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def compare_memory(name: str, ours: Callable[[], object], rival: str, theirs: Callable[[], object]) -> None:
    """Print both peaks and ours as a share of the rival's."""
    mine, other = peak_bytes(ours), peak_bytes(theirs)
    print(f"{name}: {mine / 1e6:.1f} MB at most; {rival}: {other / 1e6:.1f} MB; {mine / other:.2f} of its memory")


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
