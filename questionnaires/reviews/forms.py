"""What people fill in: a questionnaire to upload, an answer to word anew."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from foundation.uploads import plain_name
from questionnaires.answering.answer import Verdict
from questionnaires.answering.cells import cell_value_of, words_of
from questionnaires.answering.vocabulary import word_for
from questionnaires.parsing.model import Question
from questionnaires.reviews.decisions import Revision
from questionnaires.reviews.models import DraftAnswer
from questionnaires.reviews.service import UploadRequest
from questionnaires.reviews.words import VERDICTS

PASTED = "pasted text.txt"
LONGEST_ANSWER = 20_000
"""Characters; a spreadsheet cell holds some 32,000."""


def _stripped(value):
    return value.replace("\x00", "").strip() if value else value


class UploadForm(FlaskForm):
    """A buyer's questionnaire, as a file or as pasted text."""

    buyer = StringField(
        "Which buyer sent it?",
        [DataRequired("Enter the buyer's name"), Length(max=200, message="Enter at most 200 characters")],
        filters=[_stripped],
    )
    file = FileField("Which file is it?")
    text = TextAreaField("Or paste the questions here", [Optional()], filters=[_stripped])
    product = StringField(
        "Does it ask about one product only?",
        [Optional(), Length(max=200, message="Enter at most 200 characters")],
        filters=[_stripped],
    )
    under_nda = BooleanField("The buyer is under NDA")
    due_on = DateField("By when does the buyer want it?", [Optional()])
    deal_value = IntegerField(
        "What is the deal worth, in US dollars?",
        [Optional(), NumberRange(0, 2_000_000_000, "Enter whole US dollars, from 0 to 2000000000")],
    )

    def validate(self, extra_validators=None):
        """Ask for exactly one of file and text."""
        good = super().validate(extra_validators)
        given = [bool(self.file.data), bool(self.text.data)]
        if given == [False, False]:
            self.file.errors = [*self.file.errors, "Choose a file, or paste the questions as text"]
        elif given == [True, True]:
            self.file.errors = [*self.file.errors, "Give either a file or pasted text, not both"]
        return good and sum(given) == 1

    def to_request(self) -> UploadRequest:
        """Give the upload as the service takes it."""
        pasted = not self.file.data
        return UploadRequest(
            buyer=self.buyer.data,
            filename=PASTED if pasted else own_name(self.file.data.filename),
            content=self.text.data.encode() if pasted else self.file.data.read(),
            product=self.product.data or None,
            under_nda=self.under_nda.data,
            due_on=self.due_on.data,
            deal_value=self.deal_value.data,
        )


def own_name(filename: str) -> str:
    """Give the name under which a buyer's file is kept."""
    return plain_name(filename, instead="questionnaire")


class FileForm(FlaskForm):
    """Another file in the place of one that could not be read."""

    file = FileField("Which file is it?", [FileRequired("Choose a file")])


class VersionForm(FlaskForm):
    """A deed on a thing as somebody saw it."""

    version = IntegerField("Version", [InputRequired()], widget=HiddenInput())


class AnswerForm(VersionForm):
    """An answer in a person's words; where the buyer gives a list of words, one of those."""

    verdict = SelectField("What is the answer?", validate_choice=True)
    answer_text = TextAreaField(
        "How is it explained?",
        [Length(max=LONGEST_ANSWER, message=f"Enter at most {LONGEST_ANSWER:,} characters")],
        filters=[_stripped],
    )

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.words = words_of(question) or ()
        self.verdict.choices = (
            [("word:" + word, word) for word in self.words]
            if self.words
            else [(verdict, VERDICTS[verdict]) for verdict in Verdict if verdict is not Verdict.NEEDS_INPUT]
        )
        self.verdict.choices.append((Verdict.NEEDS_INPUT.value, "No answer yet: leave the cell as it is"))

    def is_overtaken(self, answer: DraftAnswer) -> bool:
        """Tell whether the answer was changed since the form that was sent had been opened."""
        return self.is_submitted() and self.version.data not in (None, answer.version)

    def go_on_from(self, answer: DraftAnswer) -> None:
        """Keep what was typed, and let it be sent again over the answer as it stands now."""
        self.version.raw_data, self.version.data = None, answer.version

    def show(self, answer: DraftAnswer) -> None:
        """Fill the form with an answer as it stands."""
        self.version.data = answer.version
        self.answer_text.data = answer.answer_text
        chosen = f"word:{answer.cell_value}" if self.words and answer.cell_value else answer.verdict.value
        offered = [value for value, _ in self.verdict.choices]
        self.verdict.data = chosen if chosen in offered else Verdict.NEEDS_INPUT.value

    def validate_answer_text(self, field):
        """An answer in words needs words."""
        if self.verdict.data == Verdict.STATED.value and not field.data:
            raise ValidationError("Enter the answer, or choose another kind of answer")

    def to_revision(self) -> Revision:
        """Give the answer as the service takes it: verdict, text, and what goes into the answer cell."""
        chosen, text = self.verdict.data, self.answer_text.data or ""
        if chosen.startswith("word:"):
            word = chosen.removeprefix("word:")
            return Revision(verdict_of(word), text, word, self.version.data)
        verdict = Verdict(chosen)
        return Revision(verdict, text, cell_value_of(self.question, verdict, text) or None, self.version.data)


def verdict_of(word: str) -> Verdict:
    """Tell what a buyer's word says; a word that is no verdict (`Daily`) states something.

    >>> verdict_of("Compliant"), verdict_of("Daily")
    (<Verdict.YES: 'yes'>, <Verdict.STATED: 'stated'>)
    """
    said = (Verdict.NOT_APPLICABLE, Verdict.PARTIAL, Verdict.NO, Verdict.YES)
    return next((verdict for verdict in said if word_for(verdict, (word,)) is not None), Verdict.STATED)
