"""The 61 Trust Services Criteria by reference, in our own words: the published sentences belong to the AICPA."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from foundation.assets import asset
from foundation.tables.columns import Column, listing, one_of, text
from foundation.tables.model import raise_if_any
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows


class Category(StrEnum):
    """A category that a SOC 2 report may cover; Security is always in scope."""

    SECURITY = "security"
    AVAILABILITY = "availability"
    PROCESSING_INTEGRITY = "processing_integrity"
    CONFIDENTIALITY = "confidentiality"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion that controls are judged by."""

    id: str
    """Its reference, such as `CC6.1`."""
    category: Category
    title: str
    paraphrase: str
    keywords: tuple[str, ...]
    """Words and phrases that a question about this criterion tends to use, in lower case."""


_COLUMNS = (
    Column("id", text, required=True),
    Column("category", one_of(Category), required=True),
    Column("title", text, required=True),
    Column("paraphrase", text, required=True),
    Column("keywords", listing, required=True),
)


@cache
def all_criteria() -> tuple[Criterion, ...]:
    """Give the 61 criteria in the order of their references, Security first; read once."""
    path = asset("seed_data", "criteria.csv")
    read = typed_rows(read_table(path.read_bytes(), filename=path.name), _COLUMNS, key="id")
    raise_if_any(read.problems)
    return tuple(Criterion(**row.values) for row in read.rows)


def criteria_of(categories: Iterable[Category]) -> tuple[Criterion, ...]:
    """Give the criteria in scope for some categories; those of Security always are."""
    wanted = {Category.SECURITY, *categories}
    return tuple(criterion for criterion in all_criteria() if criterion.category in wanted)


@cache
def criterion_ids() -> frozenset[str]:
    """Give the references of all criteria."""
    return frozenset(criterion.id for criterion in all_criteria())
