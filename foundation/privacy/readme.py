"""The page that comes with the ZIP and says what each file is."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from foundation.privacy.contents import Contents

_ABOUT = """\
{title}
{line}

Made on {made_at:%Y-%m-%d} at {made_at:%H:%M} UTC. The files hold what stood in the database at that time.

data/    Each kind of record twice: as JSON, one record a line, and as CSV in UTF-8. Days and moments are ISO 8601,
         moments in UTC. In the CSV a value that has parts stands as JSON. A cell that a spreadsheet would take for a
         formula has an apostrophe in front. Records point to each other by their ids.
files/   What was uploaded or written as a file: {files}, under the names that they had. files.csv says
         which record each belongs to; one without a place was no longer there.

Not in here: passwords and the secrets of links and tokens, of which only hashes are kept; the sign-ins and API tokens
of your people, which are theirs; mails; the directory of audit firms, which is the platform's.

What each kind of record is, and how many there are:

"""


def readme(name: str, made_at: datetime, tables: Sequence[Contents], counts: Mapping[str, int], files: int) -> str:
    """Say what the ZIP holds."""
    title = f"Everything that auditmatch keeps for {name}"
    many = "1 file" if files == 1 else f"{files:,} files"
    heading = _ABOUT.format(title=title, line="=" * len(title), made_at=made_at, files=many)
    width = max(len(table.name) for table in tables)
    lines = [f"{table.name:<{width}}  {counts[table.name]:>7,}  {table.meaning}" for table in tables]
    return heading + "\n".join(lines) + "\n"
