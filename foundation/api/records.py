"""The addresses that every collection of records has: get, add, replace, change and remove one."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask_smorest import abort
from marshmallow import Schema, fields

from foundation.access.permissions import Permission
from foundation.api.blueprint import ApiBlueprint
from foundation.api.caller import caller
from foundation.api.gate import token_requires
from foundation.api.tokens.models import TokenScope
from foundation.api.versions import ETAG_HEADER, etag, guards_versions, seen_version
from foundation.imports.collection import Collection, record_of
from foundation.imports.service import LONGEST_KEY
from foundation.tables.write import cell_text, with_apostrophe
from foundation.web.session import session


@dataclass(frozen=True, slots=True)
class Deeds:
    """The services of a collection, which the pages use too."""

    fetch: Callable[..., Any]
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Shapes:
    """How a record is sent and given: whole, to add, in place of another, and in part."""

    whole: type[Schema]
    new: type[Schema]
    replacement: type[Schema]
    part: Schema
    beside: tuple[str, ...] = ()
    """Columns of the row that are given beside the record and never sent."""

    @classmethod
    def of(
        cls,
        name: str,
        key: str,
        columns: Mapping[str, fields.Field[Any]],
        beside: Mapping[str, fields.Field[Any]] = MappingProxyType({}),
    ) -> "Shapes":
        """Make the shapes of a record from its fields; the key of one that exists already is never sent."""
        kept: dict[str, fields.Field[Any]] = {
            "id": fields.UUID(required=True),
            "version": fields.Integer(required=True),
            "changed_at": fields.DateTime(required=True),
        }
        others = {column: field for column, field in columns.items() if column != key}
        return cls(
            whole=Schema.from_dict({**kept, **columns, **beside}, name=name),
            new=Schema.from_dict(dict(columns), name=f"New{name}"),
            replacement=Schema.from_dict(others, name=f"{name}Replacement"),
            part=Schema.from_dict(others, name=f"{name}Change")(partial=True),
            beside=tuple(beside),
        )


def shown(collection: Collection[Any, Any], row: Any, beside: Iterable[str] = ()) -> dict[str, Any]:
    """Write a row as the API gives it, with columns that stand beside its record."""
    record = record_of(collection, row)
    values = {column.name: getattr(record, column.name) for column in collection.columns}
    values |= {name: getattr(row, name) for name in (*collection.care, *beside)}
    return {"id": row.id, "version": row.version, "changed_at": row.changed_at, **values}


def care_from(collection: Collection[Any, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Take out of what was sent the columns that no file holds."""
    return {name: values[name] for name in collection.care if name in values}


def record_from(collection: Collection[Any, Any], values: Mapping[str, Any]) -> Any:
    """Read a record by the rules of the collection's files; what they refuse is answered with 422."""
    of_files = {name: value for name, value in values.items() if name not in collection.care}
    cells = {name: with_apostrophe(cell_text(value)) for name, value in of_files.items()}
    read = collection.read(json.dumps([cells]).encode(), filename="request.json")
    errors = {one.column or "": [one.problem] for one in read.problems}
    if not errors and not (read.records and len(getattr(read.records[0], collection.key)) <= LONGEST_KEY):
        errors = {collection.key: [f"expected 1 to {LONGEST_KEY} characters"]}
    if errors:
        abort(422, errors=errors)
    return read.records[0]


def add_record_routes(
    blueprint: ApiBlueprint,
    collection: Collection[Any, Any],
    shapes: Shapes,
    deeds: Deeds,
    scopes: tuple[TokenScope, TokenScope],
) -> None:
    """Register the addresses of one record below the blueprint's; `scopes` are those of reading and of writing."""
    _add_reading(blueprint, collection, shapes, deeds, scopes[0])
    _add_adding(blueprint, collection, shapes, deeds, scopes[1])
    _add_changing(blueprint, collection, shapes, deeds, scopes[1])
    _add_removing(blueprint, collection, deeds, scopes[1])


def _add_reading(
    blueprint: ApiBlueprint, collection: Collection[Any, Any], shapes: Shapes, deeds: Deeds, scope: TokenScope
) -> None:
    @blueprint.route("/<uuid:row_id>", methods=["GET"])
    @token_requires(scope, Permission.CONTROLS_READ)
    @blueprint.response(200, shapes.whole, headers=ETAG_HEADER)
    @blueprint.doc(summary=f"Get one {collection.name}")
    def get(row_id: uuid.UUID) -> Any:
        row = deeds.fetch(session, row_id)
        return shown(collection, row, shapes.beside), etag(row)


def _add_adding(
    blueprint: ApiBlueprint, collection: Collection[Any, Any], shapes: Shapes, deeds: Deeds, scope: TokenScope
) -> None:
    @blueprint.route("", methods=["POST"])
    @token_requires(scope, Permission.CONTROLS_WRITE)
    @blueprint.arguments(shapes.new)
    @blueprint.alt_response(409, "CONFLICT")
    @blueprint.response(201, shapes.whole, headers=ETAG_HEADER)
    @blueprint.doc(summary=f"Add one {collection.name}")
    def add(values: dict[str, Any]) -> Any:
        care = care_from(collection, values)
        row = deeds.add(session, record_from(collection, values), caller.actor, **({"care": care} if care else {}))
        return shown(collection, row, shapes.beside), etag(row)


def _add_changing(
    blueprint: ApiBlueprint, collection: Collection[Any, Any], shapes: Shapes, deeds: Deeds, scope: TokenScope
) -> None:
    def changed(row: Any, values: Mapping[str, Any]) -> Any:
        record = record_from(collection, {collection.key: getattr(row, collection.key), **values})
        care = care_from(collection, values)
        beside = {"care": care} if care else {}
        deeds.change(session, row, record, version=seen_version(row), actor=caller.actor, **beside)
        return shown(collection, row, shapes.beside), etag(row)

    @blueprint.route("/<uuid:row_id>", methods=["PUT"])
    @token_requires(scope, Permission.CONTROLS_WRITE)
    @guards_versions
    @blueprint.arguments(shapes.replacement)
    @blueprint.response(200, shapes.whole, headers=ETAG_HEADER)
    @blueprint.doc(
        summary=f"Replace one {collection.name}",
        description=f"Its `{collection.key}` stays, and what is left out becomes unknown.",
    )
    def replace(values: dict[str, Any], row_id: uuid.UUID) -> Any:
        return changed(deeds.fetch(session, row_id), values)

    @blueprint.route("/<uuid:row_id>", methods=["PATCH"])
    @token_requires(scope, Permission.CONTROLS_WRITE)
    @guards_versions
    @blueprint.arguments(shapes.part)
    @blueprint.response(200, shapes.whole, headers=ETAG_HEADER)
    @blueprint.doc(summary=f"Change some fields of one {collection.name}")
    def change(values: dict[str, Any], row_id: uuid.UUID) -> Any:
        row = deeds.fetch(session, row_id)
        record = record_of(collection, row)
        before = {column.name: getattr(record, column.name) for column in collection.columns}
        return changed(row, before | values)


def _add_removing(blueprint: ApiBlueprint, collection: Collection[Any, Any], deeds: Deeds, scope: TokenScope) -> None:
    @blueprint.route("/<uuid:row_id>", methods=["DELETE"])
    @token_requires(scope, Permission.CONTROLS_WRITE)
    @guards_versions
    @blueprint.response(204)
    @blueprint.doc(summary=f"Remove one {collection.name}")
    def remove(row_id: uuid.UUID) -> None:
        row = deeds.fetch(session, row_id)
        seen_version(row)
        deeds.remove(session, row, caller.actor)
