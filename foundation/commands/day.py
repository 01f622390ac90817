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
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-11-23", param, ctx)


today_option = click.option(
    "--today", type=Day(), default=today, show_default="the present day", help="Work as if this were today, YYYY-MM-DD."
)
