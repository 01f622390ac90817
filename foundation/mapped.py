"""What the mapped classes say of themselves: which hold an organisation's rows, and which name stored files.

Whatever a package maps is found here without being listed, so that nothing new can be forgotten.
"""

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from foundation.access.scope import OwnedByOrganisation, SharedWithPartner
from foundation.db import Base

STORED_NAME = "stored_name"
"""The column by which a row names a file in the storage; `filename` beside it is how people called it."""


def mapped_classes() -> list[type[Base]]:
    """Give every mapped class, those that others refer to first."""
    by_table = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    return [by_table[table] for table in Base.metadata.sorted_tables if table in by_table]


def owned_classes() -> list[type[Any]]:
    """Give the classes whose rows belong to an organisation, shared ones too, those that others refer to first."""
    return [one for one in mapped_classes() if issubclass(one, OwnedByOrganisation | SharedWithPartner)]


def columns_of(mapped: type[Base]) -> dict[str, InstrumentedAttribute[Any]]:
    """Give the columns of a class by name, in the order of its table."""
    mapper = sa.inspect(mapped)
    by_column = {mapper.get_property_by_column(column).key: column.name for column in mapper.local_table.columns}
    return {name: cast("InstrumentedAttribute[Any]", getattr(mapped, key)) for key, name in by_column.items()}


def naming_files() -> list[type[Any]]:
    """Give the classes whose rows may name a stored file."""
    return [one for one in mapped_classes() if STORED_NAME in columns_of(one)]
