"""Forms of an approved answer, and of the filter above the list."""

from flask_wtf import FlaskForm
from wtforms import Form, RadioField, SearchField, SelectField, ValidationError
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import DayField, ListField, TidyAreaField, TidyField, VersionField, choices_of
from foundation.imports.service import LONGEST_KEY
from questionnaires.controls.records import Sensitivity
from questionnaires.controls.words import SENSITIVITIES
from questionnaires.library.queries import AnswerFilter
from questionnaires.library.records import LibraryAnswer

IN_WORDS = "in_words"
WORDS = {"yes": "Yes", "no": "No", "partial": "Partly", "not_applicable": "Not applicable"}
STANDINGS = {"holds": "Holds", "expiring": "Expires within 60 days", "expired": "Expired"}
SORTS = {
    "": "Own order",
    "answer_id": "Id",
    "question": "Question",
    "expires_on": "Expires first",
    "changed_at": "Last changed",
}


class AnswerForm(FlaskForm):
    """What do you answer?"""

    version = VersionField()
    answer_id = TidyField(
        "What is its id?",
        [DataRequired("Enter an id, such as L-001"), Length(max=LONGEST_KEY, message="Enter at most 200 characters")],
    )
    question = TidyAreaField("What is asked?", [DataRequired("Enter the question")])
    word = RadioField(
        "What is the answer?",
        [DataRequired("Select the answer")],
        choices=choices_of(WORDS | {IN_WORDS: "Something else, in words"}),
    )
    words = TidyAreaField("How does it read in words?")
    explanation = TidyAreaField("What do you explain with it?")
    controls = ListField("Which controls does it rest on?")
    approved_by = TidyField("Who approved it?")
    approved_on = DayField("When was it approved?")
    expires_on = DayField("Until when does it hold?")
    product = ListField("Which products does it hold for?")
    sensitivity = RadioField("Who may read it?", choices=choices_of(SENSITIVITIES), default="public")

    def show(self, answer: str) -> None:
        """Fill in an answer that exists: one of the words, or a text."""
        self.word.data = answer if answer in WORDS else IN_WORDS
        self.words.data = None if answer in WORDS else answer

    def validate_words(self, field):
        if self.word.data == IN_WORDS and not field.data:
            raise ValidationError("Enter the answer in words, or select one of the words above")

    def to_record(self, answer_id: str | None = None) -> LibraryAnswer:
        """Give the answer as it was typed; `answer_id` names one that exists already."""
        plain = ("question", "explanation", "controls", "approved_by", "approved_on", "expires_on", "product")
        return LibraryAnswer(
            answer_id=answer_id or str(self.answer_id.data),
            answer=str(self.words.data if self.word.data == IN_WORDS else self.word.data),
            sensitivity=Sensitivity(self.sensitivity.data),
            **{name: self[name].data for name in plain},
        )


class AnswerFilterForm(Form):
    """Which approved answers do you want to see?"""

    search = SearchField("Search")
    standing = SelectField("Does it still hold?", choices=choices_of(STANDINGS, "Any"))
    sensitivity = SelectField("Who may read it", choices=choices_of(SENSITIVITIES, "Any readers"))
    sort = SelectField("Sort by", choices=choices_of(SORTS))

    def to_filter(self) -> AnswerFilter:
        """Give the filter; a value that is no choice asks for all."""
        self.validate()
        return AnswerFilter(**{field.name: (field.data or "") if not field.errors else "" for field in self})
