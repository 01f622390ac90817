"""What people settle about answers."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from questionnaires.trust.service import Rules


class RulesForm(FlaskForm):
    """The error budget, in percent, who may approve, and how approved answers enter the library."""

    error_budget = DecimalField(
        "Of 100 answers that nobody reads closely, how many may be wrong?",
        [InputRequired("Enter a number from 0 to 20"), NumberRange(0, 20, "Enter a number from 0 to 20")],
        places=1,
    )
    four_eyes = BooleanField("Nobody approves an answer that they worded themselves")
    only_chosen = BooleanField("Approved answers enter the library only when somebody chooses to")
    answer_days = IntegerField(
        "For how many days does an approved answer hold?",
        [
            InputRequired("Enter a whole number from 1 to 1095"),
            NumberRange(1, 1095, "Enter a whole number from 1 to 1095"),
        ],
    )
    version = IntegerField("Version", [InputRequired()], widget=HiddenInput())

    def show(self, rules: Rules) -> None:
        """Fill the form with the rules in force."""
        self.error_budget.data = round(rules.error_budget * 100, 1)
        self.four_eyes.data, self.version.data = rules.four_eyes, rules.version
        self.only_chosen.data, self.answer_days.data = rules.only_chosen, rules.answer_days

    def to_rules(self) -> Rules:
        """Give the rules as the service takes them."""
        return Rules(
            float(self.error_budget.data) / 100,
            self.four_eyes.data,
            self.version.data,
            self.only_chosen.data,
            self.answer_days.data,
        )
