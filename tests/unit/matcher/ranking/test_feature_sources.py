"""What each feature reads is what it says it reads: by swapping facts between firms and looking at what moves."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from foundation.criteria import Category
from matcher.eligibility.gate import judge
from matcher.firms.profile import FirmProfile
from matcher.firms.records.columns import FIRM_COLUMNS
from matcher.firms.samples import WRITTEN_FOR, sample_firms
from matcher.intakes.wanted import Budget, ReportType, Wanted
from matcher.ranking.candidates import Candidates
from matcher.ranking.features import FEATURES, feature_matrix
from matcher.ranking.table import feature_table
from tests.unit.matcher.dull import dull_wanted

PAGE = Path(__file__).parents[4] / "docs" / "features.md"
FIRMS = sample_firms(WRITTEN_FOR)
INTAKES = tuple(
    dull_wanted(clouds=("aws", "gcp"), platform="vanta", report_type=report_type, categories=categories, **changes)
    for report_type in (ReportType.TYPE_1, ReportType.TYPE_2)
    for categories in ((Category.SECURITY,), (Category.SECURITY, Category.AVAILABILITY))
    for changes in ({}, {"report_needed_by": None, "budget_usd": Budget()})
)
IDENTITY = ("firm_id", "name", "legal_name", "website", "contact_name", "contact_email", "notes", "licence_number")


def places(firms: tuple[FirmProfile, ...], wanted: Wanted) -> np.ndarray:
    return feature_matrix(Candidates(wanted, [judge(wanted, firm, WRITTEN_FOR) for firm in firms], WRITTEN_FOR))


def moved_by(field: str) -> set[str]:
    """Give every firm the next firms' value of one field and say which features move for anybody."""
    moved: set[str] = set()
    for wanted in INTAKES:
        before = places(FIRMS, wanted)
        for swapped in swaps(field):
            differs = (places(swapped, wanted) != before).any(axis=0)
            moved |= {feature.name for feature, differ in zip(FEATURES, differs, strict=True) if differ}
    return moved


def swaps(field: str) -> Iterator[tuple[FirmProfile, ...]]:
    for step in (1, 7):
        others = (*FIRMS[step:], *FIRMS[:step])
        yield tuple(replace(firm, **{field: getattr(other, field)}) for firm, other in zip(FIRMS, others, strict=True))


@pytest.mark.parametrize("field", [each.name for each in fields(FirmProfile)])
def test_a_field_moves_the_features_that_name_it_and_no_other(field):
    assert moved_by(field) == {feature.name for feature in FEATURES if field in feature.source}


def test_a_feature_reads_only_columns_of_the_directory_and_keys_of_the_intake():
    columns = {column.name for column in FIRM_COLUMNS} - set(IDENTITY)
    keys = {each.name for each in fields(Wanted)}

    assert [feature.name for feature in FEATURES if not set(feature.source) <= columns] == []
    assert [feature.name for feature in FEATURES if not set(feature.asks) <= keys] == []


def test_the_directory_has_no_column_for_what_a_firm_pays():
    paying = re.compile("pay|paid|commission|sponsor|promot|advert|kickback|referral|plan$")

    assert [column.name for column in FIRM_COLUMNS if paying.search(column.name)] == []
    assert [each.name for each in fields(FirmProfile) if paying.search(each.name)] == []


def test_the_place_of_a_firm_in_the_file_changes_nothing_about_it():
    order = np.random.default_rng(4).permutation(len(FIRMS))

    for wanted in INTAKES:
        assert np.array_equal(places(tuple(FIRMS[at] for at in order), wanted), places(FIRMS, wanted)[order])


def test_a_firm_stands_where_it_stands_whoever_else_is_compared():
    for wanted in INTAKES:
        alone = np.vstack([places((firm,), wanted) for firm in FIRMS])

        assert np.array_equal(alone, places(FIRMS, wanted))


def test_the_page_holds_the_table_that_the_features_give():
    assert PAGE.read_text(encoding="utf-8").endswith("is written by it -->\n\n" + feature_table())


def test_the_table_has_the_words_of_a_feature():
    rows = feature_table().splitlines()

    assert rows[2] == (
        "| `industry_depth` | SOC 2 reports in the wanted industry | `industries` | `industry` | more is never worse "
        "| 0.20 | place 0.3; a firm that lists industries, but not this one, has 0 reports in it |"
    )
    assert len(rows) == 2 + len(FEATURES)
