"""How a firm is sent and given: a field for each column of `firms.csv`, of the type that its profile has."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from marshmallow import Schema, fields, validate

from foundation.api.schemas import PageQuery, Text, Whole, YesNo, day, text, texts, word
from foundation.tables.write import cell_text
from matcher.firms.forms import DECIDED, SOME_OF
from matcher.firms.models import Firm
from matcher.firms.profile import FirmProfile
from matcher.firms.queries import SORTS, UNKNOWN
from matcher.firms.rows import NAMES, profile_of
from matcher.firms.words import LicenceStatus, PeerReviewRating, Tier, VettingStatus

MOST = 2_000_000_000
REQUIRED = ("firm_id", "name")


def _field(name: str, hint: Any) -> fields.Field[Any]:
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        return texts(choices=list(part)) if issubclass(part, StrEnum) else texts()
    if get_origin(hint) is Mapping:
        return _mapping(*get_args(hint))
    kind = next((part for part in (get_args(hint) or (hint,)) if part is not type(None)), str)
    return _plain(name, kind)


def _mapping(key: type, value: Any) -> fields.Dict:
    keys = fields.String(validate=validate.OneOf(list(key))) if issubclass(key, StrEnum) else Text()
    held = next(part for part in get_args(value) if part is not type(None))
    values = fields.Date(allow_none=True) if held is date else _number(Whole)
    return fields.Dict(keys=keys, values=values)


def _plain(name: str, kind: type) -> fields.Field[Any]:
    if issubclass(kind, StrEnum):
        return word(kind)
    if kind is bool:
        return YesNo(allow_none=True)
    if kind is date:
        return day()
    if kind is int:
        return _number(Whole)
    if kind is float:
        return _number(fields.Float)
    return text(required=name in REQUIRED, longest=500 if name in REQUIRED else None)


def _number(kind: Any) -> fields.Field[Any]:
    made: fields.Field[Any] = kind(allow_none=True, validate=validate.Range(0, MOST))
    return made


HINTS = get_type_hints(FirmProfile)
COLUMNS = {name: _field(name, HINTS[name]) for name in NAMES}
SOURCE = {"source": text(required=True, longest=1_000, about="Where the values are from, an address or a note")}
KEPT: dict[str, fields.Field[Any]] = {
    "id": fields.UUID(required=True),
    "version": fields.Integer(required=True),
    "is_sample": fields.Boolean(required=True, metadata={"description": "Invented by the seed"}),
    "updated_at": fields.DateTime(required=True),
}
FirmSchema = Schema.from_dict({**KEPT, **COLUMNS}, name="Firm")
SENT = {name: field for name, field in COLUMNS.items() if name not in DECIDED}
"""What a program may say of a firm: not where it stands in our vetting."""
NewFirm = Schema.from_dict({**SOURCE, **SENT}, name="NewFirm")
FirmChangeBody = Schema.from_dict(
    {**SOURCE, **{name: field for name, field in SENT.items() if name != "firm_id"}}, name="FirmChange"
)


class FirmQuery(PageQuery):
    """Which firms are wanted; `not_known` asks for those whose value nobody knows."""

    search = text(about="Words of the name, id, website or licence number")
    tier = word([*Tier, UNKNOWN])
    vetting_status = word([*VettingStatus, UNKNOWN])
    licence_status = word([*LicenceStatus, UNKNOWN])
    peer_review_rating = word([*PeerReviewRating, UNKNOWN])
    is_sample = fields.Boolean(
        load_default=None, truthy={"true"}, falsy={"false"}, metadata={"description": "Invented or real"}
    )
    sort = word(SORTS, default="name")


def firm_body(row: Firm) -> dict[str, Any]:
    """Write a firm."""
    profile = profile_of(row)
    return {name: getattr(row, name) for name in KEPT} | {name: getattr(profile, name) for name in NAMES}


def cells_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write what was sent as the form of a firm has it: cells of `firms.csv`, and lists where it has boxes."""
    return {name: list(value or ()) if name in SOME_OF else cell_text(value) for name, value in values.items()}
