"""Forms of a rating and of the firm's reply."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField
from wtforms.validators import Length, ValidationError

from foundation.imports.fields import TidyAreaField, VersionField, choices_of
from matcher.engagements.models import EngagementRating
from matcher.engagements.rating import ASPECTS, RatingRequest

STARS = {1: "1: poor", 2: "2", 3: "3: as expected", 4: "4", 5: "5: excellent"}
LONGEST = 2000
_SHORT = Length(max=LONGEST, message=f"Enter at most {LONGEST:,} characters")


def _given(_form: Any, field: RadioField) -> None:
    if field.data not in [choice.value for choice in field.choices]:
        raise ValidationError(f"{ASPECTS[field.name]}: select 1 to 5")


def _stars(question: str) -> RadioField:
    return RadioField(question, [_given], choices=choices_of(STARS), validate_choice=False)


class RatingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How did the firm do?"""

    dates = _stars("Did it keep the dates that it promised?")
    contact = _stars("Was it easy to reach, and clear in what it asked?")
    knowledge = _stars("Did it understand your systems and your industry?")
    fee = _stars("Did it keep to the fee that you agreed?")
    overall = _stars("All in all, how was it?")
    text = TidyAreaField("What would you tell another company about it?", [_SHORT])
    may_publish = BooleanField("Show my words on the firm's page, without our name")

    def __init__(self, rating: EngagementRating | None) -> None:
        super().__init__(obj=rating)
        if rating is not None and not self.is_submitted():
            for name in ASPECTS:
                self[name].data = str(getattr(rating, name))

    def to_request(self) -> RatingRequest:
        """Give the rating."""
        stars = {name: int(self[name].data) for name in ASPECTS}
        return RatingRequest(**stars, text=self.text.data, may_publish=bool(self.may_publish.data))


class ChangedRatingForm(RatingForm):
    """How did the firm do, thinking of it again?"""

    version = VersionField()


class ReplyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What do you say to it?"""

    reply = TidyAreaField("What do you say to the rating?", [_SHORT])

    def validate_reply(self, field: TidyAreaField) -> None:
        """Ask for words: an empty reply would use up the one that there is."""
        if not field.data:
            raise ValidationError("Enter your reply; it is given once")
