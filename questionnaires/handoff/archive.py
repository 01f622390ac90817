"""The package as one ZIP; the same package gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

EARLIEST = date(1980, 1, 1)
"""A ZIP knows no day before it."""


def archive(files: Mapping[str, bytes], made_on: date) -> bytes:
    """Pack files in the order given, dated to the day on which the package was made."""
    out = io.BytesIO()
    day = max(made_on, EARLIEST)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            packed.writestr(member, content)
    return out.getvalue()
