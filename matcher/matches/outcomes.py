"""What a run tells the ranking's record: each match in its place, with the features of that moment."""

from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from matcher.exposure.measuring import Ranked, note_run
from matcher.matches.models import MatchRun
from matcher.outcomes.models import EligibleSpread, OutcomeKind
from matcher.outcomes.service import Known, note
from matcher.ranking.explain import Scored
from matcher.ranking.spread import spread_of


def note_shown(session: Session, run: MatchRun) -> None:
    """Write down that the matches of a run were shown, and who could have been."""
    shown = [match["firm"]["firm_id"] for match in run.shown]
    note_run(session, Ranked(run.matched_on, run.model_name, run.model_version, run.eligible, shown))
    for place, match in enumerate(run.shown, start=1):
        features = {each["factor"]: each["place"] for each in match["contributions"]}
        known = Known(run.model_name, run.model_version, features, place, match.get("probability", 1.0))
        note(session, OutcomeKind.SHOWN, run.id, match["firm"]["firm_id"], known)


def note_asked(session: Session, run: MatchRun, firm_id: str, place: int, features: dict[str, float]) -> None:
    """Write down that the company asks a firm for an introduction, also one that was not among the shown."""
    shown = firm_id in {match["firm"]["firm_id"] for match in run.shown}
    known = Known(run.model_name, run.model_version, features, position=place, probability=1.0 if shown else None)
    note(session, OutcomeKind.INTRODUCED, run.id, firm_id, known)


def note_spread(session: Session, day: date, scored: Scored) -> None:
    """Write down how all eligible firms stood on each feature, of which the shown ones tell too little."""
    spread = {name: each and asdict(each) for name, each in spread_of(scored).items()}
    session.add(EligibleSpread(day=day, firms=len(scored.scores), spread=spread))
