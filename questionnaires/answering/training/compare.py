"""Holds artefacts learnt anew against the shipped ones; machines may differ in the last digits, and not in more."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOLERANCE = 0.02
"""How far a number may lie from the shipped one, in its own unit or as a share of it."""
_UNCOMPARED = frozenset({"practice"})
"""Lists whose order hangs on ties; the model beside them is compared."""


def differences(found: Path, shipped: Path) -> list[str]:
    """Name what differs between two folders of artefacts, file by file; empty when nothing does."""
    names = sorted({path.name for folder in (found, shipped) for path in folder.iterdir()})
    return [line for name in names for line in _of_file(name, found / name, shipped / name)]


def _of_file(name: str, found: Path, shipped: Path) -> Iterator[str]:
    if not (found.exists() and shipped.exists()):
        yield f"{name}: stands in one of the folders only"
    elif name.endswith(".json"):
        new, old = (json.loads(path.read_text(encoding="utf-8")) for path in (found, shipped))
        yield from (f"{name}: {where}" for where in _of_values(new, old, ""))
    else:
        yield from (f"{name}: {where}" for where in _of_arrays(found, shipped))


def _of_values(found: Any, shipped: Any, where: str) -> Iterator[str]:
    if isinstance(shipped, dict) and isinstance(found, dict):
        for key in sorted({*found, *shipped} - _UNCOMPARED):
            if key in found and key in shipped:
                yield from _of_values(found[key], shipped[key], f"{where}/{key}")
            else:
                yield f"{where}/{key} stands in one of them only"
    elif isinstance(shipped, list) and isinstance(found, list) and len(found) == len(shipped):
        for at, (one, other) in enumerate(zip(found, shipped, strict=True)):
            yield from _of_values(one, other, f"{where}/{at}")
    elif isinstance(shipped, float) and isinstance(found, int | float):
        if abs(found - shipped) > TOLERANCE * max(1.0, abs(shipped)):
            yield f"{where}: {shipped} became {found}"
    elif found != shipped:
        yield f"{where}: {shipped!s:.60} became {found!s:.60}"


def _of_arrays(found: Path, shipped: Path) -> Iterator[str]:
    import numpy as np

    with np.load(found, allow_pickle=False) as new, np.load(shipped, allow_pickle=False) as old:
        for name in sorted({*new.files, *old.files}):
            if name not in new.files or name not in old.files or new[name].shape != old[name].shape:
                yield f"{name} has another shape"
            elif not np.allclose(new[name], old[name], rtol=TOLERANCE, atol=TOLERANCE):
                yield f"{name} has other values"
