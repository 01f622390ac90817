"""Introductions that would go with an intake without a word to the firms."""

import sqlalchemy as sa

from matcher.intakes.holds import Hold
from matcher.intakes.models import Intake
from matcher.introductions.models import Introduction

OPEN_INTRODUCTIONS = Hold(
    sa.exists().where(Introduction.intake_id == Intake.id, Introduction.closed_at.is_(None)),
    "Firms are still asked or introduced for this intake. Withdraw those introductions first, so that each firm is "
    "told; then delete the intake.",
)
