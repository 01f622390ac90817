"""Forms of introductions: whom to ask, what a firm answers, what a company says when it withdraws."""

from collections.abc import Sequence
from typing import Self

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length

from foundation.imports.fields import CheckboxesField, TidyAreaField, VersionField, choices_of
from matcher.introductions.offering import Ask
from matcher.introductions.states import REASONS, STAGES, DeclineReason, Stage

LONGEST = 1_000


def _words(label: str, **kwargs: str) -> TidyAreaField:
    problem = f"Enter at most {LONGEST:,} characters"
    shown = {"rows": 4, "maxlength": LONGEST}
    return TidyAreaField(label, [Length(max=LONGEST, message=problem)], render_kw=shown, **kwargs)


class AskForm(FlaskForm):
    """Which of the matched firms get the blind brief?"""

    firms = CheckboxesField("Which firms do you want to ask?", [DataRequired("Select at least one firm")])
    note = _words("Is there anything that the firms should know?")
    replaces_next = BooleanField("Ask the next best firm when one declines or does not answer", default=True)

    def __init__(self, *, firms: Sequence[tuple[str, str]], chosen: Sequence[str] = ()) -> None:
        super().__init__(data={"firms": list(chosen), "replaces_next": True})
        self.firms.choices = [SelectChoice(firm_id, name) for firm_id, name in firms]

    def to_request(self) -> Ask:
        """Give whom to ask, and what to tell them."""
        return Ask(tuple(self.firms.data), self.note.data, self.replaces_next.data)


class AnswerForm(FlaskForm):
    """An answer to an introduction as it stands on the page; several stand on one page, so each id is its own."""

    version: VersionField

    def on(self, version: int) -> Self:
        """Be shown beside an introduction; what was sent keeps the version that the person saw."""
        if self.version.data is None:
            self.version.data = version
        return self


class AcceptForm(AnswerForm):
    """Would the firm like to talk?"""

    version = VersionField(id="accept-version")
    message = _words("Do you want to tell the company anything?", id="accept-message")


class DeclineForm(AnswerForm):
    """Why does the firm decline?"""

    version = VersionField(id="decline-version")
    reason = RadioField(
        "Why do you decline?",
        [AnyOf([str(reason) for reason in DeclineReason], "Select a reason")],
        choices=choices_of(REASONS),
        validate_choice=False,
    )
    message = _words("Do you want to tell the company anything?", id="decline-message")


class WithdrawForm(AnswerForm):
    """What does the company tell the firm when it takes its request back?"""

    version = VersionField(id="withdraw-version")
    message = _words("What do you want to tell the firm?", id="withdraw-message")


class ConsentForm(AnswerForm):
    """Does the company consent to be introduced?"""

    version = VersionField(id="consent-version")


class OverseeForm(Form):
    """Which introductions does an admin look for? Sent by GET."""

    stage = SelectField("Stage", choices=choices_of(STAGES, "All"), validate_choice=False)

    @property
    def wanted(self) -> Stage | None:
        """The stage that is looked for; None for all, also for a word that is no stage."""
        return Stage(self.stage.data) if self.stage.data in list(Stage) else None
