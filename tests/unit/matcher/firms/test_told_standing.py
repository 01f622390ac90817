"""What of a firm's own changes stands, and the firm without some of them."""

from datetime import date

from matcher.firms.compare import FieldChange
from matcher.firms.told.standing import standing_of, without
from tests.factories.firm import make_profile

CISA = FieldChange("cisa_count", "4", "9")
FEE = FieldChange("type_2_fee_min_usd", None, "20000")


def test_a_change_stands_while_the_firm_has_the_value_that_it_brought():
    firm = make_profile(cisa_count=11)

    assert standing_of((CISA, FEE), firm) == ((CISA, False), (FEE, True))


def test_a_firm_without_changes_has_the_values_from_before():
    changes = (
        CISA,
        FEE,
        FieldChange("industries", "saas:5; web3", "saas:50"),
        FieldChange("conflict_clients", None, "Acme Rival"),
        FieldChange("next_start_on", "2027-01-04", "2027-02-01"),
        FieldChange("senior_contact", "no", "yes"),
    )

    before = without(changes, make_profile(cisa_count=9))

    assert (before.cisa_count, before.type_2_fee_min_usd, before.conflict_clients) == (4, None, ())
    assert before.industries == {"saas": 5, "web3": None}
    assert (before.next_start_on, before.senior_contact) == (date(2027, 1, 4), False)
    assert before.type_2_fee_max_usd == 30000
