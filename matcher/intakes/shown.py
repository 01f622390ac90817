"""What an organisation's own controls show of its readiness, offered to its intakes and taken on request."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.criteria import Category
from matcher.intakes.models import Intake
from matcher.intakes.service import Saved, begin, save
from questionnaires.controls.readiness import readiness
from questionnaires.controls.records import ControlRecord
from questionnaires.controls.service import control_records
from questionnaires.controls.stage import ShownStage, stage_shown


@dataclass(frozen=True, slots=True)
class Offer:
    """One intake beside what the controls show for the categories that it wants."""

    intake: Intake
    shown: ShownStage
    categories: tuple[Category, ...]

    @property
    def is_taken(self) -> bool:
        """Whether the intake says the same already."""
        return self.intake.answers.get("readiness") == self.shown.stage.value


def offers(session: Session, intakes: Sequence[Intake]) -> list[Offer]:
    """Say for intakes what the controls show; nothing where the session's organisation keeps no control."""
    records = control_records(session)
    return [_offer(intake, records) for intake in intakes] if records else []


def use_controls(session: Session, intake: Intake, actor: Actor) -> Offer:
    """Take into an intake how ready the controls show the organisation to be; one without controls is not begun."""
    offer = _offer(intake, control_records(session))
    stage = offer.shown.stage.value
    summary = f"Took the readiness {stage} from the controls into the intake for {intake.title}"
    save(session, intake, Saved({"readiness": stage}), actor, summary=summary)
    return offer


def begin_from_controls(session: Session, organisation: str, actor: Actor) -> Offer:
    """Begin an intake for an organisation that has none, with what its controls show for Security."""
    intake = begin(session, Saved({"organisation": organisation}), actor)
    return use_controls(session, intake, actor)


def _offer(intake: Intake, records: Sequence[ControlRecord]) -> Offer:
    held = readiness(records, _categories(intake))
    return Offer(intake, stage_shown(held, records), held.categories)


def _categories(intake: Intake) -> list[Category]:
    return [Category(word) for word in intake.answers.get("categories") or () if word in set(Category)]
