"""What may tell a stranger that an organisation's rows reached them: a mark in its texts, and the ids of its rows."""

import io
import re
import uuid
import zipfile

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from foundation.access.scope import EVERY_ORGANISATION, OwnedByOrganisation, open_session
from foundation.audit.append_only import AppendOnly
from foundation.mapped import columns_of, owned_classes

MARK = "(of nobody else)"
ALSO_TEXT = {"buyer", "title"}
"""Columns of a limited length that people write all the same."""
_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def own_classes() -> list[type]:
    """Give the classes whose rows no other organisation ever shares."""
    return [one for one in owned_classes() if issubclass(one, OwnedByOrganisation)]


def mark(engine: Engine, organisation_id: uuid.UUID) -> None:
    """Write the mark behind every text that an organisation keeps for itself."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        for mapped in own_classes():
            texts = [
                column
                for name, column in columns_of(mapped).items()
                if isinstance(column.type, sa.Text) or name in ALSO_TEXT
            ]
            if texts and not issubclass(mapped, AppendOnly):
                marked = {column: sa.case((column.is_not(None), column + f" {MARK}")) for column in texts}
                mine = sa.update(mapped).where(mapped.organisation_id == organisation_id).values(marked)
                session.execute(mine.execution_options(synchronize_session=False))
        session.commit()


def ids_of(engine: Engine, organisation_id: uuid.UUID) -> frozenset[bytes]:
    """Give the ids of the rows that an organisation keeps for itself."""
    with open_session(engine, organisation_id, read_only=True) as session:
        wanted = (sa.select(columns_of(mapped)["id"]) for mapped in own_classes())
        return frozenset(str(key).encode() for select in wanted for key in session.scalars(select))


def told_of(content: bytes, ids: frozenset[bytes], *, asked: str = "") -> list[str]:
    """List what an answer tells of an organisation, but for what the question named itself."""
    written = _unpacked(content)
    found = {one.decode() for one in _ID.findall(written)} & {one.decode() for one in ids}
    marks = [MARK] if MARK.encode() in written else []
    return marks + sorted(one for one in found if one not in asked)


def _unpacked(content: bytes) -> bytes:
    """Give a file as it is, and one that packs others (ZIP, XLSX, DOCX) as all of their bytes."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(_unpacked(packed.read(name)) for name in packed.namelist())
