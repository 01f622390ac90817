"""Changes single parts of a ZIP container for tests."""

import io
import zipfile
from collections.abc import Callable, Mapping


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in parts.items():
            container.writestr(name, part)
    return stream.getvalue()


def rewritten(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give the container with one part changed; fails when the change changes nothing."""
    parts = parts_of(content)
    changed = change(parts[name])
    assert changed != parts[name]
    return zipped(parts | {name: changed})
