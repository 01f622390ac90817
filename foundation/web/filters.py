"""How dates, money and codes are written on pages."""

from datetime import date, datetime

from flask import Flask

from foundation.access.permissions import permits
from foundation.web.addresses import address_of_each
from foundation.web.fields import attributes, described_by


def day(value: date | None) -> str:
    """Write a day as 4 March 2026; unknown as a dash."""
    return "–" if value is None else f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """Write a moment as 2026-03-04 16:05 UTC; unknown as a dash."""
    return "–" if value is None else f"{value:%Y-%m-%d %H:%M} UTC"


def usd(value: int | None) -> str:
    """Write whole US dollars with thousands separators; unknown as a dash."""
    return "–" if value is None else f"${value:,}"


def percent(value: float | None) -> str:
    """Write a share in [0, 1] as whole per cent; unknown as a dash."""
    return "–" if value is None else f"{value * 100:.0f}\u00a0%"


def words(code: str | None) -> str:
    """Write a code such as `type_1_then_2` in words; unknown as a dash."""
    return "–" if not code else code.replace("_", " ")


def install(app: Flask) -> None:
    """Give the filters to every template."""
    app.jinja_env.filters.update(day=day, moment=moment, usd=usd, percent=percent, words=words)
    app.jinja_env.globals.update(permits=permits, attributes=attributes, described_by=described_by)
    app.jinja_env.globals["address_of_each"] = address_of_each
