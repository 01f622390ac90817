"""Input fields of the intake: they read what people type, and say plainly what they expected."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import Field, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput
from wtforms.widgets.core import DateInput

from matcher.eligibility.wording import said

_YES_NO = {"yes": True, "no": False}


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]  # WTForms ships no types
    """Several of a few words; a word that an uploaded intake brought along keeps a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_data(self, value: Any) -> None:
        """Take the stored words, and offer those that no choice is for."""
        for word in value or ():
            offer(self, word)
        super().process_data(value or [])


class LinesField(TextAreaField):  # type: ignore[misc]  # WTForms ships no types
    """A list of texts, one a line; a semicolon ends a text too."""

    def process_data(self, value: Any) -> None:
        """Take the stored list."""
        self.data = list(value or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Split what was typed, leaving out empty lines and repetitions."""
        parts = (part.strip() for part in "\n".join(valuelist).replace(";", "\n").splitlines())
        self.data = list(dict.fromkeys(part for part in parts if part))

    def _value(self) -> str:
        return "\n".join(self.data or [])


class WholeField(IntegerField):  # type: ignore[misc]  # WTForms ships no types
    """A whole number, typed as people do: `$15,000` and `15 000` are 15000; empty is unknown."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        typed = "".join(valuelist).strip()
        bare = "".join(sign for sign in typed if sign not in "$ ,\u00a0'")
        if bare and not (bare.isascii() and bare.isdigit() and len(bare) <= 10):
            self.data = None
            raise ValidationError("Enter a whole number in digits, such as 85 or 15,000")
        self.data = int(bare) if bare else None


class DayField(StringField):  # type: ignore[misc]  # WTForms ships no types
    """A day; empty is unknown."""

    widget = DateInput()

    def process_data(self, value: Any) -> None:
        """Take the stored ISO day."""
        self.data = date.fromisoformat(value) if isinstance(value, str) else value

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day."""
        typed = "".join(valuelist).strip()
        try:
            self.data = date.fromisoformat(typed) if typed else None
        except ValueError as error:
            self.data = None
            raise ValidationError("Enter a day that exists, as year-month-day, such as 2027-03-31") from error

    def _value(self) -> str:
        return self.data.isoformat() if self.data else "".join(self.raw_data or [])


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Make choices of words and their labels."""
    return [SelectChoice(str(word), label) for word, label in pairs]


def yes_no(label: str, *, unknown: str) -> RadioField:
    """Make a question with yes, no and a third answer for what is not known or not wished."""
    return RadioField(label, choices=options([("yes", "Yes"), ("no", "No"), ("", unknown)]), coerce=_as_bool)


def word_or_none(value: Any) -> str | None:
    """Read a choice whose empty word means unknown."""
    return str(value) if value else None


def number_or_none(value: Any) -> int | None:
    """Read a numbered choice whose empty word means unknown."""
    return None if value is None or value == "" else int(value)


def offer(field: Field, word: str | int | None) -> None:
    """Offer a word that an uploaded intake brought along and that no choice is for."""
    if word and str(word) not in [choice.value for choice in field.choices]:
        field.choices = [*field.choices, SelectChoice(str(word), said(str(word)))]


def _as_bool(value: Any) -> bool | None:
    return value if isinstance(value, bool) else _YES_NO.get(value)
