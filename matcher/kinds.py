"""What a company keeps to find an auditor, by kinds in plain words."""

from foundation.privacy.kinds import Kind
from matcher.intakes.models import Intake
from matcher.matches.models import MatchRun

KINDS = (Kind("Intakes", (Intake,)), Kind("Match runs", (MatchRun,)))
