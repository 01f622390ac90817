"""The forms of the directory: a firm field by field, and the search above the list."""

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SearchField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import DateInput

from foundation.criteria import Category
from foundation.imports.fields import CheckboxesField
from foundation.tables.columns import BadCell, Column
from foundation.tables.write import cell_text, one_kind_of_line_end
from matcher.firms.compare import RANGES
from matcher.firms.profile import FirmProfile
from matcher.firms.queries import SORTS, UNKNOWN, FirmSearch
from matcher.firms.questions import QUESTIONS, TITLES, Question
from matcher.firms.records.columns import FIRM_COLUMNS
from matcher.firms.rows import NAMES
from matcher.firms.service import FirmEdit
from matcher.firms.wording import spelt
from matcher.firms.words import LicenceStatus, OfferedType, PeerReviewRating, PeerReviewType, Tier, VettingStatus

COLUMNS = {column.name: column for column in FIRM_COLUMNS}
ONE_OF = {
    "tier": Tier,
    "licence_status": LicenceStatus,
    "peer_review_type": PeerReviewType,
    "peer_review_rating": PeerReviewRating,
}
SOME_OF = {"report_types": OfferedType, "categories": Category}
YES_NO = ("offshore_staff", "peer_review_covers_soc", "senior_contact", "guarantees_clean_opinion")
NOT_KNOWN = SelectChoice("", "Not known")
_LONGEST = 5_000


class CellReads:
    """Holds a field to the same rule as a cell of `firms.csv`."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def __call__(self, _form: Any, field: Field) -> None:
        try:
            self.column.parse(as_cell(field.data))
        except BadCell as wrong:
            raise ValidationError(
                f"{TITLES[self.column.name]}: {str(wrong).replace('expected', 'enter', 1)}"
            ) from wrong


def as_cell(data: Any) -> str:
    """Give what was entered as a cell of `firms.csv`."""
    text = "; ".join(data) if isinstance(data, list) else one_kind_of_line_end(data or "")
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def _choices(members: Any) -> list[SelectChoice]:
    return [SelectChoice(str(member), spelt(str(member))) for member in members]


def field_of(question: Question) -> Any:
    """Make the field that a question is answered in."""
    name = question.column
    rules = [CellReads(COLUMNS[name])]
    if name in ONE_OF:
        return SelectField(question.asks, choices=[NOT_KNOWN, *_choices(ONE_OF[name])])
    if name in SOME_OF:
        return CheckboxesField(question.asks, choices=_choices(SOME_OF[name]))
    if name in YES_NO:
        return SelectField(question.asks, choices=[NOT_KNOWN, SelectChoice("yes", "Yes"), SelectChoice("no", "No")])
    if name.endswith(("_on", "_as_of", "_period_end")):
        return StringField(question.asks, rules, widget=DateInput())
    if question.is_long:
        return TextAreaField(question.asks, [Length(max=_LONGEST), *rules], render_kw={"rows": 3})
    needed = [DataRequired(f"Enter the firm's {question.title.lower()}")] if COLUMNS[name].required else []
    return StringField(question.asks, [*needed, Length(max=500), *rules])


class FirmFields(FlaskForm):
    """Some of a firm's fields, each held to the rules of `firms.csv`."""

    version = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, and then the two ends of each range together."""
        if not super().validate(extra_validators):
            return False
        values = self.values()
        for low, high in RANGES:
            if None not in (values[low], values[high]) and values[high] < values[low]:
                self[high].errors = [f"{TITLES[high]}: enter at least {values[low]}, the lower end"]
        return not self.errors

    def values(self) -> dict[str, Any]:
        """Give every column of `firms.csv` that the form has, as it was entered."""
        return {name: COLUMNS[name].parse(as_cell(self[name].data)) for name in NAMES if name in self}


class FirmForm(FirmFields):
    """What do we know of the firm, and where from? Its fields stand in `matcher.firms.questions`."""

    source = TextAreaField(
        "Where are these values from?",
        [DataRequired("Enter where the values are from, an address or a note"), Length(max=1_000)],
        render_kw={"rows": 2},
    )

    def __init__(self, *args: Any, standing: FirmProfile | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._standing = standing
        if standing is not None:
            del self.firm_id

    def to_request(self) -> FirmEdit:
        """Give the firm as entered; the id of a standing one stays, and so does where it stands in our vetting."""
        kept: dict[str, Any] = {"vetting_status": VettingStatus.CANDIDATE}
        if self._standing:
            kept = {name: getattr(self._standing, name) for name in ("firm_id", *DECIDED)}
        version = seen_version(self.version.data) if self._standing else None
        return FirmEdit(FirmProfile(**kept, **self.values()), self.source.data.strip(), version)


DECIDED = tuple(question.column for question in QUESTIONS if question.is_decided)
for _question in QUESTIONS:
    if _question.is_decided:
        continue
    setattr(FirmForm, _question.column, field_of(_question))


def seen_version(sent: object) -> int:
    """Read the version that a page showed; 0, which no firm ever has, when what was sent is none."""
    return int(str(sent)) if re.fullmatch("[0-9]{1,9}", str(sent)) else 0


def entered(firm: FirmProfile, version: int) -> dict[str, Any]:
    """Give a firm's values as its form shows them at first."""
    cells: dict[str, Any] = {name: cell_text(getattr(firm, name)) for name in NAMES}
    return cells | {name: [str(part) for part in getattr(firm, name)] for name in SOME_OF} | {"version": version}


ANY = SelectChoice("", "Any")
UNKNOWN_CHOICE = SelectChoice(UNKNOWN, "Not known")


class FirmSearchForm(FlaskForm):
    """Which firms are looked for? Sent by GET, so without a token."""

    class Meta:
        csrf = False

    q = SearchField("Name, id or licence")
    tier = SelectField("Tier", choices=[ANY, *_choices(Tier), UNKNOWN_CHOICE])
    vetting_status = SelectField("Vetting", choices=[ANY, *_choices(VettingStatus), UNKNOWN_CHOICE])
    licence_status = SelectField("Licence", choices=[ANY, *_choices(LicenceStatus), UNKNOWN_CHOICE])
    peer_review_rating = SelectField("Peer review", choices=[ANY, *_choices(PeerReviewRating), UNKNOWN_CHOICE])
    kind = SelectField(
        "Kind", choices=[ANY, SelectChoice("real", "Real firms"), SelectChoice("sample", "Invented samples")]
    )
    sort = SelectField("Order", choices=[SelectChoice(key, label) for key, (label, _order) in SORTS.items()])

    def to_request(self) -> FirmSearch:
        """Give what is looked for; words that are no choice leave all firms in."""
        picked = {
            name: self[name].data or None
            for name in ("tier", "vetting_status", "licence_status", "peer_review_rating")
            if self[name].data in {choice.value for choice in self[name].choices}
        }
        is_sample = {"real": False, "sample": True}.get(self.kind.data or "")
        return FirmSearch(text=self.q.data or "", is_sample=is_sample, sort=self.sort.data or "name", **picked)

    @property
    def arguments(self) -> dict[str, str]:
        """What was chosen, for the addresses of the other pages of the list."""
        return {field.name: field.data for field in self if field.data}
