"""Forms of an approved answer, of the filters above the lists, and of decisions about one or two answers."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, IntegerField, RadioField, SearchField, SelectField, StringField, ValidationError
from wtforms.validators import UUID, DataRequired, InputRequired, Length

from foundation.imports.fields import DayField, ListField, TidyAreaField, TidyField, VersionField, choices_of
from foundation.imports.service import LONGEST_KEY
from questionnaires.controls.records import Sensitivity
from questionnaires.controls.words import SENSITIVITIES
from questionnaires.library.queries import QUEUE, AnswerFilter
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.words import ORIGINS, STANDINGS, WORDS

IN_WORDS = "in_words"
SORTS = {
    "": "Own order",
    "answer_id": "Id",
    "question": "Question",
    "expires_on": "Expires first",
    "changed_at": "Last changed",
    "used": "Most used first",
}
IN_QUEUE = {"held": "Held back", "expired": "Expired", "expiring": "Expires within 60 days"}


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
        choices=choices_of(dict(WORDS) | {IN_WORDS: "Something else, in words"}),
    )
    words = TidyAreaField("How does it read in words?")
    explanation = TidyAreaField("What do you explain with it?")
    controls = ListField("Which controls does it rest on?")
    approved_by = TidyField("Who approved it?")
    approved_on = DayField("When was it approved?")
    expires_on = DayField("Until when does it hold?")
    product = ListField("Which products does it hold for?")
    sensitivity = RadioField("Who may read it?", choices=choices_of(SENSITIVITIES), default="public")
    owner_id = SelectField("Who looks after it?", coerce=lambda value: str(value or ""))

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner_id.choices = choices_of(dict(owners), "Nobody")
        self.owner_id.data = self.owner_id.data or ""

    @property
    def owner(self) -> uuid.UUID | None:
        """Who was chosen; None is nobody."""
        return uuid.UUID(self.owner_id.data) if self.owner_id.data else None

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
    standing = SelectField("Does it still hold?", choices=choices_of(dict(STANDINGS) | {"held": "Held back"}, "Any"))
    sensitivity = SelectField("Who may read it", choices=choices_of(SENSITIVITIES, "Any readers"))
    owner = SelectField("Owner")
    product = SelectField("Product")
    origin = SelectField("Came from", choices=choices_of(ORIGINS, "Anywhere"))
    sort = SelectField("Sort by", choices=choices_of(SORTS))

    def __init__(self, *args: Any, owners: Sequence[str], products: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.choices = choices_of({name: name for name in owners}, "Anybody")
        self.product.choices = choices_of({name: name for name in products}, "Any product")

    def to_filter(self) -> AnswerFilter:
        """Give the filter; a value that is no choice asks for all."""
        self.validate()
        return AnswerFilter(**{field.name: (field.data or "") if not field.errors else "" for field in self})


class QueueFilterForm(AnswerFilterForm):
    """Which answers of the queue do you want to see?"""

    standing = SelectField("Why it is here", choices=choices_of(IN_QUEUE, "Any reason"))
    sensitivity = None
    sort = None

    def in_queue(self) -> AnswerFilter:
        """Give the filter in the queue's order, narrowed to what stands in it."""
        wanted = self.to_filter()
        return replace(wanted, standing=wanted.standing or QUEUE, sort=QUEUE)


class SeenForm(FlaskForm):
    """Which version of an answer was seen?"""

    version = VersionField()


class PairForm(SeenForm):
    """Which other answer was seen beside it, in which version?"""

    other = StringField("", [InputRequired(), UUID("Reload the page and decide again")])
    other_version = IntegerField("", [InputRequired()])
