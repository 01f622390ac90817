"""The directory as matching reads it: columns, lists as the text that the database keeps."""

from datetime import date

import sqlalchemy as sa

from foundation.criteria import Category
from matcher.firms.models import Firm
from matcher.firms.rows import profile_of
from matcher.firms.service import directory
from matcher.firms.words import Industry
from tests.factories.firm import add_firm, make_profile

FULL = {
    "regions": ("US", "EEA"),
    "languages": ("en", "de"),
    "conflict_clients": ("Zürich “Ré” & Co",),
    "categories": (Category.SECURITY, Category.AVAILABILITY),
    "frameworks": {"iso_27001": date(2027, 1, 31), "pci_dss": None},
    "industries": {Industry.SAAS: 12, Industry.FINTECH: None},
}
EMPTY = {"regions": (), "categories": (), "frameworks": {}, "industries": {}}


def test_it_is_what_the_rows_of_firms_say(platform):
    add_firm(platform, firm_id="F-902", **FULL)
    add_firm(platform, firm_id="F-901", **EMPTY)
    rows = platform.scalars(sa.select(Firm).order_by(Firm.firm_id))

    read = directory(platform)

    assert read == (make_profile(firm_id="F-901", **EMPTY), make_profile(firm_id="F-902", **FULL))
    assert read == tuple(map(profile_of, rows))


def test_a_change_of_a_list_is_read_at_once(platform):
    firm = add_firm(platform, firm_id="F-901", **FULL)
    assert directory(platform)[0].regions == ("US", "EEA")

    firm.regions = ["CA"]
    platform.flush()

    assert directory(platform)[0].regions == ("CA",)
