"""`readiness`: how far a control set carries, on the command line, without a database."""

from pathlib import Path

import click

from foundation.commands.files import read_file, write_json
from foundation.criteria import Category
from foundation.errors import BadInput
from foundation.tables.model import raise_if_any
from questionnaires.controls.readiness import readiness as judge
from questionnaires.controls.readiness import readiness_report
from questionnaires.controls.table import read_controls

FILE = click.Path(path_type=Path)


@click.command()
@click.option("--controls", required=True, type=FILE, help="The control set, as CSV, XLSX or JSON.")
@click.option("--categories", default="security", show_default=True, help="Categories in scope, separated by commas.")
@click.option("--report", type=FILE, help="Where the report goes, as JSON.")
def readiness(controls, categories, report):
    """Tell which criteria a control set covers, and what is left to do.

    Example: auditmatch readiness --controls controls.csv --categories security,availability --report ready.json
    """
    held = read_controls(read_file(controls), filename=controls.name)
    raise_if_any(held.problems)
    if held.extra_columns:
        click.echo(f"Note: columns that are not used: {', '.join(held.extra_columns)}.", err=True)
    told = readiness_report(judge(held.records, _categories(categories)))
    if report:
        write_json(report, told)
    click.echo(f"{told['coverage']:.0%} of the criteria in scope are covered; {len(told['gaps'])} need work.")
    for gap in told["gaps"]:
        click.echo(f"{gap['rank']}. {gap['criterion']}: {gap['why']}")


def _categories(given: str) -> tuple[Category, ...]:
    names = [name.strip().lower() for name in given.replace(";", ",").split(",") if name.strip()]
    try:
        return tuple(Category(name) for name in names)
    except ValueError as unknown:
        known = ", ".join(Category)
        raise BadInput(f"{unknown}; the categories are {known}", where="--categories") from None
