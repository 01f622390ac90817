"""`auditmatch ranker train | evaluate | promote | report`."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from markupsafe import Markup
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.platform import platform_id
from foundation.assets import asset
from foundation.audit.actor import SERVICE
from foundation.clock import now
from foundation.commands.day import Day
from foundation.commands.files import read_json, write_file, write_json
from foundation.errors import BadInput
from matcher.ranker.current import called, current_row
from matcher.ranker.drawn import PLACES
from matcher.ranker.fairness import Unfair
from matcher.ranker.given import GivenModel, given_model, model_file
from matcher.ranker.models import RankingModel
from matcher.ranker.queries import kept_model, list_models
from matcher.ranker.report import report_on
from matcher.ranker.service import Decision, evaluate_given, keep_tested, return_to_prior
from matcher.ranker.service import promote as let_rank
from matcher.ranker.service import train as train_now
from matcher.ranking.evaluation import CURRENT, PRIOR
from matcher.ranking.expert import expert_ranker
from matcher.ranking.recipe import TooFewOutcomes
from matcher.ranking.stored import model_to_json

FILE = click.Path(path_type=Path)
as_of_option = click.option(
    "--as-of", type=Day(), metavar="DATE", help="Read no event of a later day, YYYY-MM-DD; all events when left out."
)


@click.group()
def ranker() -> None:
    """Train the ranking model on outcomes, test it, decide whether it ranks, report on it.

    Example: auditmatch ranker train --out model.json
    """


@ranker.command()
@click.option("--out", type=FILE, help="Where MODEL.json goes, which `match --model` takes.")
@as_of_option
@with_appcontext
def train(out, as_of):
    """Learn a candidate from earlier outcomes, test it on later ones and keep it. It does not rank until promoted.

    With too few outcomes nothing is trained: the command says so, and --out gets the model that ranks now.

    Example: auditmatch ranker train --out model.json
    """
    with _platform() as session:
        try:
            row = train_now(session, _end_of(as_of), SERVICE, lambda _done: session.commit())
        except TooFewOutcomes as few:
            click.echo(str(few))
            _write(out, current_row(session))
            return
        _write(out, row)
        session.commit()
        click.echo(f"Kept ranking model {row.version}, trained on {row.trained_on} intakes. It does not rank yet.")
        _say(row.evaluation)


@ranker.command()
@click.argument("model", type=FILE)
@click.option("--report", type=FILE, help="Where the evaluation goes, as JSON.")
@as_of_option
@with_appcontext
def evaluate(model, report, as_of):
    """Test MODEL against what ranks and against the expert prior, on intakes that none of them has seen.

    A model that was tested is kept and may be promoted. With too few later outcomes the command says so.

    Example: auditmatch ranker evaluate model.json --report evaluation.json
    """
    given = _given(model)
    with _platform() as session:
        try:
            evaluation = evaluate_given(session, given, _end_of(as_of))
        except TooFewOutcomes as few:
            click.echo(str(few))
            if report:
                write_json(report, {"evaluated": False, "problem": few.problem})
            return
        if not given.is_prior:
            keep_tested(session, given, evaluation, SERVICE)
        if report:
            write_json(report, {"evaluated": True, **evaluation})
        session.commit()
    _say(evaluation)


@ranker.command()
@click.argument("model", type=FILE)
@click.option("--reason", default="Promoted on the command line", show_default=True, help="Why, for the trail.")
@click.option("--despite-warning", is_flag=True, help="Let it rank although small firms get less for no named reason.")
@with_appcontext
def promote(model, reason, despite_warning):
    """Let MODEL rank every match from now on. It must have been evaluated here.

    The file of the expert prior lets the prior rank again.

    Example: auditmatch ranker promote model.json --reason "Better on the last 80 intakes"
    """
    given = _given(model)
    with _platform() as session:
        ranks = current_row(session)
        decision = Decision(reason[:1_000], ranks.version if ranks else "", despite_warning)
        if given.is_prior:
            return_to_prior(session, decision, SERVICE)
        else:
            _promote(session, kept_model(session, given, source=model.name), decision)
        session.commit()
    click.echo(f"{given.model.name} {given.model.version} ranks every match from now on.")


@ranker.command()
@click.option("--html", type=FILE, help="Where the report goes, as one page with plots that needs nothing else.")
@with_appcontext
def report(html):
    """Say which model ranks, how it fared, and which candidates wait.

    Example: auditmatch ranker report --html ranking.html
    """
    with _platform() as session:
        ranks, newest = current_row(session), list_models(session, page=1).rows
        learnt = ranks.trained_on if ranks else 0
        click.echo(f"{_opening(called(ranks))} ranks, learnt from {learnt} intakes with outcomes.")
        if ranks:
            _say(ranks.evaluation)
        for row in newest:
            click.echo(f"Kept: version {row.version}, trained on {row.trained_on} intakes{_marks(row)}")
        if html:
            rows = [ranks, *(row for row in newest[:1] if not row.is_current)]
            write_file(html, _page([report_on(row, ranks) for row in rows]).encode())


def _promote(session: Session, row: RankingModel, decision: Decision) -> None:
    try:
        let_rank(session, row, decision, SERVICE)
    except Unfair as unfair:
        raise BadInput(f"{unfair.problem} Add --despite-warning and a --reason if it shall rank all the same") from None


def _page(reports: list[Any]) -> str:
    style = "".join(asset("static", "css", name).read_text() for name in ("handoff.css", "ranker.css"))
    inline = Markup("<style>{}</style>").format(Markup(style))  # noqa: S704 - our own file, no word of anybody else's
    template = current_app.jinja_env.get_template("matcher/ranker/report.html")  # no request, so none of its context
    return template.render(reports=reports, places=PLACES, made_at=now(), style=inline)


def _platform() -> Session:
    """Open a session of the organisation whose trail tells of the model."""
    engine = current_app.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION) as session:
        found: uuid.UUID = platform_id(session)
        session.commit()
    return open_session(engine, found)


def _given(path: Path) -> GivenModel:
    return given_model(read_json(path), source=path.name)


def _write(out: Path | None, row: RankingModel | None) -> None:
    if out:
        content = model_file(row.content, row.evaluation) if row else model_to_json(expert_ranker())
        write_file(out, content.encode())
        click.echo(f"Wrote {called(row)} to {out}.")


def _end_of(day: date | None) -> datetime:
    return datetime.combine(day, time.max, tzinfo=UTC) if day else now()


def _say(evaluation: Mapping[str, Any]) -> None:
    click.echo(
        f"Tested on {evaluation['intakes']} later intakes that tell firms apart, of {evaluation['shown']} shown."
    )
    for name, fared in evaluation["fared"].items():
        held = fared["ndcg_at_3"]
        click.echo(f"  {name}: NDCG@3 {held['value']:.3f} ({held['low']:.3f} to {held['high']:.3f})")
    for name in (CURRENT, PRIOR):
        lead = evaluation["candidate_over"][name]["ndcg_at_3"]
        click.echo(f"  over {name}: {lead['value']:+.3f} ({lead['low']:+.3f} to {lead['high']:+.3f})")


def _opening(said: str) -> str:
    """Begin a sentence; `capitalize` would lower the rest, which may be a version."""
    return said[0].upper() + said[1:]


def _marks(row: RankingModel) -> str:
    return " (ranks now)" if row.is_current else " (ranked once)" if row.promoted_at else ""
