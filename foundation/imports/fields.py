"""Form fields that read what people type as the table formats read a cell."""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import DateField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from foundation.tables.columns import BadCell, Parser, listing
from foundation.tables.write import one_kind_of_line_end

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""Control characters and halves of pairs, which neither a database nor UTF-8 takes."""


def choices_of(labels: Mapping[Any, str], nothing: str | None = None) -> list[SelectChoice]:
    """Give the choices of a select, behind one that stands for none when `nothing` says how it reads."""
    first = [SelectChoice("", nothing)] if nothing is not None else []
    return first + [SelectChoice(str(value), label) for value, label in labels.items()]


def tidy(text: str | None) -> str | None:
    """Take off the space around a text; browsers' line ends become LF, nothing becomes None."""
    return _NOT_TEXT.sub("", one_kind_of_line_end(text)).strip() or None if text else None


class TidyField(StringField):  # type: ignore[misc]  # WTForms ships no types
    """One line of text; nothing typed is None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the text."""
        self.data = tidy(valuelist[0]) if valuelist else None


class TidyAreaField(TextAreaField):  # type: ignore[misc]  # WTForms ships no types
    """Several lines of text; nothing typed is None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the text."""
        self.data = tidy(valuelist[0]) if valuelist else None


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]  # WTForms ships no types
    """Several of a few, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ListField(StringField):  # type: ignore[misc]  # WTForms ships no types
    """Texts separated by `;`, read by a parser of the table formats; the data is a tuple."""

    def __init__(self, *args: Any, parse: Parser = listing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parse = parse

    def _value(self) -> str:
        if self.raw_data and self.errors:
            return str(self.raw_data[0])
        return "; ".join(self.data or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the list; what the parser refuses is told beside the field."""
        try:
            self.data = self._parse(tidy(valuelist[0]) or "") if valuelist else ()
        except BadCell as error:
            raise ValueError(f"{error}"[:1].upper() + f"{error}"[1:]) from error


class DayField(DateField):  # type: ignore[misc]  # WTForms ships no types
    """A day that may stay unknown, unless `needed` says what to tell whoever enters none."""

    data: Any  # a day or None: which of them, the validators say

    def __init__(self, label: str, needed: str | None = None, **kwargs: Any) -> None:
        super().__init__(label, [InputRequired(needed) if needed else Optional()], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; one that was taken out is unknown, whatever stood there before."""
        if valuelist and not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata([value for value in valuelist if value])
        except ValueError as error:
            raise ValueError("Enter a day that exists, such as 2027-03-31 (year-month-day)") from error


class VersionField(IntegerField):  # type: ignore[misc]  # WTForms ships no types
    """The version that the person saw, sent along unseen."""

    widget = HiddenInput()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("", [InputRequired("Reload the page and make your change again")], **kwargs)
