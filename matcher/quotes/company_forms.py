"""Forms of the company: its notes on a firm's answers, and its choice."""

import uuid
from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import AnyOf, DataRequired, Length

from foundation.imports.fields import TidyAreaField, VersionField, choices_of
from matcher.introductions.models import Introduction
from matcher.quotes.answers import QUESTIONS, Question
from matcher.quotes.choosing import Chosen, Noted
from matcher.quotes.models import AuditorChoice, QuoteNotes

LONGEST = 5_000
NONE = "none"
_SHORT_ENOUGH = Length(max=LONGEST, message=f"Enter at most {LONGEST:,} characters")


class NotesForm(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """What do you note on the answers?"""

    version = VersionField()
    experience = TidyAreaField(QUESTIONS[Question.EXPERIENCE], [_SHORT_ENOUGH], render_kw={"rows": 3})
    platform = TidyAreaField(QUESTIONS[Question.PLATFORM], [_SHORT_ENOUGH], render_kw={"rows": 3})
    exceptions = TidyAreaField(QUESTIONS[Question.EXCEPTIONS], [_SHORT_ENOUGH], render_kw={"rows": 3})
    contact = TidyAreaField(QUESTIONS[Question.CONTACT], [_SHORT_ENOUGH], render_kw={"rows": 3})

    def __init__(self, notes: QuoteNotes | None) -> None:
        super().__init__(obj=notes)
        if not self.is_submitted():
            self.version.data = notes.version if notes else 0

    def to_request(self) -> Noted:
        """Give the notes."""
        return Noted({question: self[question.value].data for question in Question}, self.version.data)


class ChoiceForm(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """Which firm do you choose, and why?"""

    version = VersionField()
    firm = RadioField("Which firm do you choose?", validate_choice=False)
    reason = TidyAreaField(
        "Why?",
        [DataRequired("Say why, so that whoever asks later can follow it"), _SHORT_ENOUGH],
        render_kw={"rows": 4},
    )

    def __init__(self, firms: Sequence[Introduction], standing: AuditorChoice | None) -> None:
        super().__init__()
        names = {str(one.id): one.firm.name for one in firms} | {NONE: "None of them"}
        self.firm.choices = choices_of(names)
        self.firm.validators = [AnyOf(list(names), "Select a firm, or none of them")]
        if not self.is_submitted():
            self.version.data = standing.version if standing else 0
            if standing:
                self.firm.data, self.reason.data = str(standing.introduction_id or NONE), standing.reason

    def to_request(self) -> Chosen:
        """Give the choice."""
        key = None if self.firm.data == NONE else uuid.UUID(self.firm.data)
        return Chosen(key, str(self.reason.data), self.version.data)
