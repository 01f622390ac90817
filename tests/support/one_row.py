"""One row in a table that nobody filled, of values as dull as its columns allow, made from the models alone."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

DULL: dict[type, Any] = {
    str: "x",
    bool: False,
    int: 1,
    float: 0.01,
    datetime: datetime(2026, 1, 2, tzinfo=UTC),
    date: date(2026, 1, 2),
}


def add_one_row(connection: sa.Connection, table: sa.Table) -> None:
    """Add a row whose foreign keys lead to rows that stand; what may be empty is left so."""
    values = _leading_to_what_stands(connection, table)
    for column in table.columns:
        if column.name not in values and not column.nullable:
            values[column.name] = _dull(column)
    connection.execute(sa.insert(table).values(values))


def _leading_to_what_stands(connection: sa.Connection, table: sa.Table) -> dict[str, Any]:
    """Fill the foreign keys, those of many columns first, so that all agree on the organisation."""
    values: dict[str, Any] = {}
    for key in sorted(table.foreign_key_constraints, key=lambda key: -len(key.elements)):
        pairs = {element.parent.name: element.column for element in key.elements}
        known = [column == values[name] for name, column in pairs.items() if name in values]
        found = connection.execute(sa.select(*pairs.values()).where(*known).limit(1)).first()
        if found is not None:
            values |= dict(zip(pairs, found, strict=True))
    return values


def _dull(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.Enum):
        return column.type.enum_class(column.type.enums[0]) if column.type.enum_class else column.type.enums[0]
    if isinstance(column.type, sa.JSON):
        return []
    if isinstance(column.type, sa.Uuid):
        return uuid.uuid4()
    plain = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    return DULL[plain.python_type]
