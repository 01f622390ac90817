"""Forms of the checks, one for each fact."""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from foundation.clock import today
from foundation.imports.fields import CheckboxesField, DayField, TidyField, choices_of
from foundation.tables.write import cell_text
from matcher.eligibility.dates import add_days
from matcher.eligibility.vetting import PEER_REVIEW_EXPIRED_DAYS
from matcher.firms.compare import RANGES
from matcher.firms.forms import COLUMNS
from matcher.firms.profile import FirmProfile
from matcher.firms.questions import TITLES
from matcher.firms.records.columns import word
from matcher.firms.wording import spelt
from matcher.firms.words import LicenceStatus, PeerReviewRating, PeerReviewType
from matcher.vetting import findings
from matcher.vetting.check_form import CheckForm, Outcome, asked
from matcher.vetting.facts import Fact
from matcher.vetting.grading import LOOKED_FOR, RedFlag, grade_of

_YES_NO = {"yes": "Yes", "no": "No"}
MOST_USD = 2_000_000_000


class FirmLicenceForm(CheckForm):
    """What does a state board say of the firm's licence?"""

    fact = Fact.FIRM_LICENCE
    dated, sourced = "licence_checked_on", "licence_source"
    licence_state = asked("licence_state")
    licence_number = asked("licence_number")
    licence_status = asked("licence_status")
    licence_expires_on = asked("licence_expires_on")

    def validate_licence_state(self, field):
        if not findings.state_code(field.data or ""):
            raise ValidationError("Enter the state, two letters such as OH")

    def validate_licence_status(self, field):
        if not field.data:
            raise ValidationError("Select what the state board says")

    def found(self):
        """Say it; the gate looks at the licence of one state, those of others stand in the ledger alone."""
        values = self.values() | {"licence_state": findings.state_code(self.licence_state.data or "")}
        gates = findings.state_code(self.standing.licence_state or "") in ("", values["licence_state"])
        active = values["licence_status"] is LicenceStatus.ACTIVE
        return Outcome(
            finding=findings.licence(values["licence_status"], values["licence_number"]),
            subject=values["licence_state"],
            cells=values if gates else {},
            details={} if gates else {name: cell_text(value) for name, value in values.items()},
            valid_until=values["licence_expires_on"] if active else None,
        )


class SignerLicenceForm(CheckForm):
    """What does a state board say of the person who signs?"""

    fact = Fact.SIGNER_LICENCE
    signer = TidyField("Who signs?", [DataRequired("Enter the name of the person who signs"), Length(max=200)])
    state = TidyField("Which state licensed them?", [Length(max=40)])
    number = TidyField("What is their licence number?", [Optional(), Length(max=80)])
    status = RadioField(
        "What does the state board say of the licence?",
        [InputRequired("Select what the state board says")],
        choices=choices_of({one: one.capitalize() for one in LicenceStatus}),
        coerce=LicenceStatus,
    )
    last_day = DayField("What is the last day the licence is valid?")

    def validate_state(self, field):
        if not findings.state_code(field.data or ""):
            raise ValidationError("Enter the state, two letters such as OH")

    def found(self):
        """Say it without the person's name, which is for admins."""
        active = self.status.data is LicenceStatus.ACTIVE
        return Outcome(
            finding=findings.licence(self.status.data, None),
            subject=findings.state_code(self.state.data or ""),
            details={"Signer": self.signer.data, "Licence number": self.number.data},
            valid_until=self.last_day.data if active else None,
        )


class PeerReviewForm(CheckForm):
    """What did the review of the firm's own practice find?"""

    fact = Fact.PEER_REVIEW
    sourced = "peer_review_source"
    peer_review_type = asked("peer_review_type")
    peer_review_rating = asked("peer_review_rating")
    peer_review_period_end = asked("peer_review_period_end")
    peer_review_covers_soc = asked("peer_review_covers_soc")

    def validate_peer_review_type(self, field):
        if not field.data:
            raise ValidationError("Select which review it was, or none")

    def validate_peer_review_rating(self, field):
        if not field.data and self.peer_review_type.data != PeerReviewType.NONE:
            raise ValidationError("Select what the review found")

    def validate_peer_review_period_end(self, field):
        rated = self.peer_review_rating.data not in ("", None, PeerReviewRating.NOT_YET_DUE)
        if rated and not field.data:
            raise ValidationError("Enter the last day of the period that was reviewed")

    def found(self):
        """Say it; a review holds for three and a half years after its period."""
        values = self.values()
        ended_on, rating = values["peer_review_period_end"], values["peer_review_rating"]
        counts = ended_on is not None and rating is not PeerReviewRating.NOT_YET_DUE
        until = add_days(ended_on, PEER_REVIEW_EXPIRED_DAYS) if counts else None
        return Outcome(finding=findings.peer_review(values), cells=values, valid_until=until)


class CleanOpinionForm(CheckForm):
    """Does the firm promise what the opinion will say?"""

    fact = Fact.CLEAN_OPINION
    promises = RadioField(
        "Does it promise a clean opinion?", [InputRequired("Select yes or no")], choices=choices_of(_YES_NO)
    )

    def found(self):
        """Say it."""
        promised = self.promises.data == "yes"
        return Outcome(finding="Yes" if promised else "No", cells={"guarantees_clean_opinion": promised})


class CredentialForm(CheckForm):
    """Does the firm hold the credential for another framework?"""

    fact = Fact.CREDENTIAL
    framework = TidyField("For which framework?", [DataRequired("Enter the framework"), Length(max=60)])
    held = RadioField("Does it hold the credential?", [InputRequired("Select yes or no")], choices=choices_of(_YES_NO))
    last_day = DayField("What is the credential's last day?")

    def validate_framework(self, field):
        if field.data and not re.fullmatch("[a-z0-9_.+]+", word(field.data)):
            raise ValidationError("Enter one framework in letters and figures, such as ISO 27001")

    def found(self):
        """Say it; a credential that is not held is taken off the firm's list."""
        framework, held = word(self.framework.data or ""), self.held.data == "yes"
        until = self.last_day.data if held else None
        cell = cell_text({framework: until}) if held else ""
        said = "Held" if held else "Not held"
        return Outcome(finding=said, subject=framework, cells={"frameworks": cell}, valid_until=until)


class InsuranceForm(CheckForm):
    """Is the firm insured against its own mistakes?"""

    fact = Fact.INSURANCE
    insured = RadioField(
        "Is it insured for professional liability?", [InputRequired("Select yes or no")], choices=choices_of(_YES_NO)
    )
    insurer = TidyField("Who insures it?", [Optional(), Length(max=200)])
    amount_usd = IntegerField("For how much, in US dollars?", [Optional(), NumberRange(0, MOST_USD)])
    last_day = DayField("What is the last day of the policy?")

    def validate(self, extra_validators=None):
        """Ask for the policy's last day of a firm that is insured."""
        good = super().validate(extra_validators)
        if self.insured.data == "yes" and not self.last_day.data and not self.last_day.errors:
            self.last_day.errors = ["Enter the last day of the policy"]
            return False
        return good

    def found(self):
        """Say it without the insurer, who is for admins."""
        insured = self.insured.data == "yes"
        return Outcome(
            finding=findings.insurance(insured, self.amount_usd.data),
            details={"Insurer": self.insurer.data} if insured else {},
            valid_until=self.last_day.data if insured else None,
        )


class SampleReportForm(CheckForm):
    """What does a report of the firm show?"""

    fact = Fact.SAMPLE_REPORT
    report = TidyField("Which report was read?", [DataRequired("Enter which report was read"), Length(max=300)])
    flags = CheckboxesField("Which of these red flags are in it?", choices=choices_of(LOOKED_FOR), coerce=str)

    def found(self):
        """Grade it by the rule that the page shows."""
        flags = [RedFlag(one) for one in self.flags.data or ()]
        details = {
            "Report": self.report.data,
            "Grade": grade_of(flags),
            "Red flags": [LOOKED_FOR[one] for one in flags],
        }
        return Outcome(finding=findings.sample_report(flags), details=details)


class FeesForm(CheckForm):
    """What does the firm ask for?"""

    fact = Fact.FEES
    dated = "fees_as_of"
    type_1_fee_min_usd = asked("type_1_fee_min_usd")
    type_1_fee_max_usd = asked("type_1_fee_max_usd")
    type_2_fee_min_usd = asked("type_2_fee_min_usd")
    type_2_fee_max_usd = asked("type_2_fee_max_usd")
    fee_per_extra_category_pct = asked("fee_per_extra_category_pct")

    def validate(self, extra_validators=None):
        """Ask for one fee at least, and check the two ends of each range together."""
        if not super().validate(extra_validators):
            return False
        values = self.values()
        for low, high in RANGES:
            if high in values and None not in (values[low], values[high]) and values[high] < values[low]:
                self[high].errors = [f"{TITLES[high]}: enter at least {values[low]}, the lower end"]
        if not any(values.values()):
            self.type_2_fee_min_usd.errors = ["Enter one fee at least"]
        return not self.errors

    def found(self):
        """Say them."""
        return Outcome(finding=findings.fees(self.values()), cells=self.values())


class CapacityForm(CheckForm):
    """When can the firm begin?"""

    fact = Fact.CAPACITY
    dated = "capacity_as_of"
    next_start_on = asked("next_start_on")
    open_slots = asked("open_slots")
    fieldwork_weeks = asked("fieldwork_weeks")
    report_weeks = asked("report_weeks")

    def validate_open_slots(self, field):
        if not (field.data or "").strip() and not self.next_start_on.data:
            raise ValidationError("Enter how many engagements it can take, or on which day it can start")

    def found(self):
        """Say it."""
        return Outcome(finding=findings.capacity(self.values()), cells=self.values())


FORMS: Mapping[Fact, type[CheckForm]] = {
    form.fact: form
    for form in (
        FirmLicenceForm, SignerLicenceForm, PeerReviewForm, CleanOpinionForm, CredentialForm, InsuranceForm,
        SampleReportForm, FeesForm, CapacityForm,
    )
}  # fmt: skip
"""Fact -> the form of its check."""


def known(fact: Fact, subject: str, standing: FirmProfile) -> dict[str, Any]:
    """Give what a form shows at first: which licence or framework, and what the firm asks for, but no finding."""
    shown: dict[str, Any] = {"checked_on": today()}
    if fact is Fact.FIRM_LICENCE:
        own = subject in ("", findings.state_code(standing.licence_state or ""))
        number = standing.licence_number if own else None
        return shown | {"licence_state": subject or standing.licence_state, "licence_number": number}
    if fact in (Fact.FEES, Fact.CAPACITY):
        columns = [
            name for name in COLUMNS if hasattr(FORMS[fact], name) and name not in ("open_slots", "next_start_on")
        ]
        return shown | {name: cell_text(getattr(standing, name)) for name in columns}
    return shown | {"state": subject, "framework": spelt(subject)}
