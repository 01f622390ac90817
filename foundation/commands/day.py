"""The `--today` option."""

from datetime import date

import click

from foundation.clock import today


class Day(click.ParamType[date]):
    """An ISO day such as 2026-11-23."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or tell what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:  # Python also reads 20261123 and 2026-W48-1
            self.fail(f"{value!r} is not a day such as 2026-11-23", param, ctx)
        return day


today_option = click.option(
    "--today", type=Day(), default=today, show_default="the present day", help="Work as if this were today, YYYY-MM-DD."
)
