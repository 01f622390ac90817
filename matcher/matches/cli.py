"""`match`: three audit firms for an intake, on the command line, without a database."""

from pathlib import Path

import click

from foundation.commands.day import today_option
from foundation.commands.files import read_file, read_json, write_file
from foundation.tables.model import raise_if_any
from matcher.firms.records.read import read_firms
from matcher.intakes.intake_json import read_intake, unused_keys
from matcher.matches.matching import MatchResult, match
from matcher.matches.report import report_bytes
from matcher.ranking.expert import expert_ranker
from matcher.ranking.stored import directory_model_from_json

FILE = click.Path(path_type=Path)


@click.command("match")
@click.argument("intake", type=FILE)
@click.option("--firms", required=True, type=FILE, help="The directory, as CSV, XLSX or JSON.")
@click.option("--model", type=FILE, help="A MODEL.json; without it the expert's weights rank.")
@today_option
@click.option("--report", type=FILE, help="Where the report goes, as JSON.")
def match_intake(intake, firms, model, today, report):
    """Find three vetted audit firms for an intake.

    Example: auditmatch match intake.json --firms firms.csv --report matches.json
    """
    given = read_json(intake)
    wanted = read_intake(given, today=today, source=intake.name)
    if unused := unused_keys(given):
        click.echo(f"Note: keys of the intake that are not used: {', '.join(unused)}.", err=True)
    directory = read_firms(read_file(firms), filename=firms.name)
    raise_if_any(directory.problems)
    if directory.extra_columns:
        click.echo(f"Note: columns that are not used: {', '.join(directory.extra_columns)}.", err=True)
    ranker = directory_model_from_json(read_file(model), source=model.name) if model else expert_ranker()
    result = match(wanted, directory.profiles, model=ranker, today=today)
    if report:
        write_file(report, report_bytes(result))
    click.echo(_summary(result))


def _summary(result: MatchResult) -> str:
    lines = [f"{len(result.eligible)} firms are eligible, {len(result.excluded)} are not."]
    for found in result.matches:
        fee = f"${found.fee.low:,}-${found.fee.high:,}" if found.fee else "fee unknown"
        lines.append(
            f"{found.rank}. {found.firm.name} ({found.firm.firm_id}): {fee}, report {found.earliest_report_on}"
        )
    if result.binding_constraint:
        lines.append(f"No firm is eligible; what binds: {result.binding_constraint}.")
    return "\n".join(lines)
