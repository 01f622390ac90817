"""Engagements that would go with an intake without a word to the firm."""

import sqlalchemy as sa

from matcher.engagements.models import Engagement
from matcher.engagements.states import UNDER_WAY
from matcher.intakes.holds import Hold
from matcher.intakes.models import Intake
from matcher.introductions.models import Introduction

ENGAGEMENTS_UNDER_WAY = Hold(
    sa.exists().where(
        Introduction.intake_id == Intake.id,
        Engagement.introduction_id == Introduction.id,
        Engagement.stage.in_(UNDER_WAY),
    ),
    "An engagement that came of this intake is under way. Record its report or cancel it first; then delete the "
    "intake.",
)
