"""`auditmatch ranker drift`."""

import json

import click
from flask import current_app
from flask.cli import with_appcontext

from foundation.access.scope import NOBODY, open_session
from foundation.clock import now
from matcher.drift.models import DriftCheck
from matcher.drift.queries import OVERDUE, Watch, watch
from matcher.drift.states import STATES, State
from matcher.drift.words import FEATURES, PARTS
from matcher.ranker.cli import ranker
from matcher.ranking.words import factor_title

OFF, OVERDUE_STATUS = 1, 3


@ranker.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole look as JSON.")
@with_appcontext
def drift(as_json):
    """Print what the last weekly look found: chances of being asked, features, fee estimates.

    Ends with status 0 when nothing that could be told is off, 1 when something is, 3 when nobody has looked for over
    two weeks.

    Example: auditmatch ranker drift --json
    """
    with open_session(current_app.extensions["engine"], NOBODY, read_only=True) as session:
        seen = watch(session, now())
        click.echo(json.dumps(_as_json(seen), indent=2) if as_json else "\n".join(_as_text(seen)))
    if status := OVERDUE_STATUS if seen.is_overdue else OFF if seen.needs_somebody else 0:
        raise click.exceptions.Exit(status)


def _as_json(seen: Watch) -> dict[str, object]:
    check = seen.latest
    said = {"week": check.week.isoformat(), "at": check.at.isoformat(), "model": check.model} if check else {}
    return {"overdue": seen.is_overdue, "looked": check is not None, **said, **(check.found if check else {})}


def _as_text(seen: Watch) -> list[str]:
    if seen.latest is None:
        return ["Nobody has looked yet: `auditmatch worker` looks once a week."]
    late = (
        [f"Nobody has looked for over {OVERDUE.days} days: is `auditmatch worker` running?"] if seen.is_overdue else []
    )
    check = seen.latest
    head = f"Looked on {check.at:%Y-%m-%d %H:%M} UTC at {check.model}."
    return [*late, head, *(line for part in PARTS for line in _part(check, part))]


def _part(check: DriftCheck, part: str) -> list[str]:
    found = check.found[part]
    head = f"{PARTS[part]}: {STATES[State(found['state'])][0].lower()}"
    texts = [line["text"] for line in check.found["off"] if line["part"] == part]
    if part == FEATURES:
        quiet = [f"{factor_title(row['name'])}: {row['text']}" for row in found["rows"] if row["state"] != State.OFF]
        return [head, *(f"  {text}" for text in (*texts, *quiet))]
    return [head, *(f"  {text}" for text in texts or [found["text"]])]
