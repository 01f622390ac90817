"""When two written names mean the same."""

import pytest

from matcher.eligibility.names import names_firm, same_name
from tests.unit.matcher.dull import dull_firm


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cedar & Pine LLP", "cedar pine"),
        ("Cedar Pine, L.L.P.", "CEDAR-PINE"),
        ("Cedar Pine P. C.", "Cedar Pine"),
        ("O'Malley Attest PLLC", "OMalley Attest"),
        ("Nordlicht GmbH & Co. KG", "Nordlicht"),
        ("Zoë Assurance Inc.", "zoe assurance"),
        ("LLC", "L.L.C."),
    ],
)
def test_case_punctuation_and_legal_suffix_do_not_matter(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Cedar", "Cedar Pine LLP"), ("Cedar Pine Audit", "Cedar Pine"), ("LLC", "Inc"), ("", ""), ("&", "-")],
)
def test_a_name_is_never_a_part_of_another_and_nothing_is_no_name(one, other):
    assert not same_name(one, other)


@pytest.mark.parametrize("given", ["F-001", "f001", "Dullbrook Attest", "DULLBROOK ATTEST PC"])
def test_a_firm_is_named_by_id_name_or_legal_name(given):
    assert names_firm(["Other", given], dull_firm()) == given


@pytest.mark.parametrize("given", ["F-0010", "F-00", "Dullbrook", "Attest LLP", ""])
def test_a_firm_is_not_named_by_a_part(given):
    assert names_firm([given], dull_firm()) is None


def test_an_id_that_ends_like_a_legal_suffix_stays_its_own():
    assert names_firm(["F-01"], dull_firm(firm_id="F-01-PA")) is None
