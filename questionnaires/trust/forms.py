"""What people settle about answers."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from questionnaires.trust.service import Rules


class RulesForm(FlaskForm):
    """The error budget, in percent, and who may approve."""

    error_budget = DecimalField(
        "Of 100 answers that nobody reads closely, how many may be wrong?",
        [InputRequired("Enter a number from 0 to 20"), NumberRange(0, 20, "Enter a number from 0 to 20")],
        places=1,
    )
    four_eyes = BooleanField("Nobody approves an answer that they worded themselves")
    version = IntegerField("Version", [InputRequired()], widget=HiddenInput())

    def show(self, rules: Rules) -> None:
        """Fill the form with the rules in force."""
        self.error_budget.data = round(rules.error_budget * 100, 1)
        self.four_eyes.data, self.version.data = rules.four_eyes, rules.version

    def to_rules(self) -> Rules:
        """Give the rules as the service takes them."""
        return Rules(float(self.error_budget.data) / 100, self.four_eyes.data, self.version.data)
