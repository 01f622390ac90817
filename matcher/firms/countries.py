"""Which countries a region of a firm's profile stands for."""

from collections.abc import Iterable

from foundation.tables.columns import BadCell

_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_EU = frozenset(_MEMBERS.split())
GROUPS = {"EU": _EU, "EEA": _EU | {"IS", "LI", "NO"}}
"""Groups of countries by name; WORLD stands for all and is known to `serves` alone."""
_ALSO_WRITTEN = {"UK": "GB", "EL": "GR", "USA": "US"}


def country_code(text: str) -> str:
    """Give the two-letter code of a country in capitals (UK is GB); BadCell when the text is no such code."""
    code = _ALSO_WRITTEN.get(text.strip().upper(), text.strip().upper())
    if not (len(code) == 2 and code.isascii() and code.isalpha()) or code in GROUPS:
        raise BadCell("expected a country code of two letters such as US")
    return code


def region(text: str) -> str:
    """Give a country code or the name of a group in capitals; BadCell when the text is neither."""
    name = text.strip().upper()
    if name in GROUPS or name == "WORLD":
        return name
    try:
        return country_code(name)
    except BadCell as error:
        raise BadCell("expected country codes of two letters, or the groups EU, EEA, WORLD") from error


def serves(regions: Iterable[str], country: str) -> bool:
    """Say whether a country is among some regions, itself or by its group."""
    return any(name in ("WORLD", country) or country in GROUPS.get(name, ()) for name in regions)
