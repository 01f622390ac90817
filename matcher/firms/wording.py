"""How a firm's values are said on pages: pure."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

UNKNOWN = "Not known"
_SPELT = {
    "saas": "SaaS", "hr": "HR", "ai": "AI", "ml": "ML", "iso": "ISO", "soc": "SOC", "pci": "PCI", "dss": "DSS",
    "hipaa": "HIPAA", "hitrust": "HITRUST", "cmmc": "CMMC", "fedramp": "FedRAMP", "gdpr": "GDPR", "csa": "CSA",
    "star": "STAR", "nist": "NIST", "aws": "AWS", "gcp": "Google Cloud", "oci": "OCI", "trustcloud": "TrustCloud",
}  # fmt: skip
_CODES = frozenset({"frameworks", "industries", "report_types", "categories", "clouds", "platforms", "tier"})
_DOMAIN = re.compile(r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}([/?#:]\S*)?", re.IGNORECASE)


def spelt(code: str) -> str:
    """Write a code as people do: `iso_27001` is ISO 27001, `processing_integrity` Processing integrity."""
    parts = [_SPELT.get(part, part) for part in code.split("_")]
    return " ".join(parts)[:1].upper() + " ".join(parts)[1:]


def in_words(name: str, value: object) -> str:
    """Say the value of a field of a profile (`name`) as a page shows it."""
    if value is None or value in ((), {}):
        return UNKNOWN
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Mapping):
        return "; ".join(_entry(key, held) for key, held in value.items())
    if isinstance(value, tuple):
        return ", ".join(spelt(part) if name in _CODES else str(part) for part in value)
    if isinstance(value, int | float):
        return _number(name, value)
    return spelt(value) if isinstance(value, StrEnum) else str(value)


def day_in_words(value: date) -> str:
    """Write a day as 4 March 2026."""
    return f"{value.day} {value:%B %Y}"


def link_of(text: str | None) -> str | None:
    """Give the address that a text is, so that a page may link to it; None when it is no web address."""
    if not text or not _DOMAIN.fullmatch(text.strip()):
        return None
    return text.strip() if text.strip().lower().startswith("http") else f"https://{text.strip()}"


def range_in_words(low: int | None, high: int | None, *, unit: str = "") -> str:
    """Say a range of numbers of which either end may be unknown."""
    if low is None and high is None:
        return UNKNOWN
    if low is None or high is None:
        return f"from {unit}{low:,}" if high is None else f"up to {unit}{high:,}"
    return f"{unit}{low:,} to {unit}{high:,}"


def _number(name: str, value: float) -> str:
    if name == "rating":
        return f"{value:.1f} of 5"
    text = f"{value:,}" if isinstance(value, int) else f"{value:,g}"
    if name.endswith("_usd"):
        return f"${text}"
    if name.endswith("_weeks"):
        return f"{text} {'week' if value == 1 else 'weeks'}"
    return f"{text} %" if name.endswith("_pct") else text


def _entry(key: str, held: object) -> str:
    if held is None:
        return spelt(key)
    if isinstance(held, date):
        return f"{spelt(key)} (until {day_in_words(held)})"
    return f"{spelt(key)} ({held} {'report' if held == 1 else 'reports'})"
