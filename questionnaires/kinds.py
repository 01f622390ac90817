"""What a company keeps to answer questionnaires, by kinds in plain words."""

from foundation.privacy.kinds import Kind
from questionnaires.assigning.models import Assignment
from questionnaires.care.models import ReviewReminder
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.controls.models import Control
from questionnaires.coverage.models import ReadinessScope
from questionnaires.discussion.models import QuestionComment
from questionnaires.evidence.models import Evidence
from questionnaires.facts.models import StatedFact
from questionnaires.library.models import AnswerUse, ApprovedAnswer, DistinctAnswers, MergedAnswer
from questionnaires.progress.models import CoverageSnapshot
from questionnaires.remediation.models import RemediationTask
from questionnaires.reviews.models import (
    AnswerChange,
    AnswerReason,
    AskedQuestion,
    BuyerQuestionnaire,
    DraftAnswer,
    QuestionnaireExport,
)
from questionnaires.reviews.remembered import RememberedMapping
from questionnaires.trust.models import AnsweringRules

KINDS = (
    Kind("Controls", (Control,)),
    Kind("Facts", (StatedFact,)),
    Kind("Links and files of evidence", (Evidence,)),
    Kind("Approved answers", (ApprovedAnswer,)),
    Kind("Notes on approved answers: uses, mergers", (AnswerUse, DistinctAnswers, MergedAnswer)),
    Kind("Questionnaires", (BuyerQuestionnaire,)),
    Kind("Questions", (AskedQuestion,)),
    Kind("Answers to questions", (DraftAnswer,)),
    Kind("Reasons of drafts and changes of answers", (AnswerReason, AnswerChange)),
    Kind("Assignments and comments", (Assignment, QuestionComment)),
    Kind("Files written for buyers", (QuestionnaireExport,)),
    Kind("Statements to buyers and their sources", (SentStatement, StatementSource)),
    Kind("Remediation steps", (RemediationTask,)),
    Kind("Settings: rules of answering, columns remembered for buyers", (AnsweringRules, RememberedMapping)),
    Kind("Readiness: scope, reminders, coverage over time", (ReadinessScope, ReviewReminder, CoverageSnapshot)),
)
