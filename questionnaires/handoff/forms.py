"""What is asked before a package is made."""

from flask_wtf import FlaskForm
from wtforms import BooleanField


class HandoffForm(FlaskForm):
    """May the auditor read internal texts?"""

    include_internal = BooleanField("Include internal texts and evidence")
