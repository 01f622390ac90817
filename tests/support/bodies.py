"""Every address of the API that takes a body, from its specification: a new one is tried without being named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.support.api import API_BODIES, Program, program
from tests.support.furnished import address_of
from tests.support.posts import OpenHouse

JSON = "application/json"


@dataclass(frozen=True)
class Taker:
    """One address of the API that changes or asks something, with a body that it takes."""

    endpoint: str
    method: str
    address: str
    person: str
    body: Any
    """None where it takes none."""
    schema: dict[str, Any] = field(default_factory=dict)
    """Of its body, whose parts are written out."""

    @property
    def name(self) -> str:
        """Name it for people who read a failure."""
        return f"{self.method} {self.endpoint}"


def takers(house: OpenHouse) -> list[Taker]:
    """List every POST, PUT, PATCH and DELETE; one that takes a body of which we know none fails with KeyError."""
    written = house.app.test_client().get("/api/v1/openapi.json").json
    found = []
    for rule in sorted(house.app.url_map.iter_rules(), key=str):
        path = rule.rule.replace("<uuid:", "{").replace(">", "}")
        for method in sorted((rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}):
            if not rule.rule.startswith("/api/"):
                continue
            kinds = written["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
            schema = whole(kinds[JSON]["schema"], written) if JSON in kinds else {}
            body = API_BODIES[rule.endpoint, method] if JSON in kinds else None
            person = "ada" if rule.endpoint.startswith("api_firms") else "alice"
            found.append(
                Taker(rule.endpoint, method, address_of(house.app, rule, house.examples), person, body, schema)
            )
    return found


def whole(schema: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """Write out the parts of a schema that it only names."""
    while "$ref" in schema:
        schema = written["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    inner = {name: whole(one, written) for name, one in schema.get("properties", {}).items()}
    return {**schema, "properties": inner} if inner else schema


def places(schema: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give the way to every field of a body, those of fields within fields too."""
    for name, inner in schema.get("properties", {}).items():
        yield (*path, name)
        yield from places(inner, (*path, name))


def free_texts(taker: Taker) -> list[tuple[str, ...]]:
    """Give the fields of a body into which people write as they like."""
    found = []
    for path in places(taker.schema):
        inner = taker.schema
        for name in path:
            inner = inner["properties"][name]
        if inner.get("type") in ("string", ["string", "null"]) and not {"enum", "format"} & set(inner):
            found.append(path)
    return found


def with_value(body: Any, path: tuple[str, ...], value: Any) -> Any:
    """Give a body with another value at a place."""
    if not path:
        return value
    standing = body if isinstance(body, dict) else {}
    return {**standing, path[0]: with_value(standing.get(path[0]), path[1:], value)}


def programs(house: OpenHouse) -> dict[str, Program]:
    """Give the programs of who may; their tokens stay when the house is put back."""
    found = {name: program(house.app, name) for name in ("ada", "alice")}
    house.keep()
    return found
