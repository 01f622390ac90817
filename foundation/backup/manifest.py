"""What a backup says of itself: what is in it, how many rows, how many bytes, and the hash of each part."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from foundation.errors import Unreadable

NAME = "manifest.json"
FORMAT = 1
DATABASE = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}
"""The part that holds the database, by the dialect that made it."""
BACKED_UP, RESTORED = "backup.made", "backup.restored"
"""The lines that the platform's trail keeps of it."""
FILE_PART = re.compile(r"files/[0-9a-f]{32}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the archive."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The table of contents."""

    made_at: datetime
    version: str
    """Of the program that made it."""
    revision: str
    """Of the schema."""
    kind: str
    database: Part
    tables: dict[str, int]
    """Rows by table."""
    files: tuple[Part, ...]
    format: int = FORMAT

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything but the manifest itself."""
        return (self.database, *self.files)

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.tables.values())

    @property
    def size_bytes(self) -> int:
        """How many bytes the parts have together."""
        return sum(part.size_bytes for part in self.parts)


class PartSchema(Schema):
    """A part as JSON."""

    class Meta:
        """Refuse what is not known."""

        unknown = RAISE

    name = fields.String(required=True)
    size_bytes = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    sha256 = fields.String(required=True, validate=validate.Regexp(SHA256.pattern + r"\Z"))

    @post_load
    def made(self, data: dict[str, Any], **_how: Any) -> Part:
        """Make the part."""
        return Part(**data)


class ManifestSchema(Schema):
    """The manifest as JSON."""

    class Meta:
        """Refuse what is not known."""

        unknown = RAISE

    format = fields.Integer(required=True, strict=True, validate=validate.Equal(FORMAT))
    made_at = fields.AwareDateTime(required=True)
    version = fields.String(required=True)
    revision = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(DATABASE))
    database = fields.Nested(PartSchema, required=True)
    tables = fields.Dict(fields.String(), fields.Integer(strict=True, validate=validate.Range(min=0)), required=True)
    files = fields.List(fields.Nested(PartSchema), required=True)

    @post_load
    def made(self, data: dict[str, Any], **_how: Any) -> Manifest:
        """Make the manifest."""
        return Manifest(**data | {"files": tuple(data["files"])})


def version_here() -> str:
    """Say which version of the program this is."""
    return version("auditmatch")


def manifest_bytes(manifest: Manifest) -> bytes:
    """Write a manifest."""
    return json.dumps(asdict(manifest) | {"made_at": manifest.made_at.isoformat()}, indent=1).encode()


def manifest_from(content: bytes, *, file: str) -> Manifest:
    """Read a manifest, which may be anybody's; raises Unreadable naming what is wrong with it."""
    try:
        manifest: Manifest = ManifestSchema().loads(content)
    except (ValidationError, ValueError, RecursionError) as wrong:
        raise Unreadable(f"its manifest cannot be used ({_first(wrong)}); nothing was restored", file) from wrong
    if manifest.database.name != DATABASE[manifest.kind]:
        raise Unreadable(f"its manifest names a database {manifest.database.name!r}; nothing was restored", file)
    if not all(FILE_PART.fullmatch(part.name) for part in manifest.files):
        raise Unreadable("its manifest names a file that no backup holds; nothing was restored", file)
    return manifest


def _first(wrong: Exception) -> str:
    if isinstance(wrong, ValidationError) and isinstance(wrong.messages, dict):
        return f"about {next(iter(wrong.messages))!r}"
    return "it is no JSON of the expected shape"
