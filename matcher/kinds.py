"""What a company keeps to find an auditor, by kinds in plain words."""

from foundation.privacy.kinds import Kind
from matcher.complaints.models import Complaint
from matcher.engagements.models import Engagement, EngagementRating, EngagementStep, IssuedReport
from matcher.intakes.models import Intake
from matcher.introductions.models import Disclosure, Introduction, IntroductionStep
from matcher.matches.models import MatchRun
from matcher.quotes.models import AuditorChoice, Quote, QuoteNotes

KINDS = (
    Kind("Intakes", (Intake,)),
    Kind("Match runs", (MatchRun,)),
    Kind("Introductions and their steps", (Introduction, IntroductionStep)),
    Kind("What was disclosed to firms", (Disclosure,)),
    Kind("Quotes", (Quote,)),
    Kind("Notes on quotes, and the choice of an auditor", (QuoteNotes, AuditorChoice)),
    Kind("Engagements and their steps", (Engagement, EngagementStep)),
    Kind("Reports as they were recorded", (IssuedReport,)),
    Kind("Ratings of firms", (EngagementRating,)),
    Kind("Complaints", (Complaint,)),
)
